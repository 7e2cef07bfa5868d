import type { Temporal } from 'temporal-polyfill';
import { dateOf, next } from './numbers.ts';
import type { Reader } from './read.ts';
import { readTimeOfDay } from './time-of-day.ts';

const weekdays = ['lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabado', 'domingo'];
const months = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
];

const day = /^(?:el )?(hoy|pasado mañana|mañana)\b(.*)$/u;
const weekday = new RegExp(`^(?:el )?(?:proximo )?(${weekdays.join('|')})(?: que viene)?\\b(.*)$`);
const dayOfMonth = new RegExp(
  `^(?:el )?(\\d{1,2})(?: de)? (${[...months, 'setiembre'].join('|')})(?:(?:,| del?)? (\\d{4}))?\\b(.*)$`,
);
const ahead = /^(?:en|dentro de) (\d{1,3}|una?) (dia|semana)s?\b(.*)$/;

/** Days in Spanish words, as far as they have one meaning: a day by name, by its month, or so many days ahead. */
export const readSpanish: Reader = (text, today) => {
  const found = [byName, byWeekday, byMonth, byDaysAhead].flatMap((read) => read(text, today) ?? []);
  return found.flatMap(({ date, rest }) => {
    const time = readTimeOfDay(rest.replace(/^,/, ''));
    return time === undefined ? [] : [{ day: date, time }];
  });
};

interface Found {
  readonly date: Temporal.PlainDate;
  readonly rest: string;
}

function byName(text: string, today: Temporal.PlainDateTime): Found | undefined {
  const [, name, rest = ''] = day.exec(text) ?? [];
  if (name === undefined) return undefined;
  const days = name === 'hoy' ? 0 : name === 'mañana' ? 1 : 2;
  return { date: today.toPlainDate().add({ days }), rest };
}

function byWeekday(text: string, today: Temporal.PlainDateTime): Found | undefined {
  const [, name = '', rest = ''] = weekday.exec(withoutAccents(text)) ?? [];
  const number = weekdays.indexOf(name) + 1;
  if (number === 0) return undefined;
  return { date: today.toPlainDate().add({ days: ((number - today.dayOfWeek + 6) % 7) + 1 }), rest };
}

function byMonth(text: string, today: Temporal.PlainDateTime): Found | undefined {
  const [, number, name = '', year, rest = ''] = dayOfMonth.exec(withoutAccents(text)) ?? [];
  const month = months.indexOf(name === 'setiembre' ? 'septiembre' : name) + 1;
  if (month === 0) return undefined;
  const date =
    year === undefined ? next(today, month, Number(number)) : dateOf(Number(year), month, Number(number));
  return date && { date, rest };
}

function byDaysAhead(text: string, today: Temporal.PlainDateTime): Found | undefined {
  const [, count = '', unit, rest = ''] = ahead.exec(withoutAccents(text)) ?? [];
  if (unit === undefined) return undefined;
  const number = count.startsWith('un') ? 1 : Number(count);
  return { date: today.toPlainDate().add(unit === 'dia' ? { days: number } : { weeks: number }), rest };
}

/** Accents are often left out when typing; the ñ is a letter of its own and stays. */
function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/(?<!n)\p{M}/gu, '')
    .normalize('NFC');
}
