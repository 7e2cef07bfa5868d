import { Temporal } from 'temporal-polyfill';
import type { Reader, Reading } from './read.ts';
import { readTimeOfDay } from './time-of-day.ts';

const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:t|,? |$)(.*)$/;
const slashed = /^(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?:,? |$)(.*)$/;

/**
 * Dates in digits: the year first, or day and month in whatever order. Where both orders give a date, both are
 * returned, the day first: the two halves of the world write them differently, and a guess would be wrong for
 * one of them.
 */
export const readNumbers: Reader = (text, today) => {
  const whole = iso.exec(text);
  if (whole) {
    const [, year, month, day, rest = ''] = whole;
    return readingOf(dateOf(Number(year), Number(month), Number(day)), rest);
  }
  const parts = slashed.exec(text);
  if (!parts) return [];
  const [, first, , second, year, rest = ''] = parts;
  const orders = [
    { day: Number(first), month: Number(second) },
    { day: Number(second), month: Number(first) },
  ];
  const days = orders.flatMap(({ day, month }) => {
    const date = year === undefined ? next(today, month, day) : dateOf(fullYear(year), month, day);
    return date ? [date] : [];
  });
  const different = days.filter((day, index) => days.findIndex((other) => other.equals(day)) === index);
  return different.flatMap((day) => readingOf(day, rest));
};

function readingOf(day: Temporal.PlainDate | undefined, rest: string): readonly Reading[] {
  const time = readTimeOfDay(rest);
  return day && time !== undefined ? [{ day, time }] : [];
}

/** That day in this year, or in the next one when it is over. */
export function next(
  today: Temporal.PlainDateTime,
  month: number,
  day: number,
): Temporal.PlainDate | undefined {
  const now = today.toPlainDate();
  const years = [today.year, today.year + 1];
  return years
    .map((year) => dateOf(year, month, day))
    .find((date) => date !== undefined && Temporal.PlainDate.compare(date, now) >= 0);
}

/** A day of the calendar; undefined when there is none of that number. */
export function dateOf(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

function fullYear(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}
