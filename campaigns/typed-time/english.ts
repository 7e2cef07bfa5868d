import { en } from 'chrono-node';
import { Temporal } from 'temporal-polyfill';
import type { Reader } from './read.ts';

/** Words that chrono turns round or guesses at when only what lies ahead is asked for. */
const pastOrVague = /\b(?:last|ago|yesterday|past|previous)\b/;
/** Dates in digits are read elsewhere, where their order is asked; chrono would take the American one. */
const datesInDigits = /\d[/-]\d/;
const smallWords = /^(?:on|at|by|the|,| )*$/;
/** Words that stand for an hour of the day, so that none has to be made up. */
const partOfDay = /\b(?:morning|noon|midday|afternoon|evening|night|tonight|midnight)\b/;

/** What is said in English, such as `next Monday 6pm` or `in 2 hours`. */
export const readEnglish: Reader = (text, today, zone) => {
  if (pastOrVague.test(text) || datesInDigits.test(text)) return [];
  const now = today.toZonedDateTime(zone);
  // It knows no IANA zones: it gets the offset of this moment, and its day and hour are taken as wall time.
  const reference = { instant: new Date(now.epochMilliseconds), timezone: now.offsetNanoseconds / 60e9 };
  const [found, ...more] = en.casual.parse(text, reference, { forwardDate: true });
  if (!found || found.end || more.length > 0 || !smallWords.test(text.replace(found.text, ''))) return [];
  const { start } = found;
  if (start.isCertain('timezoneOffset')) {
    return [{ instant: Temporal.Instant.fromEpochMilliseconds(start.date().getTime()) }];
  }
  const knowsHour = start.isCertain('hour') || partOfDay.test(text);
  const knowsDay = start.isCertain('day') || start.isCertain('weekday');
  if (!knowsHour && !knowsDay) return [];
  const part = (name: 'year' | 'month' | 'day' | 'hour' | 'minute'): number => start.get(name) ?? 0;
  return [
    {
      day: Temporal.PlainDate.from({ year: part('year'), month: part('month'), day: part('day') }),
      time: knowsHour ? Temporal.PlainTime.from({ hour: part('hour'), minute: part('minute') }) : null,
    },
  ];
};
