import { Temporal } from 'temporal-polyfill';
import { inZone, writeWall } from '../calendar/wall-time.ts';
import { readEnglish } from './english.ts';
import { readNumbers } from './numbers.ts';
import { readSpanish } from './spanish.ts';

/**
 * What a person meant who typed a time. Wall times are `YYYY-MM-DDTHH:MM` in the campaign's zone. Whatever it
 * is, it is shown back before it counts.
 */
export type TypedTime =
  | { readonly kind: 'at'; readonly at: string }
  /** `03/04`: each of these may be meant, and only the person knows which. */
  | { readonly kind: 'ambiguous'; readonly readings: readonly string[] }
  | { readonly kind: 'past'; readonly at: string }
  /** Further ahead than anybody plans: a slip of the finger in the year. */
  | { readonly kind: 'far'; readonly at: string }
  | { readonly kind: 'unreadable' };

export interface TypedTimeContext {
  /** The campaign's IANA zone. */
  readonly zone: string;
  readonly now: Temporal.Instant;
  /** `HH:MM` that is taken when only a day was typed. */
  readonly hour: string;
}

/** What one way of reading makes of a text: a day, and a time of day if one was typed. */
export type Reading =
  | { readonly day: Temporal.PlainDate; readonly time: Temporal.PlainTime | null }
  | { readonly instant: Temporal.Instant };

/** A way to read a text; several readings when it is ambiguous, none when this is not its kind of text. */
export type Reader = (text: string, today: Temporal.PlainDateTime, zone: string) => readonly Reading[];

const longestText = 100;
const yearsAhead = 5;
/** A wall time is written with four digits of the year: nothing else is one, such as 44 BC. */
const lastYear = 9999;
const readers: readonly Reader[] = [readNumbers, readSpanish, readEnglish];

/**
 * Reads a typed time: `2027-01-09 10:00`, `09/01/2027 10:00`, `mañana a las 10`, `9 de enero 18:00`, and what
 * is said in English, such as `next Monday 6pm`. A text of which a part is not understood is not understood.
 */
export function readTypedTime(text: string, { zone, now, hour }: TypedTimeContext): TypedTime {
  const tidy = text.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
  if (tidy === '' || tidy.length > longestText) return { kind: 'unreadable' };
  const today = now.toZonedDateTimeISO(zone).toPlainDateTime();
  const readings = readers.map((read) => read(tidy, today, zone)).find((found) => found.length > 0) ?? [];
  const moments = readings
    .map((reading) => momentOf(reading, zone, hour))
    .filter(({ year }) => year >= 0 && year <= lastYear);
  const [first] = moments;
  if (first === undefined) return { kind: 'unreadable' };
  const wall = (moment: Temporal.ZonedDateTime): string => writeWall(moment.toPlainDateTime());
  const ahead = moments.filter((moment) => moment.epochMilliseconds > now.epochMilliseconds);
  if (ahead.length === 0) return { kind: 'past', at: wall(first) };
  if (moments.length > 1) return { kind: 'ambiguous', readings: ahead.map(wall) };
  if (first.year > today.year + yearsAhead) return { kind: 'far', at: wall(first) };
  return { kind: 'at', at: wall(first) };
}

/** To the minute, as wall times are written: `in 5 seconds` is this minute, and that has begun already. */
function momentOf(reading: Reading, zone: string, hour: string): Temporal.ZonedDateTime {
  if ('instant' in reading) {
    return reading.instant.toZonedDateTimeISO(zone).round({ smallestUnit: 'minute', roundingMode: 'floor' });
  }
  return inZone(reading.day.toPlainDateTime(reading.time ?? Temporal.PlainTime.from(hour)), zone);
}
