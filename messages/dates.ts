import { parseEdtf, type Edtf } from '../content/schema/edtf.ts';
import { dateFormat } from './intl.ts';
import type { Words } from './words.generated.ts';
import type { Speech } from './words.ts';

type DateKey = Extract<keyof Words, `record.dates.${string}.${'day' | 'month' | 'year'}`>;
type PointPrecision = 'day' | 'month' | 'year';

/** A date as a name: "9 January 2023", "January 2023", "about 2023", "between December 2022 and March 2023". */
export function dateName(date: Edtf, speech: Speech): string {
  if (date.precision === 'interval') return between(date, speech);
  const name = plainName(date, date.precision, speech);
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
  if (date.approximate) return speech.t('record.dates.asOfAbout', { date: dateName(date, speech) });
  return speech.t(asOfKeys[date.precision], { date: plainName(date, date.precision, speech) });
}

/** The name of a month with its year, such as "January 2023"; `month` counts from 1. */
export function monthName(year: number, month: number, speech: Speech): string {
  return dateFormat(speech.t('record.dates.locale'), 'month').format(Date.UTC(year, month - 1));
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

function between(date: Edtf, speech: Speech): string {
  const [from, to] = ends(date, speech);
  return speech.t('record.dates.between', { from, to });
}

function ends(date: Edtf, speech: Speech): readonly [string, string] {
  const [from = '', to = ''] = date.written.split('/').map((end) => {
    const point = parseEdtf(end);
    if (!point || point.precision === 'interval') return end;
    const name = dateName(point, speech);
    return point.approximate ? name : speech.t(endKeys[point.precision], { date: name });
  });
  return [from, to];
}

function plainName(date: Edtf, precision: PointPrecision, speech: Speech): string {
  if (precision === 'year') return date.first.slice(0, 4);
  return dateFormat(speech.t('record.dates.locale'), precision).format(Date.parse(date.first));
}
