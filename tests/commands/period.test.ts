import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPeriod, type PeriodContext } from '../../commands/record/period.ts';
import { monthName } from '../../messages/dates.ts';
import { loadLanguages } from '../../messages/words.ts';

const languages = await loadLanguages();
const context: PeriodContext = {
  speeches: languages.all.map((language) => languages.in(language)),
  years: (month) => (month === 12 ? [2022] : month === 7 ? [2022, 2023] : month === 5 ? [] : [2023]),
  bounds: { first: '2022-12-07', last: '2023-07-20' },
};

function read(text: string): string {
  const reading = readPeriod(text, context);
  return reading.kind === 'read' ? `${reading.period.first} ${reading.period.last}` : reading.kind;
}

describe('a period is read as people write it', () => {
  test.each([
    ['2023', '2023-01-01 2023-12-31'],
    ['2023-02', '2023-02-01 2023-02-28'],
    ['2023-01-09', '2023-01-09 2023-01-09'],
    ['2022-12..2023-02', '2022-12-01 2023-02-28'],
    ['2022-12/2023-02', '2022-12-01 2023-02-28'],
    ['2022-12 - 2023-02', '2022-12-01 2023-02-28'],
    ['2023-02..2022-12', '2022-12-01 2023-02-28'],
    ['2023-02..', '2023-02-01 2023-07-20'],
    ['..2023-02', '2022-12-07 2023-02-28'],
    ['January 2023', '2023-01-01 2023-01-31'],
    ['jan 2023', '2023-01-01 2023-01-31'],
    ['JANUARY 9, 2023', '2023-01-09 2023-01-09'],
    ['9th January 2023', '2023-01-09 2023-01-09'],
    ['9 to 15 January 2023', '2023-01-09 2023-01-15'],
    ['9-15 January 2023', '2023-01-09 2023-01-15'],
    ['January 9–15, 2023', '2023-01-09 2023-01-15'],
    ['19 and 20 July 2023', '2023-07-19 2023-07-20'],
    ['del 19 al 20 de julio de 2023', '2023-07-19 2023-07-20'],
    ['19/07/2023', '2023-07-19 2023-07-19'],
    ['07/19/2023', '2023-07-19 2023-07-19'],
    ['1/1/2023 - 31/1/2023', '2023-01-01 2023-01-31'],
    ['December 2022 to February 2023', '2022-12-01 2023-02-28'],
    ['December to February 2023', '2022-12-01 2023-02-28'],
    ['since January 2023', '2023-01-01 2023-07-20'],
    ['until January 2023', '2022-12-07 2023-01-31'],
    ['enero de 2023', '2023-01-01 2023-01-31'],
    ['Enero del 2023', '2023-01-01 2023-01-31'],
    ['9 de enero de 2023', '2023-01-09 2023-01-09'],
    ['del 9 de enero al 15 de febrero de 2023', '2023-01-09 2023-02-15'],
    ['entre diciembre de 2022 y febrero de 2023', '2022-12-01 2023-02-28'],
    ['desde enero de 2023', '2023-01-01 2023-07-20'],
    ['setiembre 2023', '2023-09-01 2023-09-30'],
    ['septiembre 2023', '2023-09-01 2023-09-30'],
    ['1/2023', '2023-01-01 2023-01-31'],
    ['enero', '2023-01-01 2023-01-31'],
    ['diciembre a enero', '2022-12-01 2023-01-31'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

test('what is not understood is said, never guessed', () => {
  expect(read('03/04/2023')).toBe('ambiguous');
  expect(read('03/04/2023 to 19/07/2023')).toBe('ambiguous');
  expect(read('july')).toBe('which-year');
  expect(read('mayo')).toBe('which-year');
  const nonsense = [
    '',
    '...',
    'banana',
    '2023-13',
    '31 February 2023',
    'before January 2023',
    '9 2023',
    '20233',
    '2021 2022 2023',
  ];
  expect(nonsense.filter((text) => read(text) !== 'unreadable')).toEqual([]);
});

test('every month of every language is read by its own name', () => {
  for (const speech of context.speeches) {
    for (let month = 1; month <= 12; month++) {
      const two = String(month).padStart(2, '0');
      expect(read(monthName(2023, month, speech))).toMatch(new RegExp(`^2023-${two}-01 2023-${two}-`));
    }
  }
});

test('whatever is typed, it ends in a period that is in order or in a reason', () => {
  const words = fc.constantFrom(
    'enero',
    'January',
    '9',
    '2023',
    'de',
    '..',
    '-',
    '/',
    'to',
    '99',
    '2022-12',
    '🙂',
    'since',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(words).map((list) => list.join(' ')),
  );
  fc.assert(
    fc.property(text, (typed) => {
      const reading = readPeriod(typed, context);
      if (reading.kind !== 'read') return;
      expect(reading.period.first).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(reading.period.first <= reading.period.last).toBe(true);
    }),
  );
});
