import { Temporal } from 'temporal-polyfill';
import { readEnglish } from './english.ts';
import { readNumbers } from './numbers.ts';
import type { Reader, TypedTimeContext } from './read.ts';
import { readSpanish } from './spanish.ts';

/** Which day of the past a person meant; days are `YYYY-MM-DD`. */
export type TypedDay =
  | { readonly kind: 'day'; readonly day: string }
  /** `03/04/2023`: each of these may be meant, and only the person knows which. */
  | { readonly kind: 'ambiguous'; readonly readings: readonly string[] }
  /** It lies ahead: a slip in the year, or the year was left out. */
  | { readonly kind: 'ahead'; readonly day: string }
  | { readonly kind: 'unreadable' };

const longestText = 100;
const readers: readonly Reader[] = [readNumbers, readSpanish, readEnglish];

/** Reads a typed day of the past, such as `2023-01-09`, `9 January 2023` or `09/01/2023`. */
export function readTypedDay(text: string, { zone, now }: Pick<TypedTimeContext, 'zone' | 'now'>): TypedDay {
  const tidy = text.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
  if (tidy === '' || tidy.length > longestText) return { kind: 'unreadable' };
  const today = now.toZonedDateTimeISO(zone).toPlainDateTime();
  const readings = readers.map((read) => read(tidy, today, zone)).find((found) => found.length > 0) ?? [];
  const days = readings
    .map((reading) =>
      'day' in reading ? reading.day : reading.instant.toZonedDateTimeISO(zone).toPlainDate(),
    )
    .filter(({ year }) => year >= 1000);
  const past = days.filter((day) => Temporal.PlainDate.compare(day, today.toPlainDate()) <= 0);
  const [first] = days;
  const [only, ...more] = past.map(String);
  if (first === undefined) return { kind: 'unreadable' };
  if (only === undefined) return { kind: 'ahead', day: first.toString() };
  return more.length > 0 ? { kind: 'ambiguous', readings: [only, ...more] } : { kind: 'day', day: only };
}
