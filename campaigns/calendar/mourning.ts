import { Temporal } from 'temporal-polyfill';
import type { PackRecord } from '../../content/record.ts';
import { anniversaryIn } from './rule.ts';

/**
 * Whether a day is a day of mourning of this pack: the day of such an event itself, or an anniversary of it. An
 * event that is not known to the day has no such day, and none is made up.
 */
export function mourningDays(record: PackRecord): (day: Temporal.PlainDate) => boolean {
  const days = record
    .remembered()
    .filter(({ remember }) => remember.as === 'mourning')
    .map(({ date }) => Temporal.PlainDate.from(date.first));
  // The month first: this is asked of every day of a calendar.
  return (day) =>
    days.some(
      (of) => day.month === of.month && day.year >= of.year && anniversaryIn(day.year, of).equals(day),
    );
}
