import { Temporal } from 'temporal-polyfill';
import type { Rule } from '../schedule.ts';
import { readWall } from './wall-time.ts';

/**
 * The anniversary of a day in a year. Who remembers 29 February does so on 28 February in a common year: the
 * day stays in its month, and the remembrance is not put off to a day on which nothing happened.
 */
export function anniversaryIn(year: number, of: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month: of.month, day: of.day }, { overflow: 'constrain' });
}

/**
 * The slots of a rule on the days `first` to `last`, both included, in order. Plain wall time: no zone is
 * asked, so that a slot's name never changes with the rules of a zone.
 */
export function slotsOf(
  rule: Rule,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Temporal.PlainDateTime[] {
  switch (rule.kind) {
    case 'yearly':
      return yearly(rule, first, last);
    case 'weekly':
      return weekly(rule, first, last);
    case 'once':
      return [readWall(rule.at)].filter((wall) => within(wall.toPlainDate(), first, last));
  }
}

/** How many years ago it was, on the occurrence at that slot; null for a rule that remembers nothing. */
export function ordinalOf(rule: Rule, slot: string): number | null {
  if (rule.kind !== 'yearly') return null;
  const day = readWall(slot).toPlainDate().add({ days: rule.leadDays });
  return day.year - Temporal.PlainDate.from(rule.of).year;
}

function yearly(
  rule: Extract<Rule, { kind: 'yearly' }>,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Temporal.PlainDateTime[] {
  const of = Temporal.PlainDate.from(rule.of);
  const slots: Temporal.PlainDateTime[] = [];
  const lastYear = last.add({ days: rule.leadDays }).year;
  for (let year = Math.max(of.year + 1, first.year); year <= lastYear; year += 1) {
    const day = anniversaryIn(year, of).subtract({ days: rule.leadDays });
    if (within(day, first, last)) slots.push(day.toPlainDateTime(rule.time));
  }
  return slots;
}

function weekly(
  rule: Extract<Rule, { kind: 'weekly' }>,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Temporal.PlainDateTime[] {
  const slots: Temporal.PlainDateTime[] = [];
  let day = first.add({ days: (rule.weekday - first.dayOfWeek + 7) % 7 });
  for (; within(day, first, last); day = day.add({ weeks: 1 })) slots.push(day.toPlainDateTime(rule.time));
  return slots;
}

function within(day: Temporal.PlainDate, first: Temporal.PlainDate, last: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(day, first) >= 0 && Temporal.PlainDate.compare(day, last) <= 0;
}
