import { isFunctionWord } from './function-words.ts';
import type { Word } from './words.ts';

/** A run of words with capital letters: somebody or something that has a name. */
export interface NameMention {
  /** The words that it stands in: the first one, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** It is one word that begins a sentence, where every word has a capital letter; "(IEP)" is a name. */
  readonly doubtful: boolean;
}

/** Words that join the parts of a name, such as "Third Takeover of Lima". */
const joining = new Set(['of', 'de', 'del', 'la', 'las', 'los', 'the', 'y']);

/** The longest name that is read, in words. */
const longest = 8;

/** Every run of capitalised words that are not taken for something else already. */
export function namesIn(words: readonly Word[], taken: ReadonlySet<number>): NameMention[] {
  const found: NameMention[] = [];
  const startsName = (word: Word | undefined, at: number): boolean =>
    word !== undefined && word.capital && !word.number && !taken.has(at) && !isFunctionWord(word.token);
  let at = 0;
  while (at < words.length) {
    if (!startsName(words[at], at)) {
      at += 1;
      continue;
    }
    let to = at + 1;
    for (let next = to; next < words.length && next < at + longest; next += 1) {
      const word = words[next];
      if (!word || !/^[ \u00a0.]{1,2}$|^-$/.test(word.gap) || word.sentence !== words[at]?.sentence) break;
      if (startsName(word, next)) to = next + 1;
      else if (!joining.has(word.token)) break;
    }
    const first = words[at];
    const begins =
      at === 0 || words[at - 1]?.sentence !== first?.sentence || /["“«:([]\s*$/.test(first?.gap ?? '');
    const short = /^\p{Lu}{2,}$/u.test(first?.written ?? '') && first?.gap.endsWith('(') === true;
    found.push({ from: at, to, doubtful: begins && to === at + 1 && !short });
    at = to;
  }
  return found;
}
