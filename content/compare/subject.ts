import { agentsIn } from './agents.ts';
import { harmIn, type Harm } from './harms.ts';
import type { Lexicon } from './lexicon.ts';
import type { Quantity } from './quantities.ts';
import type { Reading, Sentence } from './reading.ts';
import { isContent, isGeneral, stemOf, stemsAndMarks } from './stems.ts';
import { wordSet } from './word-set.ts';
import type { Word } from './words.ts';

/** What a number of a text seems to count. */
export interface Subject {
  /** Stems and marks of the few words beside it. */
  readonly beside: ReadonlySet<string>;
  /** Stems and marks of the words right behind it. */
  readonly behind: readonly string[];
  /** The word behind it for what is counted, as stem and marks; empty when it says only "people" or nothing. */
  readonly noun: readonly string[];
  /** It stands as an age does: "Ana, 35", "35 años". */
  readonly age: boolean;
  /** Who is said to have done it, as stems and marks. */
  readonly agents: readonly string[];
  /** The word for a harm that stands nearest to it. */
  readonly harm: Harm | null;
}

const furthest = 14;

/** What a number counts, as far as the words around it in its sentence tell. */
export function subjectOf(
  { from, to }: Pick<Quantity, 'from' | 'to'>,
  sentence: Sentence,
  reading: Reading,
  lexicon: Lexicon,
): Subject {
  const { words, numbersAt: others } = reading;
  const { synonyms } = lexicon;
  const clause = words[from]?.clause;
  const behind: string[] = [];
  for (let at = to; at < Math.min(to + 5, sentence.to); at += 1) {
    const word = words[at];
    if (!word || others.has(at) || word.clause !== clause) break;
    behind.push(word.token);
  }
  const before: string[] = [];
  for (let at = from - 1; at >= Math.max(from - 5, sentence.from) && !others.has(at); at -= 1) {
    const [word, next] = [words[at], words[at + 1]];
    // "Canisters: 28,960" counts what stands before the colon.
    if (!word || (word.clause !== clause && next?.gap.includes(':') !== true && before.length === 0)) break;
    if (joining.has(word.token) && [...before, ...behind].some(isContent)) break;
    before.unshift(word.token);
  }
  const after = stemsAndMarks(withoutNext(behind, others.has(to + behind.length)), synonyms);
  return {
    behind: after,
    noun: nounIn(behind, lexicon),
    agents: agentsIn(from, sentence, reading, lexicon),
    age: isAge(from, to, sentence, words),
    beside: new Set([...after, ...stemsAndMarks(before, synonyms)].filter((stem) => !isGeneral(stem))),
    harm: nearestHarm(from, to, sentence, words, others),
  };
}

const joining = new Set(['and', 'y', 'e', 'but', 'pero', 'while', 'mientras']);

/** "In 59 provinces, and marches in 64": what stands behind the joining word belongs to the next number. */
function withoutNext(behind: readonly string[], anotherNumber: boolean): readonly string[] {
  const joined = behind.findIndex((token) => joining.has(token));
  return joined > 0 && anotherNumber ? behind.slice(0, joined) : behind;
}

/** Words that may stand between a number and what it counts. */
const beforeNouns = wordSet('more mas other others otros otras of de the los las additional further');

/** The first word behind a number, unless a preposition or verb comes first. "19 killed" does not say who. */
function nounIn(behind: readonly string[], { synonyms, names }: Lexicon): readonly string[] {
  const noun = behind.find(
    (token) => !beforeNouns.has(token) && !isGeneral(stemOf(token)) && !names.isOfWhole(token),
  );
  if (noun === undefined || !isContent(noun) || harmIn(noun) !== undefined || names.isPlace(noun)) return [];
  return stemsAndMarks([noun], synonyms);
}

function isAge(from: number, to: number, { known }: Sentence, words: readonly Word[]): boolean {
  const [before, next] = [words[from - 1]?.token ?? '', words[to]?.token ?? ''];
  // "500 years of …" is no age; "35 years old", "35 años de edad" are.
  const [behind, last] = [words[to + 1]?.token ?? '', words[to + 2]?.token ?? ''];
  const span =
    ['of', 'in', 'ago', 'after', 'en', 'despues'].includes(behind) || (behind === 'de' && last !== 'edad');
  if ((['years', 'year', 'anos'].includes(next) && !span) || before === 'aged') return true;
  const verb = ['was', 'is', 'tenia', 'tiene'].includes(before) ? 1 : 0;
  const named = known.some(
    (mention) => mention.to === from - verb && mention.names.some(({ person }) => person),
  );
  return named && /^[,\s]*\(?$/.test(words[from]?.gap ?? '-');
}

function nearestHarm(
  from: number,
  to: number,
  sentence: Sentence,
  words: readonly Word[],
  others: ReadonlySet<number>,
): Harm | null {
  const clause = words[from]?.clause;
  let best: { harm: Harm; cost: number } | null = null;
  const look = (start: number, step: 1 | -1): void => {
    let extra = 0;
    for (let at = start; at >= sentence.from && at < sentence.to; at += step) {
      const word = words[at];
      if (!word) return;
      if (others.has(at)) extra += 2;
      const cost = Math.abs(at - start) + extra + (word.clause === clause ? 0 : 2);
      if (cost > furthest) return;
      const harm = harmIn(word.token);
      if (harm && (best === null || cost < best.cost)) best = { harm, cost };
      if (harm) return;
    }
  };
  look(to, 1);
  look(from - 1, -1);
  const found: { harm: Harm; cost: number } | null = best;
  return found === null ? null : (found as { harm: Harm }).harm;
}
