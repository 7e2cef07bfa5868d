import type { PackRecord } from '../record.ts';
import type { Claim } from '../schema/claim.ts';
import { tokens } from '../search/tokens.ts';
import { isFunctionWord } from './function-words.ts';
import { namesIn } from './names.ts';
import { withheldNames, type ClaimText } from './record-texts.ts';
import { stemOf } from './stems.ts';
import { wordsOf, type Word } from './words.ts';

/** A name that the record uses. */
export interface KnownName {
  /** Its words in the form in which they are compared, the joining ones left out. */
  readonly words: readonly string[];
  readonly person: boolean;
  readonly claims: ReadonlySet<Claim>;
}

/** The names of a record. */
export interface NameIndex {
  /** The names that contain this word. */
  withWord(word: string): readonly KnownName[];
  /** Whether the record also writes the word with a small letter, so that it names nobody by itself. */
  isPlain(word: string): boolean;
  /** Whether a name of the record has a word of the same stem: "Peruvians" and "Peruvian". */
  isKin(word: string): boolean;
  /** The words of places and people, as they are compared and as they are written. */
  readonly spellings: readonly { readonly token: string; readonly written: string }[];
  /** Whether the word is part of the name of a place. */
  isPlace(word: string): boolean;
  /** The words of the places of a claim, those of its event included. */
  placesOf(claim: Claim): ReadonlySet<string>;
  /** The same without the wider places around them: those in brackets, as in "Juliaca (Puno)". */
  innermostOf(claim: Claim): ReadonlySet<string>;
  /** The place that the whole record is about, such as its country: every place of the record lies in it. */
  isWhole(word: string): boolean;
  /** Whether the word is made from the name of that place: "Peruvians". */
  isOfWhole(word: string): boolean;
}

/** The words of a name, the joining ones left out. */
export function nameWords(words: readonly string[]): readonly string[] {
  return words.filter((word) => !isFunctionWord(word));
}

/** Collects the names of a record from all that its claims say, withheld ones left out. */
export function nameIndex(
  claims: readonly Claim[],
  texts: ReadonlyMap<string, readonly ClaimText[]>,
  record: PackRecord,
): NameIndex {
  const plain = new Set<string>();
  const withheld = withheldNames(record).map((name) => nameWords(tokens(name)).join(' '));
  const names = new Map<string, { words: readonly string[]; person: boolean; claims: Set<Claim> }>();
  const add = (words: readonly string[], claim: Claim, person: boolean): void => {
    const key = words.join(' ');
    if (words.length === 0 || withheld.some((name) => key.includes(name) || name.split(' ').includes(key)))
      return;
    const entry = names.get(key) ?? { words, person, claims: new Set() };
    entry.claims.add(claim);
    names.set(key, { ...entry, person: entry.person || person });
  };
  for (const claim of claims) {
    if (claim.kind === 'person') add(nameWords(tokens(claim.name)), claim, true);
    for (const { words } of texts.get(claim.id) ?? []) {
      for (const { capital, number, token } of words) if (!capital && !number) plain.add(token);
      for (const name of capitalised(words)) add(name, claim, false);
    }
  }
  const placeWordsOf = (claim: Claim, part: (place: string) => string): ReadonlySet<string> => {
    const event = claim.event === undefined ? undefined : record.claim(claim.event);
    const places = Object.values(claim.place ?? event?.place ?? {});
    const words = places.flatMap((place) => wordsOf(part(place)));
    return new Set(words.filter(isPlaceWord).map(({ token }) => token));
  };
  const placeWords = new Map(claims.map((claim) => [claim.id, placeWordsOf(claim, (place) => place)]));
  const innermost = new Map(
    claims.map((claim) => [claim.id, placeWordsOf(claim, (place) => place.replaceAll(/\([^)]*\)/g, ''))]),
  );
  const allPlaces = new Set([...placeWords.values()].flatMap((words) => [...words]));
  const byWord = new Map<string, KnownName[]>();
  for (const name of names.values()) {
    for (const word of new Set(name.words)) byWord.set(word, [...(byWord.get(word) ?? []), name]);
  }
  const kin = new Set([...byWord.keys()].map(stemOf));
  const whole = new Set(Object.values(record.pack.title).flatMap((title) => tokens(title)));
  const wholePlaces = [...whole].filter((word) => allPlaces.has(word));
  const spellings = new Map<string, string>();
  for (const claim of claims) {
    for (const { words } of texts.get(claim.id) ?? []) {
      for (const { token, written, capital } of words) {
        const named = allPlaces.has(token) || (byWord.get(token) ?? []).some((name) => isNameOfOne(name));
        if (capital && !plain.has(token) && named) spellings.set(token, written);
      }
    }
  }
  function isPlaceWord({ capital, token }: Word): boolean {
    return capital && !plain.has(token) && !isFunctionWord(token);
  }
  return {
    withWord: (word) => byWord.get(word) ?? [],
    spellings: [...spellings].map(([token, written]) => ({ token, written })),
    isOfWhole: (word) => wholePlaces.some((place) => place.length >= 4 && word.startsWith(place)),
    isPlain: (word) => plain.has(word),
    isKin: (word) => kin.has(stemOf(word)),
    isPlace: (word) => allPlaces.has(word),
    placesOf: ({ id }) => placeWords.get(id) ?? new Set(),
    innermostOf: ({ id }) => innermost.get(id) ?? new Set(),
    isWhole: (word) => whole.has(word) && allPlaces.has(word),
  };
}

/** The capitalised runs of a text of the record; a single word that begins a sentence may be none. */
function capitalised(words: readonly Word[]): readonly (readonly string[])[] {
  return namesIn(words, new Set())
    .filter(({ doubtful }) => !doubtful)
    .map(({ from, to }) => nameWords(words.slice(from, to).map(({ token }) => token)));
}

/** Whether a name is that of a person, or a single word. */
function isNameOfOne({ person, words }: KnownName): boolean {
  return person || words.length === 1;
}
