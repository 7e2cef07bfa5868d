import { parseEdtf } from '../../content/schema/edtf.ts';
import type { Period } from '../../messages/place.ts';
import type { Speech } from '../../messages/words.ts';
import { periodWord, type PeriodWord, type Point } from './period-words.ts';

/** What typed words say about time, or why they do not. */
export type PeriodReading =
  | { readonly kind: 'read'; readonly period: Period }
  /** A month without a year, and more than one year (or none) that it could be. */
  | { readonly kind: 'which-year' }
  /** Day and month cannot be told apart: `03/04/2023`. */
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'unreadable' };

export interface PeriodContext {
  /** The languages that it may be written in. */
  readonly speeches: readonly Speech[];
  /** The years that a month without a year may belong to. */
  readonly years: (month: number) => readonly number[];
  /** Where "until …" begins and "since …" ends. */
  readonly bounds: Period;
}

/**
 * Reads a period as people write it: `2023`, `2022-12..2023-02`, "January 2023", "del 9 de enero al 15 de
 * febrero de 2023", "since December 2022". It has at most two dates, and no word that it does not know.
 */
export function readPeriod(text: string, { speeches, years, bounds }: PeriodContext): PeriodReading {
  const plain = text
    .trim()
    .toLowerCase()
    .replaceAll(/(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\d/])/g, withMonthTold);
  if (/(?<!\d)\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?!\d)/.test(plain)) return { kind: 'ambiguous' };
  const found = plain
    .replaceAll(/(?<![\d-])(\d{1,2})\/(\d{4})(?![\d-])/g, '$2-$1')
    .replaceAll(/(?<![\d-])(\d{1,2})-(\d{1,2})(?![\d-])/g, '$1 $2')
    .split(/(?:[\s,–—/…]|\.\.)+/)
    .filter((word) => word !== '' && word !== '-')
    .map((word) => periodWord(word, speeches));
  const points = pointsOf(found);
  if (!points || points.length === 0 || points.length > 2) return { kind: 'unreadable' };
  const dated = withYears(points, years);
  if (!dated) return { kind: 'which-year' };
  const spans = dated.flatMap((point) => spanOf(point) ?? []);
  if (spans.length < dated.length) return { kind: 'unreadable' };
  const days = spans.flatMap(({ first, last }) => [first, last]);
  if (spans.length === 1 && (found.includes('since') || /(?:\.\.|…)$/.test(plain))) days.push(bounds.last);
  else if (spans.length === 1 && (found.includes('until') || /^(?:\.\.|…)/.test(plain)))
    days.push(bounds.first);
  const [first = '', ...later] = days.toSorted();
  return { kind: 'read', period: { first, last: later.at(-1) ?? first } };
}

/** `19/07/2023` as 2023-07-19: there is no month 19. What can be read in two ways stays as it is. */
function withMonthTold(whole: string, one: string, other: string, year: string): string {
  const [smaller = 0, larger = 0] = [Number(one), Number(other)].toSorted((a, b) => a - b);
  if (smaller !== larger && larger <= 12) return whole;
  return [year, smaller, larger].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Puts days, months and years that follow one another together. @returns undefined when something is no date */
function pointsOf(found: readonly PeriodWord[]): readonly Point[] | undefined {
  const points: Point[] = [];
  let current: Point = {};
  const close = (): void => {
    if (Object.keys(current).length > 0) points.push(current);
    current = {};
  };
  for (const word of found) {
    if (word === 'unknown') return undefined;
    if (word === 'since' || word === 'until') close();
    else if (word !== 'filler') {
      const part = 'number' in word ? { day: word.number } : word;
      if (current.year !== undefined || Object.keys(part).some((name) => name in current)) close();
      current = { ...current, ...part };
    }
  }
  close();
  const [first, second] = points;
  const dated =
    points.length === 2 && first && second ? [inMonthOf(second, first), inMonthOf(first, second)] : points;
  return dated.some(({ day, month }) => day !== undefined && month === undefined) ? undefined : dated;
}

/** "9 to 15 January": a day without a month is in the month of the other day. */
function inMonthOf(other: Point, point: Point): Point {
  const lacks = point.day !== undefined && point.month === undefined;
  return lacks && other.day !== undefined && other.month !== undefined
    ? { ...point, month: other.month }
    : point;
}

/** Gives each point a year: its own, that of the other end, or the only one that it can be. */
function withYears(points: readonly Point[], years: PeriodContext['years']): readonly Point[] | undefined {
  const known = points.find(({ year }) => year !== undefined);
  const result = points.flatMap((point): readonly Point[] => {
    if (point.year !== undefined) return [point];
    const { month = 1 } = point;
    if (known?.year !== undefined) {
      // "December to February 2023" began in the year before.
      return [{ ...point, year: month > (known.month ?? 12) ? known.year - 1 : known.year }];
    }
    const [year, ...others] = years(month);
    return year === undefined || others.length > 0 ? [] : [{ ...point, year }];
  });
  return result.length === points.length ? result : undefined;
}

/** The first and the last day of a date; undefined when there is no such day. */
function spanOf({ year, month, day }: Point): Period | undefined {
  const parts = [month, day].flatMap((part) => (part === undefined ? [] : [String(part).padStart(2, '0')]));
  const date = parseEdtf([String(year).padStart(4, '0'), ...parts].join('-'));
  return date && { first: date.first, last: date.last };
}
