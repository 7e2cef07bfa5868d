import type { Lexicon } from './lexicon.ts';
import type { Sentence } from './reading.ts';
import { isContent, stemOf } from './stems.ts';
import type { Word } from './words.ts';

/** A name in so few claims leads to them by itself. */
const rarest = 6;

/** The names of people, bodies and things in a sentence, each as its stems; places and repeats left out. */
export function namesSharedWith(
  { known }: Pick<Sentence, 'known'>,
  words: readonly Word[],
  { names }: Lexicon,
): readonly (readonly string[])[] {
  const all = known.flatMap(({ from, to }) => {
    const tokens = words.slice(from, to).flatMap(({ token }) => (isContent(token) ? [token] : []));
    // "Plaza San Martin": words that the record also writes small name nothing beside a place.
    return tokens.every((token) => names.isPlace(token) || names.isPlain(token)) ? [] : [tokens.map(stemOf)];
  });
  return [...new Map(all.map((name) => [name.join(' '), name])).values()];
}

/** Those of them that only few claims have. */
export function rareNames(
  names: readonly (readonly string[])[],
  { claimsWith }: Lexicon,
): readonly (readonly string[])[] {
  return names.filter((name) => {
    const counts = name.map((stem) => claimsWith.get(stem)?.length ?? 0);
    const fewest = Math.min(...counts);
    return fewest > 0 && fewest <= rarest;
  });
}
