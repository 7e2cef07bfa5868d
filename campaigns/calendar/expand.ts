import { Temporal } from 'temporal-polyfill';
import type { Occurrence, Override, Schedule } from '../schedule.ts';
import { slotsOf } from './rule.ts';
import { inZone, readWall, writeWall } from './wall-time.ts';

/** From a moment, included, to another one, left out. */
export interface Window {
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
}

export interface ExpandOptions {
  /** Overrides of this schedule's slots. One for a slot that the rule does not have is passed over. */
  readonly overrides?: readonly Override[];
  /** Days on which nothing is posted by this schedule: what falls on one waits for the next day, same hour. */
  readonly waits?: (day: Temporal.PlainDate) => boolean;
}

/** A year of days on each of which nothing may be posted: then waiting is pointless. */
const longestWait = 366;

/**
 * What a schedule comes to in a window of time, the earliest first. An occurrence belongs to the window in
 * which it really falls, after a move; its key stays its original slot. So windows that touch give each
 * occurrence exactly once, whatever was moved across their border. A skipped one is there too, and says so.
 */
export function expand(
  schedule: Pick<Schedule, 'purpose' | 'subject' | 'rule' | 'zone'>,
  window: Window,
  { overrides = [], waits = () => false }: ExpandOptions = {},
): Occurrence[] {
  const { rule, zone, purpose, subject } = schedule;
  const decided = new Map(overrides.map((override) => [override.slot, override]));
  const days = daysAround(window, zone, waits);
  const slots = new Map(
    [
      ...slotsOf(rule, days.first, days.last),
      ...overrides.map(({ slot }) => readWall(slot)).filter((slot) => isSlot(rule, slot)),
    ].map((slot) => [writeWall(slot), slot]),
  );

  return [...slots]
    .map(([slot, original]): Occurrence => {
      const override = decided.get(slot);
      const movedTo = override?.movedTo;
      const meant = movedTo ? readWall(movedTo) : afterWaiting(original, waits);
      const real = inZone(meant, zone);
      const waited = !movedTo && !meant.equals(original);
      return {
        purpose,
        subject,
        slot,
        wall: writeWall(real.toPlainDateTime()),
        zone,
        at: real.toInstant(),
        dropped: override?.skipped ? 'skipped' : null,
        moved: movedTo ? 'by-organiser' : waited ? 'day-of-mourning' : null,
      };
    })
    .filter(({ at }) => isWithin(at, window))
    .toSorted(byTime);
}

/**
 * The first occurrence at or after a moment; null when there is none any more. One that an organiser moved
 * years ahead is found once it is nearer.
 */
export function nextOccurrence(
  schedule: Pick<Schedule, 'purpose' | 'subject' | 'rule' | 'zone'>,
  from: Temporal.Instant,
  options: ExpandOptions = {},
): Occurrence | null {
  const start = from.toZonedDateTimeISO(schedule.zone).toPlainDate();
  const until = inZone(searchUntil(schedule.rule, start).toPlainDateTime(), schedule.zone);
  return expand(schedule, { from, until: until.toInstant() }, options)[0] ?? null;
}

/** A day before which a rule surely comes to something, if it ever does again. */
function searchUntil(rule: Schedule['rule'], start: Temporal.PlainDate): Temporal.PlainDate {
  switch (rule.kind) {
    case 'yearly': {
      const of = Temporal.PlainDate.from(rule.of);
      return (Temporal.PlainDate.compare(of, start) > 0 ? of : start).add({ years: 3 });
    }
    case 'weekly':
      return start.add({ weeks: 5 });
    case 'once':
      return start.add({ years: 100 });
  }
}

/** Earlier first; at the same moment by slot, so that the order never depends on the order of input. */
export function byTime(a: Occurrence, b: Occurrence): number {
  return Temporal.Instant.compare(a.at, b.at) || a.slot.localeCompare(b.slot);
}

function afterWaiting(
  slot: Temporal.PlainDateTime,
  waits: (day: Temporal.PlainDate) => boolean,
): Temporal.PlainDateTime {
  for (let days = 0; days < longestWait; days += 1) {
    const wall = slot.add({ days });
    if (!waits(wall.toPlainDate())) return wall;
  }
  return slot;
}

/** All days whose slots can fall into the window: those that would have waited until it begins, too. */
function daysAround(
  { from, until }: Window,
  zone: string,
  waits: (day: Temporal.PlainDate) => boolean,
): { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate } {
  // A skipped hour, or a whole skipped day, puts a slot up to a day later than it was named.
  let first = from.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 2 });
  for (let days = 0; days < longestWait && waits(first); days += 1) first = first.subtract({ days: 1 });
  return { first, last: until.toZonedDateTimeISO(zone).toPlainDate() };
}

function isSlot(rule: Schedule['rule'], slot: Temporal.PlainDateTime): boolean {
  const day = slot.toPlainDate();
  return slotsOf(rule, day, day).some((one) => one.equals(slot));
}

function isWithin(at: Temporal.Instant, { from, until }: Window): boolean {
  return Temporal.Instant.compare(at, from) >= 0 && Temporal.Instant.compare(at, until) < 0;
}
