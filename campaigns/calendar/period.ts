import { Temporal } from 'temporal-polyfill';
import type { Rule } from '../schedule.ts';
import { slotsOf, yearOf, yearlyIn } from './rule.ts';

/**
 * The stretch of time in which a rule comes to at most one post: the year of the event, the month, the ISO week; a
 * single date has but one. What was decided or posted in it under an older rule (another hour, another weekday,
 * other lead days) holds for what the rule of today has there: nothing is doubled, and nothing moved comes back.
 *
 * @returns the name of the period to which a slot belongs, made under this rule or an earlier one of its kind
 */
export function periodOf(rule: Rule, slot: Temporal.PlainDateTime): string {
  switch (rule.kind) {
    case 'yearly':
      return String(yearOf(rule, slot.toPlainDate()));
    case 'monthly':
      return slot.toPlainDate().toPlainYearMonth().toString();
    case 'weekly':
      return mondayOf(slot.toPlainDate()).toString();
    case 'once':
      return 'once';
  }
}

/** What the rule has in the period of a slot; null when that lies outside of its bounds. */
export function slotBeside(rule: Rule, slot: Temporal.PlainDateTime): Temporal.PlainDateTime | null {
  const { first, last } = daysOfPeriod(rule, slot.toPlainDate());
  return slotsOf(rule, first, last)[0] ?? null;
}

function daysOfPeriod(
  rule: Rule,
  day: Temporal.PlainDate,
): { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate } {
  switch (rule.kind) {
    case 'yearly': {
      const own = yearlyIn(yearOf(rule, day), rule);
      return { first: own, last: own };
    }
    case 'monthly':
      return { first: day.with({ day: 1 }), last: day.with({ day: day.daysInMonth }) };
    case 'weekly':
      return { first: mondayOf(day), last: mondayOf(day).add({ days: 6 }) };
    case 'once': {
      const own = Temporal.PlainDateTime.from(rule.at).toPlainDate();
      return { first: own, last: own };
    }
  }
}

function mondayOf(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}
