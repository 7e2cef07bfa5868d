import type { Quantity } from './quantities.ts';
import type { Reading, Sentence } from './reading.ts';
import { isContent } from './stems.ts';

/** The length of a quote, in characters. */
const quoteLength = 180;

/** The sentence, or as much of it around a word as a quote may have. */
export function quoteOf(at: number, { from, to }: Sentence, { words, text }: Reading): string {
  let [first, last] = [from, to - 1];
  const length = (): number => (words[last]?.end ?? 0) - (words[first]?.start ?? 0);
  while (length() > quoteLength && first < last) {
    if (at - first > last - at) first += 1;
    else last -= 1;
  }
  const start = words[first]?.start ?? 0;
  const end = Math.min(words[last]?.end ?? 0, start + quoteLength);
  // The signs that belong to a number or a quotation, such as $ and %.
  const before = /[$€£¿¡"“«(]{0,3}$/.exec(text.slice(Math.max(0, start - 3), start))?.[0] ?? '';
  const behind = /^ ?[%.!?"”»)]{0,3}/.exec(text.slice(end, end + 4))?.[0].trimEnd() ?? '';
  const quote = before + text.slice(start, end) + behind;
  return [first > from ? '… ' : '', quote, last < to - 1 ? ' …' : ''].join('');
}

/** Words as they stand in the text. */
export function writtenAt(from: number, to: number, { words, text }: Reading): string {
  return text.slice(words[from]?.start ?? 0, words[to - 1]?.end ?? 0);
}

/** A number with the word behind it, so that people see which one is meant. */
export function writtenNumber(quantity: Quantity, reading: Reading): string {
  const next = reading.words[quantity.to];
  const near = next && !next.number && isContent(next.token) && /^ ?%?\s?$/.test(next.gap);
  const own = writtenAt(quantity.from, quantity.to, reading);
  if (near) return writtenAt(quantity.from, quantity.to + 1, reading);
  return reading.words[quantity.to - 1]?.percent === true ? `${own}%` : own;
}
