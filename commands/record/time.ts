import type { PackRecord } from '../../content/record.ts';
import type { Period } from '../../messages/place.ts';
import type { Telling } from '../../messages/say.ts';
import { typed } from '../../messages/text.ts';
import { tokens } from '../../content/search/tokens.ts';
import { monthName } from '../../messages/dates.ts';
import type { Choice, Deps } from '../contract.ts';
import { UserError } from '../errors.ts';
import { readPeriod } from './period.ts';

/** The months in which the record has events, the earliest first. */
function monthsOf(record: PackRecord): readonly { readonly year: number; readonly month: number }[] {
  const months = record
    .events()
    .flatMap(({ date }) => (date && date.precision !== 'year' ? [date.first.slice(0, 7)] : []));
  return [...new Set(months)]
    .toSorted()
    .map((month) => ({ year: Number(month.slice(0, 4)), month: Number(month.slice(5)) }));
}

/**
 * The period that was asked for with `year` and `period` together; null when neither was.
 *
 * @throws UserError when one cannot be read, or they exclude each other
 */
export function periodOf(
  { year, period }: { readonly year?: string | undefined; readonly period?: string | undefined },
  record: PackRecord,
  { languages }: Pick<Deps, 'languages'>,
): Period | null {
  const whole = year === undefined ? null : wholeYear(year);
  if (period === undefined) return whole;
  const days = record
    .events()
    .flatMap(({ date }) => (date ? [date.first, date.last] : []))
    .toSorted();
  const bounds = { first: days[0] ?? '0001-01-01', last: days.at(-1) ?? '9999-12-31' };
  const reading = readPeriod(period, {
    speeches: languages.all.map((language) => languages.in(language)),
    years: (wanted) =>
      whole
        ? [Number(whole.first.slice(0, 4))]
        : [...new Set(monthsOf(record).flatMap(({ year: y, month }) => (month === wanted ? [y] : [])))],
    bounds,
  });
  const text = typed(period);
  if (reading.kind === 'ambiguous') throw new UserError('errors.periodAmbiguous', { text });
  if (reading.kind === 'which-year') throw new UserError('errors.periodWhichYear', { text });
  if (reading.kind === 'unreadable') throw new UserError('errors.period', { text });
  if (!whole) return reading.period;
  const both = {
    first: later(whole.first, reading.period.first),
    last: earlier(whole.last, reading.period.last),
  };
  if (both.first > both.last)
    throw new UserError('errors.periodExcludes', { text, year: whole.first.slice(0, 4) });
  return both;
}

/** Years in which the record has events, of those that begin as is typed. */
export function suggestYears(text: string, { record }: Telling): readonly Choice[] {
  const years = new Set(monthsOf(record).map(({ year }) => String(year)));
  return [...years]
    .filter((year) => year.startsWith(text.trim()))
    .map((year) => ({ name: year, value: year }));
}

/** Months in which the record has events, of those whose name or number fits what is typed. */
export function suggestMonths(text: string, { record, speech }: Telling): readonly Choice[] {
  const words = tokens(text);
  return monthsOf(record)
    .map(({ year, month }) => ({
      name: monthName(year, month, speech),
      value: `${year}-${String(month).padStart(2, '0')}`,
    }))
    .filter(({ name, value }) => {
      const known = tokens(name);
      return (
        value.startsWith(text.trim()) || words.every((word) => known.some((part) => part.startsWith(word)))
      );
    });
}

function wholeYear(text: string): Period {
  const year = /^\s*(\d{4})\s*$/.exec(text)?.[1];
  if (year === undefined) throw new UserError('errors.year', { text: typed(text) });
  return { first: `${year}-01-01`, last: `${year}-12-31` };
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
