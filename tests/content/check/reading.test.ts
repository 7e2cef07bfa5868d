import { describe, expect, test } from 'vitest';
import { withoutKnownDates } from '../../../content/check/dates.ts';
import { paragraphsOf } from '../../../content/check/document.ts';
import { digitsIn, figuresIn } from '../../../content/check/figures.ts';
import { qualifierProblem } from '../../../content/check/qualifiers.ts';
import { stands, termFix } from '../../../content/check/terms.ts';
import { parseEdtf } from '../../../content/schema/edtf.ts';

describe('paragraphs', () => {
  test('are runs of non-empty lines, counted from the top', () => {
    expect(paragraphsOf('Title\n\nOne\ntwo\n \t\n\n\nThree')).toEqual(['Title', 'One two', 'Three']);
    expect(paragraphsOf('\n\nTitle\r\n\r\nOne\r\ntwo\r\n')).toEqual(['Title', 'One two']);
    expect(paragraphsOf('One\ntwo\nthree')).toEqual(['One two three']);
    expect(paragraphsOf(' \n\t\n')).toEqual([]);
  });

  test('hard spaces and accents in two forms make no difference', () => {
    expect(paragraphsOf('a\u00a0b  c\n\nCafe\u0301')).toEqual(['a b c', 'Café']);
  });
});

describe('terms', () => {
  const paragraphs = ['Gazette', 'The dockers’ union said “no”', 'At least 12 — nearly all — were hurt'];

  test('stand letter for letter', () => {
    expect(stands('union said', 'the union  said'.replace('  ', ' '))).toBe(true);
    expect(stands('union\n said', 'the union said')).toBe(true);
    expect(stands('Union said', 'the union said')).toBe(false);
    expect(stands("dockers' union", 'dockers’ union')).toBe(false);
  });

  test.each([
    [`dockers' union`, 2, 'the document writes "dockers’ union"'],
    ['the dockers', 2, 'the document writes "The dockers"'],
    ['At least 12', 2, 'it stands in paragraph 3'],
    ['at least 12 - nearly', 2, 'paragraph 3 has "At least 12 — nearly"'],
    ['nowhere', 2, 'copy the words from the paragraph as they stand there'],
    ['nowhere', 9, 'copy the words from the paragraph as they stand there'],
  ])('%s in paragraph %i: %s', (term, cited, fix) => {
    expect(termFix(term, paragraphs, cited)).toBe(fix);
  });
});

describe('figures', () => {
  test.each([
    ['28,960 canisters', ['28960']],
    ['28.960 and 28 960', ['28960', '28960']],
    ['32.7% or 32,7 %', ['32.7', '32.7']],
    ['9pm, 10th, 2022-23', ['9', '10', '2022', '23']],
    ['1,234,567.89', ['1234567.89']],
    ['007', ['7']],
  ])('in digits: %s', (text, figures) => {
    expect(digitsIn(text)).toEqual(figures);
  });

  test.each([
    ['nine out of the ten', ['9', '10']],
    ['twenty-one and a hundred and ten', ['21', '110']],
    ['three hundred thousand', ['300000']],
    ['two thousand three hundred and five', ['2305']],
    ['$40 million', ['40', '40000000']],
    ['the tenth week, a third, three-fourths', ['10', '3', '4']],
    ['nine, ten', ['9', '10']],
    ['at around 4pm', ['4', '16']],
    ['12 p.m.', ['12']],
    ['a dozen, twice', ['12', '2']],
  ])('in English words: %s', (text, figures) => {
    expect([...figuresIn(text, 'en')].toSorted()).toEqual(figures.toSorted());
  });

  test('vague words are no numbers', () => {
    expect([...figuresIn('thousands, tens of thousands, dozens, hundreds', 'en')]).toEqual([]);
  });

  test('in Spanish words, and in no words of a language that is not known', () => {
    expect([...figuresIn('treinta y ocho heridos, dos mil cien, dieciséis', 'es')]).toEqual([
      '38',
      '2100',
      '16',
    ]);
    expect([...figuresIn('dreißig und 5', 'de')]).toEqual(['5']);
  });
});

describe('dates', () => {
  const known = ['1974-01-09', '1974-07-19/1974-07-20', '1972-12/1973-02'].map((written) => {
    const date = parseEdtf(written);
    if (!date) throw new Error(`${written} is no date`);
    return date;
  });
  const figures = (text: string, language = 'en'): string[] =>
    digitsIn(withoutKnownDates(text, language, known));

  test.each([
    ['On 9 January 1974, 19 were killed', ['19']],
    ['19 were killed on January 9', ['19']],
    ['on the 9th of January', []],
    ['19 and 20 July 1974', []],
    ['July 19–20, 1974', []],
    ['9 Jan 1974', []],
    ['1974-01-09', []],
    ['in 1972, 1973 and 1974', []],
    ['1972–73', []],
    ['9 people', ['9']],
    ['10 January', ['10']],
    ['9 February', ['9']],
    ['9 January 1975', ['9', '1975']],
    ['in 1975', ['1975']],
    ['1971–72', ['1971', '72']],
    ['1,974 people', ['1974']],
    ['5 December 1972', ['5']],
  ])('%s leaves %j', (text, left) => {
    expect(figures(text)).toEqual(left);
  });

  test.each([
    ['el 9 de enero de 1974 murieron 19', ['19']],
    ['del 19 al 20 de julio', []],
    ['plaza 2 de Mayo', ['2']],
  ])('%s leaves %j', (text, left) => {
    expect(figures(text, 'es')).toEqual(left);
  });
});

describe('qualifiers', () => {
  const of = (text: string, value: number, qualifier: Parameters<typeof qualifierProblem>[0]['qualifier']) =>
    qualifierProblem({ value, qualifier }, [{ text, language: 'en' }]);

  test('must stand in a cited paragraph', () => {
    expect(of('at least 60 were hurt', 60, 'at-least')).toBeUndefined();
    expect(of('nearly sixty were hurt', 60, 'nearly')).toBeUndefined();
    expect(of('60 were hurt', 60, 'at-least')).toEqual({
      message: 'no cited paragraph says "at-least" or the like',
      fix: 'take the qualifier that the document gives; "exact" where it gives none',
    });
  });

  test('are not dropped', () => {
    expect(of('over 200 attacks', 200, 'exact')).toEqual({
      message: 'the document says "more-than" of this number',
      fix: 'write "qualifier: more-than"',
    });
    expect(of('killed 19 and left at least 60 hurt', 19, 'exact')).toBeUndefined();
    expect(of('at least 60 hurt, 19 killed', 19, 'exact')).toBeUndefined();
    // It gives the bare number too.
    expect(of('some 200 met; then 200 left', 200, 'exact')).toBeUndefined();
  });

  test('of a language that is not known pass', () => {
    expect(
      qualifierProblem({ value: 5, qualifier: 'nearly' }, [{ text: 'fast 5', language: 'de' }]),
    ).toBeUndefined();
  });
});
