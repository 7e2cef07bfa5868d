import { tokens } from '../search/tokens.ts';
import type { Qualifier } from '../schema/claim.ts';
import type { Word } from './words.ts';

type Wording = Qualifier | 'fewer';

/** How people say how exact a number is, before it and behind it; the longer phrase first. */
const before: readonly (readonly [Wording, string])[] = [
  ['at-least', 'at the very least'],
  ['at-least', 'at least'],
  ['at-least', 'no fewer than'],
  ['at-least', 'no less than'],
  ['at-least', 'a minimum of'],
  ['at-least', 'al menos'],
  ['at-least', 'por lo menos'],
  ['at-least', 'como mínimo'],
  ['at-least', 'no menos de'],
  ['up-to', 'no more than'],
  ['up-to', 'no más de'],
  ['up-to', 'up to'],
  ['up-to', 'as many as'],
  ['up-to', 'at most'],
  ['up-to', 'hasta'],
  ['up-to', 'como máximo'],
  ['fewer', 'fewer than'],
  ['fewer', 'less than'],
  ['fewer', 'under'],
  ['fewer', 'menos de'],
  ['more-than', 'more than'],
  ['more-than', 'over'],
  ['more-than', 'upwards of'],
  ['more-than', 'más de'],
  ['nearly', 'nearly'],
  ['nearly', 'almost'],
  ['nearly', 'close to'],
  ['nearly', 'just under'],
  ['nearly', 'casi'],
  ['estimated', 'an estimated'],
  ['estimated', 'estimated'],
  ['estimated', 'un estimado de'],
  ['estimated', 'se estima que'],
  ['about', 'about'],
  ['about', 'around'],
  ['about', 'approximately'],
  ['about', 'roughly'],
  ['about', 'some'],
  ['about', 'cerca de'],
  ['about', 'unos'],
  ['about', 'unas'],
  ['about', 'alrededor de'],
  ['about', 'aproximadamente'],
];

const phrases = before
  .map(([wording, phrase]) => ({ wording, words: tokens(phrase) }))
  .toSorted((a, b) => b.words.length - a.words.length);

/** What may stand between a qualifier and its number: "at least the 60", "más de unas 20". */
const between = new Set(['the', 'a', 'los', 'las', 'other', 'otros', 'otras']);

/** How exact a text says that a number is: `exact` when it says nothing. */
export function wordingOf(words: readonly Word[], from: number, to: number): Wording {
  const next = words[to];
  const tail = [next?.token, words[to + 1]?.token].join(' ');
  if (next?.gap.startsWith('+') === true || ['or more', 'o mas', 'and more', 'y mas'].includes(tail))
    return 'at-least';
  for (const end of [from, between.has(words[from - 1]?.token ?? '') ? from - 1 : from]) {
    const found = phrases.find((phrase) =>
      phrase.words.every((token, index) => words[end - phrase.words.length + index]?.token === token),
    );
    if (found) return found.wording;
  }
  return 'exact';
}
