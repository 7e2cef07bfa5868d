import { distance } from '../nearest.ts';
import type { NameIndex } from './name-index.ts';
import { isFunctionWord } from './function-words.ts';
import type { Word } from './words.ts';

/** A word of a text that is no name of the record, and the one name of it that it is nearly. */
export interface Respelling {
  readonly written: string;
  /** The name as the record has it. */
  readonly name: string;
  readonly at: number;
}

/** Shorter names are too easily other names: Tacna and Tarma. */
const shortest = 6;
/** So many unknown words of a text are looked at. */
const most = 40;

/**
 * Capitalised words that differ from exactly one name of the record by one letter inside them: "Julliaca". The
 * first and the last letter have to be the same, so that "Navarra" is not taken for "Navarro".
 */
export function respellingsIn(words: readonly Word[], names: NameIndex): readonly Respelling[] {
  const unknown = words.flatMap((word, at) =>
    word.capital && !word.number && word.token.length >= shortest - 1 && isUnknown(word.token, names)
      ? [{ word, at }]
      : [],
  );
  return unknown.slice(0, most).flatMap(({ word, at }) => {
    const near = names.spellings.filter(
      ({ token }) =>
        token.length >= shortest &&
        Math.abs(token.length - word.token.length) <= 1 &&
        token[0] === word.token[0] &&
        token.at(-1) === word.token.at(-1) &&
        distance(token, word.token) === 1,
    );
    const [only] = near;
    return only && near.length === 1 ? [{ written: word.written, name: only.written, at }] : [];
  });
}

function isUnknown(token: string, names: NameIndex): boolean {
  return (
    names.withWord(token).length === 0 &&
    !names.isPlace(token) &&
    !names.isPlain(token) &&
    !isFunctionWord(token)
  );
}
