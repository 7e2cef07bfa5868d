import type { Temporal } from 'temporal-polyfill';
import type { Reader } from '../reader.ts';

/** How Discord's `<t:…:style>` marks are written out; `R` is relative to now. */
const styles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
};

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

const clock: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };

type Reading = Pick<Reader, 'locale' | 'zone'>;

/** A moment in the reader's zone and language. An unknown style is written as Discord's default, `f`. */
export function wordMoment(moment: Temporal.Instant, style: string, reader: Reading): string {
  return new Intl.DateTimeFormat(reader.locale, {
    ...(styles[style] ?? styles['f']),
    timeZone: reader.zone,
  }).format(moment.epochMilliseconds);
}

/** A moment as the clock bar shows it: the same as the page's scripts write it. */
export function wordClock(moment: Temporal.Instant, { locale, zone }: Reading): string {
  return new Intl.DateTimeFormat(locale, { ...clock, timeZone: zone }).format(moment.epochMilliseconds);
}

/** How far a moment is from now, in the largest unit that fits: "in 3 days", "2 hours ago". */
export function wordDistance(moment: Temporal.Instant, now: Temporal.Instant, locale: string): string {
  const seconds = (moment.epochMilliseconds - now.epochMilliseconds) / 1_000;
  const [unit, length] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(
    Math.round(seconds / length),
    unit,
  );
}

/** The day of a moment in the reader's zone. */
export function dayOf(moment: Temporal.Instant, zone: string): Temporal.PlainDate {
  return moment.toZonedDateTimeISO(zone).toPlainDate();
}

/** When a message was written, as beside its author's name: today and yesterday by their names. */
export function wordPosted(posted: Temporal.Instant, now: Temporal.Instant, reader: Reader): string {
  const days = dayOf(posted, reader.zone).until(dayOf(now, reader.zone)).days;
  const time = wordMoment(posted, 't', reader);
  if (days === 0) return reader.speech.t('sandbox.message.today', { time });
  if (days === 1) return reader.speech.t('sandbox.message.yesterday', { time });
  return wordMoment(posted, 's', reader);
}
