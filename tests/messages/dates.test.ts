import { describe, expect, test } from 'vitest';
import { parseEdtf, type Edtf } from '../../content/schema/edtf.ts';
import { asOfDate, dateInSentence, dateName, monthName, periodName } from '../../messages/dates.ts';
import { loadLanguages } from '../../messages/words.ts';

const languages = await loadLanguages();
const [en, es] = [languages.in('en'), languages.in('es')];

function edtf(written: string): Edtf {
  const date = parseEdtf(written);
  if (!date) throw new Error(`${written} is no date`);
  return date;
}

describe('a date is told as far as it is known', () => {
  test.each([
    ['2023', '2023', '2023'],
    ['2023-01', 'January 2023', 'enero de 2023'],
    ['2023-01-09', '9 January 2023', '9 de enero de 2023'],
    ['2023-01-19~', 'about 19 January 2023', 'alrededor del 19 de enero de 2023'],
    ['2023-01~', 'about January 2023', 'alrededor de enero de 2023'],
    [
      '2022-12/2023-02',
      'between December 2022 and February 2023',
      'entre diciembre de 2022 y febrero de 2023',
    ],
    ['2023-07-19/2023-07-20', 'between 19 and 20 July 2023', 'entre el 19 y el 20 de julio de 2023'],
    ['2023-01/2023-07', 'between January and July 2023', 'entre enero y julio de 2023'],
    [
      '2023-02-07~/2023-03-13~',
      'between about 7 February and about 13 March 2023',
      'entre el 7 de febrero (aprox.) y el 13 de marzo de 2023 (aprox.)',
    ],
    [
      '2022-12-31/2023-12-31',
      'between 31 December 2022 and 31 December 2023',
      'entre el 31 de diciembre de 2022 y el 31 de diciembre de 2023',
    ],
    ['2022/2023', 'between 2022 and 2023', 'entre 2022 y 2023'],
    [
      '2022-12-07/2022-12',
      'between 7 December 2022 and December 2022',
      'entre el 7 de diciembre de 2022 y diciembre de 2022',
    ],
    ['2023-01~/2023', 'between about January 2023 and 2023', 'entre enero de 2023 (aprox.) y 2023'],
  ])('%s', (written, english, spanish) => {
    expect(dateName(edtf(written), en)).toBe(english);
    expect(dateName(edtf(written), es)).toBe(spanish);
  });
});

test('inside a sentence a day and a month take different words', () => {
  expect(dateInSentence(edtf('2023-01-09'), en)).toBe('on 9 January 2023');
  expect(dateInSentence(edtf('2023-01'), en)).toBe('in January 2023');
  expect(dateInSentence(edtf('2023-01-09'), es)).toBe('el 9 de enero de 2023');
  expect(dateInSentence(edtf('2023'), es)).toBe('en 2023');
});

test('as of when something speaks', () => {
  expect(asOfDate(edtf('2023-07-20'), en)).toBe('as of 20 July 2023');
  expect(asOfDate(edtf('2023-07-20'), es)).toBe('al 20 de julio de 2023');
  expect(asOfDate(edtf('2023-07'), es)).toBe('a julio de 2023');
  expect(asOfDate(edtf('2023-02-17~'), en)).toBe('as of about 17 February 2023');
  expect(asOfDate(edtf('2023-02-17~'), es)).toBe('hacia el 17 de febrero de 2023');
  expect(asOfDate(edtf('2023-01/2023-03'), en)).toBe('for the period between January and March 2023');
});

test('a period is told by the largest units that it is made of', () => {
  expect(periodName('2023-01-01', '2023-12-31', en)).toBe('2023');
  expect(periodName('2023-01-01', '2023-01-31', en)).toBe('January 2023');
  expect(periodName('2023-01-09', '2023-01-09', en)).toBe('9 January 2023');
  expect(periodName('2022-12-01', '2023-02-28', en)).toBe('December 2022 – February 2023');
  expect(periodName('2022-12-05', '2023-02-28', es)).toBe('5 de diciembre de 2022 – febrero de 2023');
});

test('a month is named with its year', () => {
  expect(monthName(2023, 1, en)).toBe('January 2023');
  expect(monthName(2022, 12, es)).toBe('diciembre de 2022');
});
