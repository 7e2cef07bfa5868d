import { numberWords, type NumberWords } from '../check/number-words.ts';
import type { Language } from '../language.ts';
import { plainNumber } from '../numerals.ts';
import type { Qualifier } from '../schema/claim.ts';
import { tokens } from '../search/tokens.ts';
import { isForeignFunctionWord, likelyLanguages } from './function-words.ts';
import { remembered } from './remembered.ts';
import { wordingOf } from './wording.ts';
import type { Word } from './words.ts';

/** A number that a text gives, in digits or words. */
export interface Quantity {
  readonly value: number;
  readonly unit: 'count' | 'percent';
  /** How exact the text says it is; `fewer` is what no document of a record says. */
  readonly qualifier: Qualifier | 'fewer';
  /** The words that it stands in: the first one, and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

/** Words that count the place in a row, not things. They are written without accents. */
const ordinal =
  /^(?:first|second|third|[a-z]+th|twice|primer[oa]?|segund[oa]|tercer[oa]?|(?:cuart|quint|sext|septim|octav|noven|decim)[oa]s?)$/;

/** Parts of a whole, as far as people write them in words. */
const parts: readonly (readonly [readonly string[], number])[] = [
  [['three', 'quarters'], 75],
  [['tres', 'cuartos'], 75],
  [['tres', 'cuartas', 'partes'], 75],
  [['one', 'third'], 100 / 3],
  [['a', 'third'], 100 / 3],
  [['un', 'tercio'], 100 / 3],
  [['tercera', 'parte'], 100 / 3],
  [['two', 'thirds'], 200 / 3],
  [['dos', 'tercios'], 200 / 3],
  [['four', 'fifths'], 80],
  [['cuatro', 'quintos'], 80],
  [['la', 'mitad'], 50],
  [['half', 'of'], 50],
];

/** Every number of a text, the parts of dates and times included. */
export function quantitiesIn(words: readonly Word[], languages: readonly Language[]): Quantity[] {
  const found: Quantity[] = [];
  const bySentence = Map.groupBy(words, ({ sentence }) => sentence);
  const spoken = new Map(
    [...bySentence].map(([sentence, all]) => [
      sentence,
      likelyLanguages(
        all.map(({ token }) => token),
        languages,
      ),
    ]),
  );
  let at = 0;
  while (at < words.length) {
    const word = words[at];
    const inWords = spoken.get(word?.sentence ?? -1) ?? [];
    const read = word && (partAt(words, at) ?? shareAt(words, at, inWords) ?? numberAt(words, at, inWords));
    if (read) found.push({ ...read, qualifier: wordingOf(words, at, read.to) });
    at = read?.to ?? at + 1;
  }
  return found;
}

/** The number words of a language as they are compared: without accents. */
const foldedNumberWords = remembered((language: Language): NumberWords => {
  const { adding, multiplying, joining, betweenDays } = numberWords(language);
  const folded = (words: ReadonlyMap<string, number>) =>
    new Map([...words].map(([word, value]) => [tokens(word).join(''), value]));
  return { adding: folded(adding), multiplying: folded(multiplying), joining, betweenDays };
});

type Read = Omit<Quantity, 'qualifier'>;

/** "3/4 of", "three out of four", "tres de cada cuatro": where the whole is small, so that people mean a share. */
function shareAt(words: readonly Word[], from: number, languages: readonly Language[]): Read | undefined {
  const wholeAt = (at: number): { value: number; to: number } | undefined =>
    languages.map((language) => numberIn(words, at, language, false)).find((read) => read !== undefined);
  const some = wholeAt(from);
  if (!some || some.to > from + 1) return undefined;
  const said = words.slice(some.to, some.to + 2).map(({ token }) => token);
  const spoken = ['out of', 'de cada', 'in every', 'of every'].includes(said.join(' '))
    ? 2
    : Number(said[0] === 'in');
  const slash = words[some.to]?.gap === '/' && words[some.to]?.number === true;
  const whole = spoken > 0 || slash ? wholeAt(some.to + spoken) : undefined;
  if (!whole || whole.value < 2 || whole.value > 10 || some.value >= whole.value) return undefined;
  if (slash && !['of', 'de', 'del'].includes(words[whole.to]?.token ?? '')) return undefined;
  return { value: (some.value / whole.value) * 100, unit: 'percent', from, to: whole.to };
}

function partAt(words: readonly Word[], from: number): Read | undefined {
  const part = parts.find(([phrase]) =>
    phrase.every((token, offset) => words[from + offset]?.token === token),
  );
  return part && { value: part[1], unit: 'percent', from, to: from + part[0].length };
}

/** The number that begins at a word: digits with what multiplies them, or words that add up. */
function numberAt(words: readonly Word[], from: number, languages: readonly Language[]): Read | undefined {
  // In a sentence of either language, the one that reads more of it: "28 mil" is not 28.
  const [longest] = languages
    .flatMap((language) => numberIn(words, from, language, languages.length > 1) ?? [])
    .toSorted((a, b) => b.to - a.to);
  return longest && withUnit(longest, words);
}

function numberIn(
  words: readonly Word[],
  from: number,
  language: Language,
  doubtful: boolean,
): Omit<Read, 'unit'> | undefined {
  const { adding, multiplying, joining } = foldedNumberWords(language);
  let [total, at, counted] = [0, from, false];
  let current: number | undefined;
  for (; at < words.length; at += 1) {
    const word = words[at];
    if (!word || (at > from && !/^(?:[ \u00a0]|-)*$/.test(word.gap))) break;
    const { token } = word;
    const usable = !(doubtful && isForeignFunctionWord(token, language)) && !ordinal.test(token);
    const more = usable ? adding.get(token) : undefined;
    const times = multiplying.get(token);
    if (word.number) {
      if (at > from) break;
      current = Number(plainNumber(word.written));
      counted = true;
    } else if (times !== undefined && (at > from || !word.capital)) {
      current = (current ?? 1) * times;
      counted = true;
      if (times >= 1_000) {
        total += current;
        current = undefined;
      }
    } else if (more !== undefined && addsTo(current, total, more)) {
      current = (current ?? 0) + more;
      // "One" and "a" are rather words than numbers.
      counted ||= more > 1 || at > from;
    } else if (!(joining.has(token) && at > from && goesOn(words[at + 1], adding, current))) {
      break;
    }
  }
  if (!counted) return undefined;
  return { value: Number((total + (current ?? 0)).toPrecision(12)), from, to: at };
}

/** "And" joins the parts of a number only before another part that fits: "a hundred and ten", not "nine and ten". */
function goesOn(
  next: Word | undefined,
  adding: ReadonlyMap<string, number>,
  current: number | undefined,
): boolean {
  const more = next && !next.number ? adding.get(next.token) : undefined;
  return (
    more !== undefined &&
    current !== undefined &&
    addsTo(current, 0, more) &&
    !ordinal.test(next?.token ?? '')
  );
}

function addsTo(current: number | undefined, total: number, more: number): boolean {
  if (current === undefined) return total === 0 || more < 1_000;
  if (more < 10) return current >= 20 && current % 10 === 0;
  return more < 100 ? current > 0 && current % 100 === 0 : current > 0 && current % 1_000 === 0;
}

function withUnit({ value, from, to }: Omit<Read, 'unit'>, words: readonly Word[]): Read {
  const [next, after] = [words[to], words[to + 1]];
  if (words[to - 1]?.percent === true) return { value, unit: 'percent', from, to };
  if (next?.token === 'percent' || next?.token === 'porciento')
    return { value, unit: 'percent', from, to: to + 1 };
  const said = `${next?.token} ${after?.token}`;
  if (said === 'per cent' || said === 'por ciento') return { value, unit: 'percent', from, to: to + 2 };
  if (next?.token === 'k' && next.gap === '')
    return { value: value * 1_000, unit: 'count', from, to: to + 1 };
  return { value, unit: 'count', from, to };
}
