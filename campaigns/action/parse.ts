import { Temporal } from 'temporal-polyfill';
import { readTypedTime } from '../typed-time/read.ts';
import { readTimeOfDay } from '../typed-time/time-of-day.ts';
import { takesPlace, type ActionContent, type ActionKind } from './action.ts';
import { endOfDay, momentOf, usualPledges, type TypedAction, type TypingContext } from './typed.ts';
import { readWhere } from './where.ts';

/** What can be typed, in characters. */
export const actionLengths = {
  title: 100,
  text: 1_000,
  when: 100,
  where: 500,
  goal: 60,
  also: 500,
  end: 100,
  unit: 40,
} as const;

type TimeProblem =
  | { readonly kind: 'unreadable'; readonly text: string }
  /** Each of these may be meant. */
  | { readonly kind: 'ambiguous'; readonly text: string; readonly readings: readonly string[] }
  | { readonly kind: 'past' | 'far'; readonly at: Temporal.Instant };

/** Why an action cannot be published as it was typed. */
export type ActionProblem =
  | { readonly field: 'title'; readonly kind: 'missing' }
  | ({ readonly field: 'when' | 'end' } & TimeProblem)
  /** It is over before it begins, or has an end and no beginning. */
  | { readonly field: 'end'; readonly kind: 'before' | 'no-start' }
  | { readonly field: 'where'; readonly kind: 'link'; readonly text: string }
  | { readonly field: 'where'; readonly kind: 'two-links' | 'two-places' }
  | { readonly field: 'goal'; readonly kind: 'number'; readonly text: string };

/** What was understood. It may be published only when there is no problem; then nothing of it is missing. */
export interface ParsedAction {
  readonly content: ActionContent;
  readonly problems: readonly ActionProblem[];
}

const mostGoal = 1_000_000_000;
const yearsAhead = 5;

/** Makes an action of what was typed, or says everything that is wrong with it. */
export function parseAction(typed: TypedAction, kind: ActionKind, context: TypingContext): ParsedAction {
  const title = visible(typed.title).slice(0, actionLengths.title).trim();
  const when = readMoment('when', typed.when, typed.whenAt, context);
  const end = takesPlace({ kind }) ? readEnd(typed, when.at, context) : nothing;
  const places = readPlaces(typed);
  const goal = readGoal(typed.goal);
  return {
    content: {
      title,
      text: typed.text.trim().slice(0, actionLengths.text),
      link: places.link,
      place: typed.placeOnRequest ? null : places.place,
      placeOnRequest: typed.placeOnRequest,
      deadline: when.at,
      ends: end.at,
      goal: goal.number,
      unit: unitOf(typed.unit) ?? goal.unit,
      pledges: typed.pledges ?? usualPledges(kind),
      reminderHours: typed.reminderHours === 0 ? null : typed.reminderHours,
    },
    problems: [
      ...(title === '' ? [{ field: 'title', kind: 'missing' } as const] : []),
      // What takes place for some hours can be changed while it does.
      ...when.problems.filter(({ kind: wrong }) => wrong !== 'past' || !isAfter(end.at, context.now)),
      ...end.problems,
      ...places.problems,
      ...goal.problems,
    ],
  };
}

function isAfter(at: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return at !== null && at.epochMilliseconds > now.epochMilliseconds;
}

interface ReadMoment {
  readonly at: Temporal.Instant | null;
  readonly problems: readonly ActionProblem[];
}
const nothing: ReadMoment = { at: null, problems: [] };

function readMoment(
  field: 'when' | 'end',
  text: string,
  settled: string | null,
  { zone, now }: TypingContext,
): ReadMoment {
  if (text.trim() === '') return nothing;
  if (settled !== null) {
    const at = momentOf(settled, zone);
    if (at.epochMilliseconds <= now.epochMilliseconds) return { at, problems: [{ field, kind: 'past', at }] };
    const far = at.toZonedDateTimeISO(zone).year > now.toZonedDateTimeISO(zone).year + yearsAhead;
    return { at, problems: far ? [{ field, kind: 'far', at }] : [] };
  }
  const read = readTypedTime(text, { zone, now, hour: endOfDay });
  switch (read.kind) {
    case 'at':
      return { at: momentOf(read.at, zone), problems: [] };
    case 'past':
    case 'far':
      return { at: null, problems: [{ field, kind: read.kind, at: momentOf(read.at, zone) }] };
    case 'ambiguous':
      return { at: null, problems: [{ field, kind: 'ambiguous', text, readings: read.readings }] };
    case 'unreadable':
      return { at: null, problems: [{ field, kind: 'unreadable', text }] };
  }
}

/** When it is over: an hour alone is the first such one after it begins. */
function readEnd(typed: TypedAction, start: Temporal.Instant | null, context: TypingContext): ReadMoment {
  if (typed.end.trim() === '') return nothing;
  if (start === null) return { at: null, problems: [{ field: 'end', kind: 'no-start' }] };
  const time = readTimeOfDay(typed.end.toLowerCase());
  if (time) {
    const begins = start.toZonedDateTimeISO(context.zone);
    const sameDay = begins.withPlainTime(time);
    const later = Temporal.ZonedDateTime.compare(sameDay, begins) > 0 ? sameDay : sameDay.add({ days: 1 });
    return { at: later.toInstant(), problems: [] };
  }
  const read = readMoment('end', typed.end, typed.endAt, context);
  if (read.at !== null && read.at.epochMilliseconds <= start.epochMilliseconds) {
    return { at: null, problems: [{ field: 'end', kind: 'before' }] };
  }
  return read;
}

function readPlaces({ where, also }: TypedAction): {
  readonly place: string | null;
  readonly link: string | null;
  readonly problems: readonly ActionProblem[];
} {
  const read = [where, also].map(readWhere);
  const places = read.flatMap(({ place }) => place ?? []);
  const links = read.flatMap(({ link }) => link ?? []);
  return {
    place: places[0] ?? null,
    link: links[0] ?? null,
    problems: [
      ...read.flatMap(({ unusable }) =>
        unusable === null ? [] : [{ field: 'where', kind: 'link', text: unusable } as const],
      ),
      ...(places.length > 1 ? [{ field: 'where', kind: 'two-places' } as const] : []),
      ...(links.length > 1 ? [{ field: 'where', kind: 'two-links' } as const] : []),
    ],
  };
}

/** A whole number above 0, its thousands set apart or not, and perhaps what is counted: "1,000 signatures". */
function readGoal(text: string): {
  readonly number: number | null;
  readonly unit: string | null;
  readonly problems: readonly ActionProblem[];
} {
  const trimmed = visible(text);
  if (trimmed === '') return { number: null, unit: null, problems: [] };
  const [, digits = '', unit = ''] = /^(\d{1,3}(?:[., ]\d{3})+|\d+)(?: +(\D.*))?$/u.exec(trimmed) ?? [];
  const number = Number(digits.replaceAll(/[., ]/g, ''));
  if (digits === '' || number <= 0 || number > mostGoal) {
    return { number: null, unit: null, problems: [{ field: 'goal', kind: 'number', text }] };
  }
  return { number, unit: unitOf(unit), problems: [] };
}

function unitOf(text: string): string | null {
  const unit = visible(text).slice(0, actionLengths.unit);
  return unit === '' ? null : unit;
}

/** One line, without what cannot be seen. */
function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}
