import type { Temporal } from 'temporal-polyfill';
import { parseEdtf } from '../../content/schema/edtf.ts';
import { dateName } from '../dates.ts';
import type { Speech } from '../words.ts';

/** A moment as the campaign's own clock shows it: "9 January 2027, 10:00 (Lima time)". */
export function momentName(at: Temporal.Instant, zone: string, speech: Speech): string {
  const wall = at.toZonedDateTimeISO(zone);
  return speech.t('posts.moment', {
    date: dayName(wall.toPlainDate(), speech),
    time: wall.toPlainTime().toString({ smallestUnit: 'minute' }),
    place: zoneCity(zone),
  });
}

/** The city of a time zone: "Lima" of America/Lima. A zone without one keeps its name. */
export function zoneCity(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

/** A day in words: "9 January 2027". */
export function dayName(day: Temporal.PlainDate, speech: Speech): string {
  const date = parseEdtf(day.toString());
  return date ? dateName(date, speech) : day.toString();
}

/**
 * What Discord shows each reader in their own zone, as the time that is left: for moments that lie ahead
 * only, because in a past one the reader's zone can change the day.
 */
export function timeLeft(at: Temporal.Instant): string {
  return `<t:${Math.floor(at.epochMilliseconds / 1000)}:R>`;
}
