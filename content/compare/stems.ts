import { synonyms, type Synonyms } from '../search/synonyms.ts';
import { tokens } from '../search/tokens.ts';
import { isFunctionWord } from './function-words.ts';
import { wordSet } from './word-set.ts';

/** Words for people in general, and for what becomes of them: that two texts share these says nothing. */
const general = new Set(
  [
    ...wordSet(`
      people person human lives lost victims left more many
      called calls demand demands piden exigen llama llamo
      persona personas gente vidas perdieron resultaron quedaron total`),
  ].map((word) => stemOf(word)),
);

/**
 * The beginning of a word, so that its forms are one: "roadblocks" and "roadblock", "renunció" and "renuncia", "marched" and "march".
 *
 * @param token small letters without accents
 */
export function stemOf(token: string): string {
  const one = token.length > 4 ? token.replace(/(?<=[lnrdzj])es$|s$/, '') : token;
  return one.length < 6 ? one : one.slice(0, 6).replace(/[aeiou]$/, '');
}

/** Whether a word says what a text is about. */
export function isContent(token: string): boolean {
  return token.length > 1 && !/^\d/.test(token) && !isFunctionWord(token);
}

/** Whether a stem is only a word for people in general. */
export function isGeneral(stem: string): boolean {
  return general.has(stem);
}

/** The pack's synonyms, recognised by the stems of their words. */
export function stemmedSynonyms(groups: readonly (readonly string[])[]): Synonyms {
  return synonyms(groups.map((group) => group.map((phrase) => tokens(phrase).map(stemOf).join(' '))));
}

/** What words are about: their stems, and the marks of the pack's synonyms among them. */
export function stemsAndMarks(words: readonly string[], known: Synonyms): string[] {
  return [
    ...words.filter(isContent).map(stemOf),
    ...known.marksIn(words.map(stemOf)).map(({ mark }) => mark),
  ];
}
