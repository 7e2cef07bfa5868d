import { parseEdtf, type Edtf } from '../content/schema/edtf.ts';
import { dateFormat } from './intl.ts';
import type { Words } from './words.generated.ts';
import type { Speech } from './words.ts';

type DateKey = Extract<keyof Words, `record.dates.${string}.${'day' | 'month' | 'year'}`>;
type PointPrecision = 'day' | 'month' | 'year';
/** `short` has the names of months cut short, for where there is little room. */
type Style = 'long' | 'short';

/** A date as a name: "9 January 2023", "January 2023", "about 2023", "between December 2022 and March 2023". */
export function dateName(date: Edtf, speech: Speech, style: Style = 'long'): string {
  if (date.precision === 'interval') return between(date, speech, style);
  const name = plainName(date, date.precision, speech, style);
  return date.approximate ? speech.t(aboutKeys[date.precision], { date: name }) : name;
}

/** A date inside a sentence: "on 9 January 2023", "in January 2023", "about 9 January 2023". */
export function dateInSentence(date: Edtf, speech: Speech): string {
  if (date.precision === 'interval' || date.approximate) return dateName(date, speech);
  return speech.t(inSentenceKeys[date.precision], { date: plainName(date, date.precision, speech) });
}

/** How far a statement reaches: "as of 20 July 2023". */
export function asOfDate(date: Edtf, speech: Speech): string {
  if (date.precision === 'interval') {
    const [from, to] = ends(date, speech);
    return speech.t('record.dates.asOfInterval', { from, to });
  }
  const keys = date.approximate ? asOfAboutKeys : asOfKeys;
  return speech.t(keys[date.precision], { date: plainName(date, date.precision, speech) });
}

/** The name of a month with its year, such as "January 2023"; `month` counts from 1. */
export function monthName(year: number, month: number, speech: Speech): string {
  const at = Date.UTC(year, month - 1);
  return dateFormat(speech.t('record.dates.locale'), 'long', 'month', 'year').format(at);
}

/** A period between two days, both included, told as exactly as its ends are: "from 1 December 2022 to …". */
export function periodName(first: string, last: string, speech: Speech): string {
  const whole = wholePeriod(first, last);
  if (whole) return dateName(whole, speech);
  const [from, to] = [endName(first, '01', speech), endName(last, lastOfMonth(last), speech)];
  return speech.t('record.dates.period', { from, to });
}

/** "December 2022" when the day is the edge of its month, else the whole date. */
function endName(day: string, edge: string, speech: Speech): string {
  const date = parseEdtf(day.endsWith(`-${edge}`) ? day.slice(0, 7) : day);
  return date ? dateName(date, speech) : day;
}

function lastOfMonth(day: string): string {
  return parseEdtf(day.slice(0, 7))?.last.slice(8) ?? '';
}

/** The year, month or day that spans exactly these two days. */
function wholePeriod(first: string, last: string): Edtf | undefined {
  return [first.slice(0, 4), first.slice(0, 7), first]
    .map((written) => parseEdtf(written))
    .find((date) => date?.first === first && date.last === last);
}

const aboutKeys: Record<PointPrecision, DateKey> = {
  day: 'record.dates.about.day',
  month: 'record.dates.about.month',
  year: 'record.dates.about.year',
};
const endKeys: Record<PointPrecision, DateKey> = {
  day: 'record.dates.end.day',
  month: 'record.dates.end.month',
  year: 'record.dates.end.year',
};
const endAboutKeys: Record<PointPrecision, DateKey> = {
  day: 'record.dates.endAbout.day',
  month: 'record.dates.endAbout.month',
  year: 'record.dates.endAbout.year',
};
const inSentenceKeys: Record<PointPrecision, DateKey> = {
  day: 'record.dates.inSentence.day',
  month: 'record.dates.inSentence.month',
  year: 'record.dates.inSentence.year',
};
const asOfKeys: Record<PointPrecision, DateKey> = {
  day: 'record.dates.asOf.day',
  month: 'record.dates.asOf.month',
  year: 'record.dates.asOf.year',
};
const asOfAboutKeys: Record<PointPrecision, DateKey> = {
  day: 'record.dates.asOfAbout.day',
  month: 'record.dates.asOfAbout.month',
  year: 'record.dates.asOfAbout.year',
};

function between(date: Edtf, speech: Speech, style: Style): string {
  const [from, to] = ends(date, speech, style);
  return speech.t('record.dates.between', { from, to });
}

/** Both ends; what they have in common is said once: "19" and "20 July 2023". */
function ends({ written }: Edtf, speech: Speech, style: Style = 'long'): readonly [string, string] {
  const [from = '', to = ''] = written.split('/');
  return [endOf(from, to, speech, style), endOf(to, null, speech, style)];
}

function endOf(written: string, other: string | null, speech: Speech, style: Style): string {
  const point = parseEdtf(written);
  if (!point || point.precision === 'interval') return written;
  const keys = point.approximate ? endAboutKeys : endKeys;
  const before = other === null ? null : (parseEdtf(other) ?? null);
  const date = plainName(point, point.precision, speech, style, before);
  return speech.t(keys[point.precision], { date });
}

/** @param before a date that follows in the same words: what both have in common is left to it */
function plainName(
  date: Edtf,
  precision: PointPrecision,
  speech: Speech,
  style: Style = 'long',
  before: Edtf | null = null,
): string {
  if (precision === 'year') return date.first.slice(0, 4);
  const shared = before?.precision === precision ? commonUnits(date, before) : [];
  const units = precision === 'day' ? (['day', 'month', 'year'] as const) : (['month', 'year'] as const);
  const told = units.filter((unit) => !shared.includes(unit));
  const locale = speech.t('record.dates.locale');
  const at = Date.parse(date.first);
  if (told.length > 1) return dateFormat(locale, style, ...told).format(at);
  // Alone, a month would be written as it stands in a calendar: "Enero".
  const whole = dateFormat(locale, style, ...units).formatToParts(at);
  return whole.find(({ type }) => type === told[0])?.value ?? date.written;
}

/** The units, from the year down, in which two dates of one precision are equal, their own one apart. */
function commonUnits(one: Edtf, other: Edtf): readonly ('day' | 'month' | 'year')[] {
  if (one.first.slice(0, 4) !== other.first.slice(0, 4)) return [];
  const sameMonth = one.precision === 'day' && one.first.slice(0, 7) === other.first.slice(0, 7);
  return sameMonth ? ['month', 'year'] : ['year'];
}
