import type { Language } from '../language.ts';
import { monthNames } from '../months.ts';
import type { Edtf } from '../schema/edtf.ts';
import { numberWords } from './number-words.ts';

/** A date as far as it is written: a day always with its month. */
interface Point {
  readonly year: number | undefined;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
}

/**
 * Takes out of a text what it says about dates that are known already, so that the figures which remain are
 * the ones that a document must give. A number is a day only beside the name of its month, and a year only
 * when it has four digits; what does not agree with a known date stays.
 *
 * @param known the dates of the claim, of its event and of the documents that it cites
 */
export function withoutKnownDates(text: string, language: Language, known: readonly Edtf[]): string {
  const points = known.flatMap(pointsOf);
  const isKnown = (point: Point): boolean => points.some((one) => agrees(point, one));
  const { pattern, monthOf } = months(language);

  const between = ['[-–—,/]', ...numberWords(language).betweenDays.map((word) => `${word}\\s`)].join('|');
  const days = `\\d{1,2}(?!\\d)(?:st|nd|rd|th|º|°|\\.)?(?:\\s*(?:${between})\\s*\\d{1,2}(?!\\d)(?:st|nd|rd|th|º|°)?)*`;
  const inYear = `(?:,?\\s+(?:del?\\s+)?(?<year>\\d{4})(?!\\d))?`;
  const dayFirst = new RegExp(
    `(?<!\\d)(?<days>${days})\\s+(?:of\\s+|de\\s+)?(?<month>${pattern})${inYear}`,
    'giu',
  );
  const monthFirst = new RegExp(`(?<month>${pattern})\\s+(?<days>${days})${inYear}`, 'giu');

  const inDate = (whole: string, ...rest: unknown[]): string => {
    // `replaceAll` hands over the named groups last.
    const groups = rest.at(-1) as Partial<Record<'month' | 'year', string>>;
    const point: Point = { month: monthOf(groups.month ?? ''), year: numberIn(groups.year) };
    return whole.replaceAll(/(?<!\d)\d{1,2}(?!\d)/g, (day) =>
      isKnown({ ...point, day: Number(day) }) ? '' : day,
    );
  };
  return text
    .replaceAll(
      /(?<!\d)(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)/g,
      (whole, year: string, month: string, day?: string) =>
        isKnown({ year: Number(year), month: Number(month), day: numberIn(day) }) ? '' : whole,
    )
    .replaceAll(dayFirst, inDate)
    .replaceAll(monthFirst, inDate)
    .replaceAll(
      /(?<![\d.,])(\d{2})(\d{2})[-–](\d{2})(?![\d.,]*\d)/g,
      (whole, century: string, from: string, to: string) =>
        [from, to].every((end) => isKnown({ year: Number(century + end) })) ? '' : whole,
    )
    .replaceAll(/(?<![\d.,])\d{4}(?![.,]?\d)/g, (year) => (isKnown({ year: Number(year) }) ? '' : year));
}

function numberIn(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

/** The days, months and years that a date of the record names, and the years between the ends of a period. */
function pointsOf({ written, first, last }: Edtf): Point[] {
  const named = [...written.matchAll(/(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/g)].map(([, year, month, day]) => ({
    year: Number(year),
    month: numberIn(month),
    day: numberIn(day),
  }));
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  const years = Array.from({ length: to - from + 1 }, (_, offset) => ({ year: from + offset }));
  return [...named, ...years];
}

/** Whether all that is written agrees with a known date. */
function agrees(written: Point, known: Point): boolean {
  return (['year', 'month', 'day'] as const).every(
    (part) => written[part] === undefined || written[part] === known[part],
  );
}

/** The names of the months in a language, in full and short. */
function months(language: Language): { pattern: string; monthOf: (name: string) => number | undefined } {
  const names = new Map<string, number>();
  for (const length of ['long', 'short'] as const) {
    for (const [index, name] of monthNames(language, length).entries()) {
      names.set(name.toLowerCase().replace('.', ''), index + 1);
    }
  }
  const longestFirst = [...names.keys()].toSorted((a, b) => b.length - a.length);
  return {
    pattern: `(?:${longestFirst.join('|')})(?!\\p{L})\\.?`,
    monthOf: (name) => names.get(name.toLowerCase().replace('.', '')),
  };
}
