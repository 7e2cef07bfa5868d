import type { Query, QueryCombination } from 'minisearch';
import type { Synonyms } from './synonyms.ts';
import { isNumber } from './tokens.ts';

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

/** Whether a number is in it. */
export function hasNumber({ words }: Unit): boolean {
  return words.some(isNumber);
}

/** Any of the units, the more of them the better. */
export function anyOf(units: readonly Unit[]): Query {
  return { combineWith: 'OR', queries: units.map(unitQuery) };
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
    prefix: last || word.length >= 4,
    fuzzy: word.length < 4 ? false : word.length < 6 ? 1 : 2,
  };
}
