import type { Language } from '../language.ts';
import { tokens } from '../search/tokens.ts';
import { remembered } from './remembered.ts';
import type { Word } from './words.ts';

/** The country names that begin with a word: their words. */
type ByFirstWord = ReadonlyMap<string, readonly (readonly string[])[]>;

const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index));
const codes = letters.flatMap((first) => letters.map((second) => first + second));

const byFirstWord = remembered((languages: string): ByFirstWord => {
  const names = languages.split(' ').flatMap((language: Language) =>
    (['long', 'short'] as const).flatMap((style) => {
      const format = new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' });
      return codes.flatMap((code) => format.of(code) ?? []);
    }),
  );
  const all = [...new Set(names)].map((name) => tokens(name)).filter(([first]) => (first ?? '').length > 1);
  return Map.groupBy(all, ([first]) => first ?? '');
});

const beforePlaces = new Set(['in', 'en', 'the', 'los', 'las', 'el', 'la']);

/**
 * The countries that words name, by their words. A name in small letters counts behind "in" only: "chile" is also
 * a pepper.
 */
export function countriesIn(
  words: readonly Word[],
  languages: readonly Language[],
): readonly (readonly string[])[] {
  const known = byFirstWord(languages.join(' '));
  return words.flatMap(({ token, capital }, at) =>
    (known.get(token) ?? []).filter(
      (name) =>
        name.every((part, offset) => words[at + offset]?.token === part) &&
        // "Us" and "it" are words, "US" and "IT" are not.
        (capital
          ? name.length > 1 || token.length > 2 || words[at]?.written === token.toUpperCase()
          : false) !== (!capital && token.length > 2 && ['in', 'en'].includes(placeSign(words, at))),
    ),
  );
}

function placeSign(words: readonly Word[], at: number): string {
  const before = words[at - 1]?.token ?? '';
  return ['in', 'en'].includes(before) || !beforePlaces.has(before) ? before : (words[at - 2]?.token ?? '');
}
