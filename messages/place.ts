import { createHash } from 'node:crypto';
import type { PackRecord } from '../content/record.ts';

export const views = [
  'timeline',
  'claim',
  'evidence',
  'demands',
  'demand',
  'casualties',
  'people',
  'documents',
  'document',
  'glossary',
  'term',
  'post',
] as const;
export type View = (typeof views)[number];

/** The views that are always about one thing. */
const aboutOne: ReadonlySet<View> = new Set(['claim', 'evidence', 'demand', 'document', 'term', 'post']);

/** Two days, both included: `YYYY-MM-DD`. */
export interface Period {
  readonly first: string;
  readonly last: string;
}

/** One page of one answer, as a button remembers it. */
export interface Place {
  readonly view: View;
  /** The claim, event, topic, demand, document or term that it is about; for `post` a delivery. */
  readonly subject: string | null;
  readonly period: Period | null;
  /** From 0. */
  readonly page: number;
  /** Where *Back* leads. */
  readonly back: Place | null;
}

/** A place with nothing chosen but what is given. */
export function place(view: View, rest: Partial<Omit<Place, 'view'>> = {}): Place {
  return { view, subject: null, period: null, page: 0, back: null, ...rest };
}

/**
 * A place in few characters, for custom ids and select values: the place itself, then where *Back* leads from
 * it, and from there, as long as all of it has room in `max` characters.
 */
export function encodePlace(given: Place, packId: string, max: number): string {
  const steps: string[] = [];
  for (let step: Place | null = given; step; step = step.back) {
    const text = encodeStep(step, packId);
    if (steps.length > 0 && [...steps, text].join(':').length > max) break;
    steps.push(text);
  }
  return steps.join(':');
}

/**
 * Reads what {@link encodePlace} wrote, from its parts between the colons.
 *
 * @returns undefined when it is no place, or names something that the record does not have (any more)
 */
export function decodePlace(steps: readonly string[], record: PackRecord): Place | undefined {
  const [first, ...rest] = steps;
  const step = first === undefined ? undefined : decodeStep(first, record);
  if (!step) return undefined;
  return { ...step, back: decodePlace(rest, record) ?? null };
}

function encodeStep({ view, subject, period, page }: Place, packId: string): string {
  const about = subject === null ? '' : view === 'post' ? subject : shortId(packId, subject);
  const span = period ? `${period.first}-${period.last}`.replaceAll('-', '') : '';
  return [view, page, about, span].join('.').replace(/\.+$/, '');
}

function decodeStep(text: string, record: PackRecord): Place | undefined {
  const match = /^([a-z]+)\.(\d{1,4})(?:\.([\w-]{0,20}))?(?:\.(\d{8})(\d{8}))?$/.exec(text);
  const view = views.find((name) => name === match?.[1]);
  if (!match || !view) return undefined;
  const [, , page = '0', about = '', first, last] = match;
  const subject =
    about === ''
      ? null
      : view === 'post'
        ? about
        : subjects(view, record).find((id) => shortId(record.pack.id, id) === about);
  if (subject === undefined || (subject === null && aboutOne.has(view))) return undefined;
  const period =
    first !== undefined && last !== undefined ? { first: dashed(first), last: dashed(last) } : null;
  return { view, subject, period, page: Number(page), back: null };
}

/** The ids that a place of this view can be about. */
function subjects(view: View, { pack }: PackRecord): readonly string[] {
  const list =
    view === 'timeline'
      ? pack.topics
      : view === 'demand'
        ? pack.demands
        : view === 'document'
          ? pack.sources
          : view === 'term'
            ? pack.glossary
            : pack.claims;
  return list.map(({ id }) => id);
}

/**
 * Eight characters that stand for an id of a pack: an id may have 60, and a custom id has room for 100 in all.
 * 48 bits of a SHA-256, so that two ids practically never share it, nor equal ids of two packs.
 */
export function shortId(packId: string, id: string): string {
  return createHash('sha256').update(`${packId}/${id}`).digest('base64url').slice(0, 8);
}

function dashed(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}
