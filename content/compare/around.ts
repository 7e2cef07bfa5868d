import type { Lexicon } from './lexicon.ts';
import type { Quantity } from './quantities.ts';
import type { Reading, Sentence } from './reading.ts';

const joining = new Set(['and', 'y', 'e', 'but', 'pero', 'while', 'mientras']);

/**
 * The sentence as one of its numbers sees it: of several places or days, the nearest one. "19 in Juliaca and 10 in
 * Ayacucho" says nothing of 19 in Ayacucho.
 */
export function around(
  { from, to }: Pick<Quantity, 'from' | 'to'>,
  sentence: Sentence,
  { words }: Reading,
  { names }: Lexicon,
): Sentence {
  const places: number[] = [];
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const token = words[at]?.token ?? '';
    if (names.isPlace(token) && !names.isWhole(token)) places.push(at);
  }
  if (places.length < 2 && sentence.dates.length < 2) return sentence;

  /** How far it is to a word; another clause, and a word such as "and", is farther than a blank. */
  const distance = (at: number): number => {
    const [start, end] = at < from ? [at, from] : [to - 1, at];
    const between = words.slice(start + 1, end + 1);
    const joined = between.filter(({ token }) => joining.has(token)).length;
    const parted = between.filter(({ gap }) => /[,:]/.test(gap)).length;
    return between.length + 3 * (joined + parted);
  };
  const nearest = <Entry>(entries: readonly Entry[], atOf: (entry: Entry) => number): Entry | undefined => {
    const near = entries.filter((entry) => Math.abs(atOf(entry) - from) <= reach);
    // Of two that are as far, the one behind: "19 in Juliaca".
    return near.toReversed().toSorted((a, b) => distance(atOf(a)) - distance(atOf(b)))[0];
  };
  const place = nearest(places, (at) => at);
  const date = nearest(sentence.dates, (one) => one.from);
  return {
    ...sentence,
    ...(places.length >= 2 && place !== undefined && { places: new Set([words[place]?.token ?? '']) }),
    ...(sentence.dates.length >= 2 && date !== undefined && { dates: [date] }),
  };
}

/** Farther words are not looked at, so that a long text takes no more time for each number. */
const reach = 40;
