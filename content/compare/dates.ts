import type { Language } from '../language.ts';
import { monthNames } from '../months.ts';
import { parseEdtf, type Edtf } from '../schema/edtf.ts';
import { tokens } from '../search/tokens.ts';
import type { Quantity } from './quantities.ts';
import { remembered } from './remembered.ts';
import type { Word } from './words.ts';
import { wordSet } from './word-set.ts';

/** One way to read a date of a text; a year or a day may be missing. */
export interface Point {
  readonly year?: number | undefined;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
}

/** A date that a text gives. */
export interface DateMention {
  /** What it can mean: more than one for 9/1/2023. */
  readonly readings: readonly Point[];
  /** The words that it stands in: the first one, and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

const small = new Set(['of', 'de', 'del', 'the', 'st', 'nd', 'rd', 'th']);
const beforeYears = wordSet(`
  in since until by from of during late early mid year and to between
  en de del desde hasta ano y a al durante entre`);
/** What a lone month stands behind; "march" and "may" are also other words. */
const beforeMonths = new Set([...beforeYears, 'last', 'this', 'pasado', 'este']);

const months = remembered((languages: string): ReadonlyMap<string, number> => {
  const names = languages
    .split(' ')
    .flatMap((language: Language) =>
      (['long', 'short'] as const).flatMap((length) =>
        monthNames(language, length).map((name, index): [string, number] => [
          tokens(name).join(''),
          index + 1,
        ]),
      ),
    );
  return new Map([...names, ['setiembre', 9], ['sept', 9]]);
});

/** Every date of a text: ISO, in words with or without a year, `9/1/2023`, months and years. */
export function datesIn(
  words: readonly Word[],
  quantities: readonly Quantity[],
  languages: readonly Language[],
): DateMention[] {
  const monthOf = months(languages.join(' '));
  const numbers = new Map(quantities.map((quantity) => [quantity.from, quantity]));
  const found: DateMention[] = [];
  let at = 0;
  while (at < words.length) {
    const mention =
      digitsAt(words, at) ?? namedAt(words, at, numbers, monthOf) ?? yearAt(words, at) ?? undefined;
    if (mention) found.push(mention);
    at = Math.max(mention?.to ?? 0, at + 1);
  }
  return found;
}

/** `2023-01-09`, `2023-01`, `9/1/2023`, `9.1.2023`, `9/1/23`. */
function digitsAt(words: readonly Word[], from: number): DateMention | undefined {
  const [one, two, three] = words.slice(from, from + 3);
  if (!one?.number || !two?.number) return undefined;
  const threeThere = three?.number === true && three.gap === two.gap;
  const [first, second, third] = [one, two, three].map((word) => Number(word?.token));
  if (two.gap === '-' && /^\d{4}$/.test(one.written) && /^\d\d$/.test(two.written)) {
    const point = { year: first, month: second, ...(threeThere && { day: third }) };
    return real(point) ? { readings: [point], from, to: from + (threeThere ? 3 : 2) } : undefined;
  }
  if (threeThere && /^[/.-]$/.test(two.gap) && /^(?:\d{4}|\d\d)$/.test(three.written)) {
    // "15/12/22" is of this century.
    const year = three.written.length === 2 ? 2000 + Number(third) : third;
    const readings = [
      { day: first, month: second, year },
      { day: second, month: first, year },
    ].filter(real);
    return readings.length > 0 ? { readings, from, to: from + 3 } : undefined;
  }
  return undefined;
}

/** A month by its name, with days before or behind it and a year behind. */
function namedAt(
  words: readonly Word[],
  from: number,
  numbers: ReadonlyMap<number, Quantity>,
  monthOf: ReadonlyMap<string, number>,
): DateMention | undefined {
  const before = daysAt(words, from, numbers);
  let at = skipSmall(words, before.to);
  const word = words[at];
  const beside = at === from || (word !== undefined && near(word));
  const month = word && !word.number && beside ? monthOf.get(word.token) : undefined;
  if (
    !word ||
    month === undefined ||
    (before.days.length > 0 && at > from && word.sentence !== words[from]?.sentence)
  )
    return undefined;
  at += 1;
  const after = before.days.length > 0 ? { days: [], to: at } : daysBehind(words, at, numbers);
  const days = [...before.days, ...after.days];
  at = after.to;
  const yearWord = words[skipSmall(words, at)];
  const year = yearWord && near(yearWord) && isYear(yearWord) ? Number(yearWord.token) : undefined;
  const to = year === undefined ? at : skipSmall(words, at) + 1;
  const alone = days.length === 0 && year === undefined;
  if (alone && (word.token.length < 4 || !beforeMonths.has(words[from - 1]?.token ?? ''))) return undefined;
  // "They may", "to march": with a small letter these are other words.
  if (!word.capital && (word.token === 'may' || (alone && word.token === 'march'))) return undefined;
  const points = days.length === 0 ? [{ month, year }] : days.map((day) => ({ day, month, year }));
  const readings = points.filter(real);
  return readings.length > 0 ? { readings, from, to } : undefined;
}

interface Days {
  readonly days: readonly number[];
  readonly to: number;
  /** Whether a word joins the last day to the one before. */
  readonly joined: boolean;
}

/** Days behind a month. In "January 9, 19 were killed" the comma joins nothing; in "January 9, 19 and 20" it does. */
function daysBehind(words: readonly Word[], from: number, numbers: ReadonlyMap<number, Quantity>): Days {
  const listed = daysAt(words, from, numbers);
  return listed.joined ? listed : daysAt(words, from, numbers, /[-–/]/);
}

/** One day, or several as in "19 and 20" or "19–20". */
function daysAt(
  words: readonly Word[],
  from: number,
  numbers: ReadonlyMap<number, Quantity>,
  signs = /[-–,/]/,
): Days {
  const days: number[] = [];
  let [at, to, joined] = [from, from, false];
  for (;;) {
    const quantity = numbers.get(at);
    const word = words[at];
    const fits = quantity?.unit === 'count' && Number.isInteger(quantity.value) && quantity.value <= 31;
    // Another day follows only a word or sign that joins them: "19 and 20", not "15 10".
    const joins = at === from || at > to || signs.test(word?.gap ?? '');
    if (!word || !fits || quantity.value < 1 || !joins || (at > from && !near(word))) break;
    days.push(quantity.value);
    joined = at > to;
    to = skipSuffix(words, quantity.to);
    at = ['and', 'y', 'to', 'al', 'or', 'o', 'e'].includes(words[to]?.token ?? '') ? to + 1 : to;
    if (days.length === 4) break;
  }
  return { days, to, joined };
}

function skipSuffix(words: readonly Word[], at: number): number {
  const word = words[at];
  return word?.gap === '' && ['st', 'nd', 'rd', 'th'].includes(word.token) ? at + 1 : at;
}

function skipSmall(words: readonly Word[], at: number): number {
  let next = at;
  while (next < at + 2 && small.has(words[next]?.token ?? '')) next += 1;
  return next;
}

function yearAt(words: readonly Word[], from: number): DateMention | undefined {
  const [word, next] = [words[from], words[from + 1]];
  if (!word || !isYear(word)) return undefined;
  const introduced = beforeYears.has(words[from - 1]?.token ?? '') || /[(]$/.test(word.gap);
  const counts = next !== undefined && next.clause === word.clause && /^\s$/.test(next.gap) && !introduced;
  if (counts || (!introduced && from > 0 && words[from - 1]?.clause === word.clause)) return undefined;
  return { readings: [{ year: Number(word.token) }], from, to: from + 1 };
}

function isYear({ written }: Word): boolean {
  return /^(?:1[5-9]|20)\d\d$/.test(written);
}

/** Beside the word before it: nothing but blanks, a comma, a dash or a full stop between them. */
function near({ gap }: Word): boolean {
  return gap.length <= 3 && /^[\s,.º°ª/–—-]*$/.test(gap) && !gap.includes('\n');
}

function real({ year, month, day }: Point): boolean {
  if (month === undefined) return year !== undefined;
  const two = (part: number): string => String(part).padStart(2, '0');
  return (
    parseEdtf([String(year ?? 2000), two(month), ...(day === undefined ? [] : [two(day)])].join('-')) !==
    undefined
  );
}

/** How many days a date of the record that is only about right may be away. */
const slack = 3;

/** Whether a date of a text and one of the record can be the same, as far as both are given. */
export function overlap({ readings }: DateMention, date: Edtf, extraDays = slack): boolean {
  return readings.some((point) =>
    yearsOf(point, date).some((year) => spanMeets({ ...point, year }, date, extraDays)),
  );
}

function yearsOf({ year }: Point, { first, last }: Edtf): readonly number[] {
  if (year !== undefined) return [year];
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  return Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
}

function spanMeets({ year = 0, month, day }: Point, date: Edtf, extraDays: number): boolean {
  const from = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  const to = Date.UTC(
    year,
    month === undefined ? 11 : month - 1,
    day ?? (month === undefined ? 31 : lastDay(year, month)),
  );
  const extra = date.approximate ? extraDays * 86_400_000 : 0;
  return from <= Date.parse(date.last) + extra && to >= Date.parse(date.first) - extra;
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
