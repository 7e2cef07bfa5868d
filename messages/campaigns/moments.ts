import type { Temporal } from 'temporal-polyfill';
import { readWall } from '../../campaigns/calendar/wall-time.ts';
import { dayName, zoneCity } from '../posts/moments.ts';
import type { Speech } from '../words.ts';

/** A wall time in words: "Saturday 9 January 2027, 10:00". It takes `YYYY-MM-DDTHH:MM`. */
export function wallName(wall: string, speech: Speech): string {
  const moment = readWall(wall);
  return `${weekdayName(moment, speech)}, ${moment.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

/** A moment with its day of the week, by which a slip shows: "Saturday 9 January 2027, 10:00 (Lima time)". */
export function typedMoment(at: Temporal.Instant, zone: string, speech: Speech): string {
  const wall = at.toZonedDateTimeISO(zone).toPlainDateTime();
  const time = wall.toPlainTime().toString({ smallestUnit: 'minute' });
  return speech.t('posts.moment', { date: weekdayName(wall, speech), time, place: zoneCity(zone) });
}

/** A day in words: "Saturday 9 January 2027". */
function weekdayName(wall: Temporal.PlainDateTime, speech: Speech): string {
  return `${nameOfWeekday(wall.dayOfWeek, speech)} ${dayName(wall.toPlainDate(), speech)}`;
}

/** The name of a day of the week, 1 being Monday. */
export function nameOfWeekday(weekday: number, speech: Speech): string {
  const someMonday = Date.UTC(2021, 0, 4);
  return new Intl.DateTimeFormat(speech.t('record.dates.locale'), {
    weekday: 'long',
    timeZone: 'UTC',
  }).format(someMonday + (weekday - 1) * 86_400_000);
}

/** The moment as Discord shows it to each reader in their own zone. For moments that lie ahead only. */
export function yourTime(at: Temporal.Instant): string {
  return `<t:${Math.floor(at.epochMilliseconds / 1000)}:f>`;
}
