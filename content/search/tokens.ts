import { plainNumber, printedNumber } from '../numerals.ts';

/** Letters that do not come apart into a letter and an accent. */
const foreign: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
};

const piece = new RegExp(`${printedNumber.source}|\\p{L}+`, 'gu');

/**
 * The words and numbers of a text in the form in which they are compared: small letters without accents,
 * numbers without separators. A word with digits in it comes apart at them.
 */
export function tokens(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replaceAll(/\p{M}|['’ʼ]/gu, '')
    .toLowerCase()
    .replaceAll(/[ßæœøđłı]/g, (letter) => foreign[letter] ?? letter);
  return [...folded.matchAll(piece)].map(([found]) => (/^\d/.test(found) ? plainNumber(found) : found));
}

/** Whether a token is a number, which must match exactly: 1973 is not a misspelt 1978. */
export function isNumber(token: string): boolean {
  return /^\d/.test(token);
}
