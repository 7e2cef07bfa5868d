import { z } from 'zod';
import { inZone, readWall } from '../calendar/wall-time.ts';
import { readTimeOfDay } from '../typed-time/time-of-day.ts';
import { readTypedTime } from '../typed-time/read.ts';
import { takesPlace, type Action, type ActionKind } from './action.ts';
import type { Temporal } from 'temporal-polyfill';

const text = z.string().max(4_000);
/** `YYYY-MM-DDTHH:MM` in the zone of the campaign. */
const wall = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);

/**
 * What an organiser typed about an action, letter for letter, so that it can be shown and changed again whatever is
 * wrong with it. A typed time such as "tomorrow" means another day tomorrow: what it meant stands beside it.
 */
export const TypedAction = z.strictObject({
  title: text,
  text: text,
  when: text,
  /** What `when` means; null while that is not clear. */
  whenAt: wall.nullable(),
  /** A place, a link, or both. */
  where: text,
  goal: text,
  /** What `where` is not: a link beside a place, or a place beside a link. */
  also: text,
  /** An hour of the same day, or a time. */
  end: text,
  endAt: wall.nullable(),
  unit: text,
  /** Hours before the deadline; 0 for no reminder. */
  reminderHours: z.int().min(0).max(1_000),
  /** Null: as is usual for its kind. */
  pledges: z.boolean().nullable(),
  placeOnRequest: z.boolean(),
});
export type TypedAction = z.infer<typeof TypedAction>;

/** How long before a deadline its reminder is posted, when nobody chose otherwise. */
export const usualReminderHours = 24;

/** Nothing typed yet. */
export const nothingTyped: TypedAction = {
  title: '',
  text: '',
  when: '',
  whenAt: null,
  where: '',
  goal: '',
  also: '',
  end: '',
  endAt: null,
  unit: '',
  reminderHours: usualReminderHours,
  pledges: null,
  placeOnRequest: false,
};

/** A day without an hour ends when it ends. */
export const endOfDay = '23:59';

/** Where and when something is typed. */
export interface TypingContext {
  /** The campaign's IANA zone. */
  readonly zone: string;
  readonly now: Temporal.Instant;
}

/**
 * What was typed, with its times settled as they are meant now.
 *
 * @param fields those that were typed; the others stay as they were
 * @param before what stood there
 */
export function retyped(
  before: TypedAction,
  fields: Partial<Omit<TypedAction, 'whenAt' | 'endAt'>>,
  context: TypingContext,
): TypedAction {
  const after = { ...before, ...fields };
  return {
    ...after,
    whenAt: settled(after.when, before.when, before.whenAt, context),
    // An hour alone is one of the day on which it begins, whichever that will be.
    endAt: readTimeOfDay(after.end.toLowerCase())
      ? null
      : settled(after.end, before.end, before.endAt, context),
  };
}

/** A published action as if it had been typed: for one that came from elsewhere. */
export function typedOf(action: Action, zone: string): TypedAction {
  if (action.typed !== null) return action.typed;
  const wallOf = (at: Temporal.Instant | null): string =>
    at === null ? '' : at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
  const [when, end] = [wallOf(action.deadline), wallOf(action.ends)];
  return {
    title: action.title,
    text: action.text,
    when: when.replace('T', ' '),
    whenAt: when === '' ? null : when,
    where: action.link ?? action.place ?? '',
    goal: action.goal === null ? '' : String(action.goal),
    also: action.link === null ? '' : (action.place ?? ''),
    end: end.replace('T', ' '),
    endAt: end === '' ? null : end,
    unit: action.unit ?? '',
    reminderHours: action.reminderHours ?? 0,
    pledges: action.pledges,
    placeOnRequest: action.placeOnRequest,
  };
}

/** Whether members can say that they will do it, when nobody chose: not where it could put people in danger. */
export function usualPledges(kind: ActionKind): boolean {
  return !takesPlace({ kind });
}

function settled(
  typed: string,
  before: string,
  beforeAt: string | null,
  { zone, now }: TypingContext,
): string | null {
  const trimmed = typed.trim();
  if (trimmed === '') return null;
  // The form shows again what was meant, to the minute: left alone, that is what is still meant.
  if (beforeAt !== null && (trimmed === before.trim() || trimmed === beforeAt.replace('T', ' ')))
    return beforeAt;
  const read = readTypedTime(trimmed, { zone, now, hour: endOfDay });
  return 'at' in read ? read.at : null;
}

/** The moment of a settled time. */
export function momentOf(at: string, zone: string): Temporal.Instant {
  return inZone(readWall(at), zone).toInstant();
}
