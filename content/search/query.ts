import type { Query, QueryCombination } from 'minisearch';
import { isFunctionWord } from '../compare/function-words.ts';
import { monthNames } from '../months.ts';
import type { Synonyms } from './synonyms.ts';
import { isNumber, tokens } from './tokens.ts';

/** A word of a query, or a phrase that has synonyms. */
export interface Unit {
  readonly words: readonly string[];
  /** The marks of the synonyms; empty for a word without any. */
  readonly marks: readonly string[];
  /** Whether the query ends with it: its last word may not be typed to the end. */
  readonly last: boolean;
}

/** Divides a query: the longest phrases that have synonyms, and the single words between them. */
export function queryUnits(words: readonly string[], synonyms: Synonyms): Unit[] {
  const phrases = synonyms.marksIn(words);
  const units: Unit[] = [];
  let start = 0;
  while (start < words.length) {
    const here = phrases.filter((phrase) => phrase.start === start);
    const length = Math.max(1, ...here.map((phrase) => phrase.length));
    units.push({
      words: words.slice(start, start + length),
      marks: here.filter((phrase) => phrase.length === length).map(({ mark }) => mark),
      last: start + length === words.length,
    });
    start += length;
  }
  return units;
}

/** Words with which people ask, and which say nothing about what they ask for. */
const askingWords = new Set(
  tokens('happened happen happens tell show know pasó ocurrió sucedió cuánto cuánta cuántos cuántas'),
);
const named = (length: 'long' | 'short'): ReadonlySet<string> =>
  new Set(['en', 'es'].flatMap((language) => monthNames(language, length).flatMap((name) => tokens(name))));
const [longMonths, shortMonths] = [named('long'), named('short')];

/** The units without the words that only make a sentence of them; all of them when nothing else is there. */
export function tellingUnits(units: readonly Unit[]): readonly Unit[] {
  const telling = units.filter(({ words, marks }) => marks.length > 0 || !words.every(isIdle));
  return telling.length > 0 ? telling : units;
}

/** "May" is also a month. */
function isIdle(word: string): boolean {
  return askingWords.has(word) || (isFunctionWord(word) && !longMonths.has(word));
}

/** Whether a number is in it. */
export function hasNumber({ words }: Unit): boolean {
  return words.some(isNumber);
}

/** Any of the units, or of the words of a phrase: the more of them the better. */
export function anyOf(units: readonly Unit[]): Query {
  const words = units.flatMap((unit) =>
    unit.words.length === 1
      ? []
      : unit.words.filter((word) => !isIdle(word)).map((word) => wordQuery(word, false)),
  );
  return { combineWith: 'OR', queries: [...units.map(unitQuery), ...words] };
}

/** The unit as a query: one of its synonyms, or its words as they are, begun or misspelt. */
export function unitQuery({ words, marks, last }: Unit): Query {
  const spelled: Query = {
    combineWith: 'AND',
    queries: words.map((word, index) => wordQuery(word, last && index === words.length - 1)),
  };
  if (marks.length === 0) return spelled;
  // The phrase itself is nearer than its words scattered over a text.
  const phrases = marks.map((mark): Query => ({ ...exactly(mark), boostTerm: () => 3 }));
  return { combineWith: 'OR', queries: [...phrases, spelled] };
}

function exactly(token: string): QueryCombination {
  return { combineWith: 'OR', queries: [token], prefix: false, fuzzy: false };
}

function wordQuery(word: string, last: boolean): Query {
  if (isNumber(word)) return exactly(word);
  return {
    combineWith: 'OR',
    queries: [word],
    // "Dec 2022" is December, and "junio" is not a misspelt "julio".
    prefix: last || word.length >= 4 || shortMonths.has(word),
    fuzzy: word.length < 4 || longMonths.has(word) ? false : word.length < 7 ? 1 : 2,
  };
}
