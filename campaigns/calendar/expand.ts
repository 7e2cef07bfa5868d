import { Temporal } from 'temporal-polyfill';
import type { Occurrence, Override, Schedule } from '../schedule.ts';
import { periodOf, slotBeside } from './period.ts';
import { slotsOf } from './rule.ts';
import { inZone, readWall, writeWall } from './wall-time.ts';

/** From a moment, included, to another one, left out. */
export interface Window {
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
}

export interface ExpandOptions {
  /** Overrides of this schedule's slots. One in whose period the rule has nothing any more is passed over. */
  readonly overrides?: readonly Override[];
  /** Days on which nothing is posted by this schedule: what falls on one waits for the next day, same hour. */
  readonly waits?: (day: Temporal.PlainDate) => boolean;
}

/** A year of days on each of which nothing may be posted: then waiting is pointless. */
export const longestWait = 366;

/** The parts of a schedule that say what it comes to. */
type Expanded = Pick<Schedule, 'purpose' | 'subject' | 'rule' | 'zone'>;

/**
 * What a schedule comes to in a window of time, the earliest first. An occurrence belongs to the window in
 * which it really falls, after a move; its key stays its original slot, also when the rule was changed since
 * something was decided or posted ({@link ./period.ts}). So windows that touch give each occurrence exactly once,
 * whatever was moved across their border. A skipped one is there too, and says so.
 */
export function expand(
  schedule: Expanded,
  window: Window,
  { overrides = [], waits }: ExpandOptions = {},
): Occurrence[] {
  const { rule, zone } = schedule;
  const standing = standingIn(rule, overrides);
  const days = daysAround(window, zone, waits);
  const slots = new Map(
    [
      ...slotsOf(rule, days.first, days.last),
      ...[...standing.values()].flatMap(({ slot }) => slot ?? []),
    ].map((slot) => [writeWall(slot), slot]),
  );
  return [...slots]
    .map(([name, slot]) => {
      const override = standing.size === 0 ? undefined : standing.get(periodOf(rule, slot))?.override;
      return occurrenceAt(schedule, { name, slot }, override, waits);
    })
    .filter(({ at }) => isWithin(at, window))
    .toSorted(byTime);
}

/** What the slot of a rule comes to, with what stands about its period. */
function occurrenceAt(
  { purpose, subject, zone }: Expanded,
  { name, slot }: { readonly name: string; readonly slot: Temporal.PlainDateTime },
  override: Override | undefined,
  waits: ExpandOptions['waits'],
): Occurrence {
  const movedTo = override?.movedTo ?? null;
  const wall = movedTo === null ? afterWaiting(slot, waits) : readWall(movedTo);
  const meant = movedTo ?? (wall === slot ? name : writeWall(wall));
  const real = inZone(wall, zone);
  // Where a changed rule would have lost it, it was moved to the time that it has.
  const key = override?.slot ?? name;
  const moved = movedTo !== null && movedTo !== key;
  return {
    purpose,
    subject,
    slot: key,
    meant,
    wall: writeWall(real.toPlainDateTime()),
    zone,
    at: real.toInstant(),
    dropped: override?.over ? 'over' : override?.skipped ? 'skipped' : null,
    moved: moved ? 'by-organiser' : movedTo === null && wall !== slot ? 'day-of-mourning' : null,
    note: override?.note ?? null,
  };
}

/** What stands about a period, and what the rule of today has in it: null when that lies outside of its bounds. */
interface Standing {
  readonly override: Override;
  readonly slot: Temporal.PlainDateTime | null;
}

/**
 * What stands about each period. Of several in one, that which is over counts first: nothing is posted twice. Then
 * the slot that the rule has today. A single date is chosen by hand: one that is over says nothing about another.
 */
function standingIn(rule: Schedule['rule'], overrides: readonly Override[]): ReadonlyMap<string, Standing> {
  const standing = new Map<string, Standing>();
  for (const override of overrides) {
    const decided = readWall(override.slot);
    const slot = slotBeside(rule, decided);
    const own = slot?.equals(decided) ?? false;
    if (rule.kind === 'once' && override.over && !own) continue;
    const period = periodOf(rule, decided);
    const other = standing.get(period)?.override;
    if (!other || (override.over && !other.over) || (own && !other.over))
      standing.set(period, { override, slot });
  }
  return standing;
}

/** The first occurrence at or after a moment; null when there is none any more. */
export function nextOccurrence(
  schedule: Expanded,
  from: Temporal.Instant,
  options: ExpandOptions = {},
): Occurrence | null {
  const until = nextComesBefore(schedule, from, options);
  return expand(schedule, { from, until }, options)[0] ?? null;
}

/** A moment before which the first occurrence at or after another moment surely comes, if there is one. */
export function nextComesBefore(
  { rule, zone }: Pick<Schedule, 'rule' | 'zone'>,
  from: Temporal.Instant,
  { overrides = [] }: ExpandOptions,
): Temporal.Instant {
  const last = [
    searchUntil(rule, from.toZonedDateTimeISO(zone).toPlainDate()),
    ...overrides.flatMap(({ movedTo }) =>
      movedTo === null ? [] : [readWall(movedTo).toPlainDate().add({ days: 2 })],
    ),
  ].reduce(later);
  return inZone(last.toPlainDateTime(), zone).toInstant();
}

/** A day before which a rule surely comes to something, if it ever does again. */
function searchUntil(rule: Schedule['rule'], today: Temporal.PlainDate): Temporal.PlainDate {
  if (rule.kind === 'once') return later(today, readWall(rule.at).toPlainDate()).add({ years: 2 });
  const start = rule.from === undefined ? today : later(today, Temporal.PlainDate.from(rule.from));
  switch (rule.kind) {
    case 'yearly':
      return later(start, Temporal.PlainDate.from(rule.of)).add({ years: 3 });
    case 'monthly':
      return start.add({ months: 3 });
    case 'weekly':
      return start.add({ weeks: 5 });
  }
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) > 0 ? a : b;
}

/** Earlier first; at the same moment by slot, so that the order never depends on the order of input. */
export function byTime(a: Occurrence, b: Occurrence): number {
  return Temporal.Instant.compare(a.at, b.at) || a.slot.localeCompare(b.slot);
}

/** The very same slot when nothing makes it wait. */
function afterWaiting(slot: Temporal.PlainDateTime, waits: ExpandOptions['waits']): Temporal.PlainDateTime {
  if (waits === undefined || !waits(slot.toPlainDate())) return slot;
  for (let days = 1; days < longestWait; days += 1) {
    const wall = slot.add({ days });
    if (!waits(wall.toPlainDate())) return wall;
  }
  return slot;
}

/** All days whose slots can fall into the window: those that would have waited until it begins, too. */
function daysAround(
  { from, until }: Window,
  zone: string,
  waits: ExpandOptions['waits'] = () => false,
): { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate } {
  // A skipped hour, or a whole skipped day, puts a slot up to a day later than it was named.
  let first = from.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 2 });
  for (let days = 0; days < longestWait && waits(first); days += 1) first = first.subtract({ days: 1 });
  return { first, last: until.toZonedDateTimeISO(zone).toPlainDate() };
}

function isWithin(at: Temporal.Instant, { from, until }: Window): boolean {
  return Temporal.Instant.compare(at, from) >= 0 && Temporal.Instant.compare(at, until) < 0;
}
