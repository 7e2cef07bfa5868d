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
 * The day of a monthly rule in a month: the last one of a month that is too short. (RFC 5545 passes such a month
 * over; but whoever meets "every month on the 31st" does meet in February.)
 */
export function monthlyIn({ year, month }: Temporal.PlainYearMonth, day: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' });
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
  if (rule.kind === 'once') {
    return [readWall(rule.at)].filter((wall) => within(wall.toPlainDate(), first, last));
  }
  const from = rule.from === undefined ? first : later(first, Temporal.PlainDate.from(rule.from));
  const until = rule.until === undefined ? last : earlier(last, Temporal.PlainDate.from(rule.until));
  return daysOf(rule, from, until).map((day) => day.toPlainDateTime(rule.time));
}

/** How many years ago it was, on the occurrence at that slot; null for a rule that remembers nothing. */
export function ordinalOf(rule: Rule, slot: string): number | null {
  if (rule.kind !== 'yearly') return null;
  return yearOf(rule, readWall(slot).toPlainDate()) - Temporal.PlainDate.from(rule.of).year;
}

/**
 * The year of the anniversary that a day belongs to: the one whose day, lead days before it, is nearest. So a slot
 * that was made under other lead days still belongs to the same anniversary.
 */
export function yearOf(rule: YearlyRule, day: Temporal.PlainDate): number {
  const about = day.add({ days: rule.leadDays }).year;
  const distance = (year: number): number => Math.abs(day.until(yearlyIn(year, rule)).days);
  return [about, about - 1, about + 1].toSorted((a, b) => distance(a) - distance(b))[0] ?? about;
}

/** The day on which something is posted for the anniversary of that year. */
export function yearlyIn(year: number, { of, leadDays }: YearlyRule): Temporal.PlainDate {
  return anniversaryIn(year, Temporal.PlainDate.from(of)).subtract({ days: leadDays });
}

type RepeatingRule = Exclude<Rule, { kind: 'once' }>;
export type YearlyRule = Extract<Rule, { kind: 'yearly' }>;

function daysOf(
  rule: RepeatingRule,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Temporal.PlainDate[] {
  switch (rule.kind) {
    case 'yearly':
      return yearly(rule, first, last);
    case 'monthly':
      return monthly(rule.day, first, last);
    case 'weekly':
      return weekly(rule.weekday, first, last);
  }
}

function yearly(rule: YearlyRule, first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate[] {
  const { year: eventYear } = Temporal.PlainDate.from(rule.of);
  const firstYear = Math.max(rule.from === undefined ? eventYear + 1 : eventYear, first.year);
  const lastYear = last.add({ days: rule.leadDays }).year;
  return numbers(firstYear, lastYear)
    .map((year) => yearlyIn(year, rule))
    .filter((day) => within(day, first, last));
}

function monthly(day: number, first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate[] {
  const start = first.toPlainYearMonth();
  const { months } = start.until(last.toPlainYearMonth(), { largestUnit: 'months' });
  return numbers(0, months)
    .map((month) => monthlyIn(start.add({ months: month }), day))
    .filter((one) => within(one, first, last));
}

function weekly(weekday: number, first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate[] {
  const start = first.add({ days: (weekday - first.dayOfWeek + 7) % 7 });
  return numbers(0, Math.floor(start.until(last).days / 7)).map((week) => start.add({ weeks: week }));
}

/** From the first to the last one, both included; none when the last one comes before the first. */
function numbers(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_none, index) => first + index);
}

function within(day: Temporal.PlainDate, first: Temporal.PlainDate, last: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(day, first) >= 0 && Temporal.PlainDate.compare(day, last) <= 0;
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) > 0 ? a : b;
}

function earlier(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? a : b;
}
