import { tokens } from './tokens.ts';

/** Recognises words and phrases of a pack's groups of synonyms. */
export interface Synonyms {
  /** One mark for each phrase that stands in the tokens; all phrases of a group have the same mark. */
  marksIn(tokens: readonly string[]): Occurrence[];
}

interface Occurrence {
  readonly mark: string;
  /** Where the phrase begins, and how many tokens it has. */
  readonly start: number;
  readonly length: number;
}

/** @param groups phrases that mean the same, group by group; capital letters and accents do not matter */
export function synonyms(groups: readonly (readonly string[])[]): Synonyms {
  const phrases = groups.flatMap((group, index) =>
    // The sign keeps a mark from being taken for a word.
    group
      .map((phrase) => ({ mark: `=${index}`, words: tokens(phrase) }))
      .filter(({ words }) => words.length > 0),
  );
  const byFirst = Map.groupBy(phrases, ({ words }) => words[0]);
  return {
    marksIn: (given) =>
      given.flatMap((token, start) =>
        (byFirst.get(token) ?? [])
          .filter(({ words }) => words.every((word, offset) => given[start + offset] === word))
          .map(({ mark, words }) => ({ mark, start, length: words.length })),
      ),
  };
}
