import { plainNumber, printedNumber } from '../numerals.ts';
import { tokens } from '../search/tokens.ts';

/** One word or printed number of a text, and where it stands. */
export interface Word {
  /** As written. */
  readonly written: string;
  /** Small letters without accents, or the digits of a number without separators. */
  readonly token: string;
  readonly number: boolean;
  readonly capital: boolean;
  readonly start: number;
  readonly end: number;
  /** Which sentence and which clause of the text it belongs to, from 0. A line end or semicolon ends a sentence, too. */
  readonly sentence: number;
  readonly clause: number;
  /** What stands between the word before it and this one. */
  readonly gap: string;
  /** A sign for "per cent" stands behind it. */
  readonly percent: boolean;
}

/** The day and the month of "07.12.2022", which is no number with decimals. */
const dotted = String.raw`\d{1,2}(?=\.\d{1,2}\.\d{4}(?!\d))|(?<=\d\.)\d{1,2}(?=\.\d{4}(?!\d))`;
const piece = new RegExp(`${dotted}|${printedNumber.source}|\\p{L}[\\p{L}\\p{M}]*(?:['’]\\p{L}+)?`, 'gu');

/** Divides a text into its words, in one pass. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let [sentence, clause, end] = [0, 0, 0];
  for (const { 0: written, index } of text.matchAll(piece)) {
    const gap = text.slice(end, index);
    const number = /^\d/.test(written);
    if (words.length > 0 && endsSentence(gap, number)) {
      sentence += 1;
      clause += 1;
    } else if (/[,;:()–—"“”«»]|\s-\s/.test(gap)) {
      clause += 1;
    }
    end = index + written.length;
    const token = number ? plainNumber(written) : folded(written);
    if (token === '') continue;
    const capital = /^\p{Lu}/u.test(written);
    const percent = number && /^[ \u00a0]?%/.test(text.slice(end, end + 2));
    words.push({ written, token, number, capital, start: index, end, sentence, clause, gap, percent });
  }
  return words;
}

/** Most words need no more than small letters. Of "Peru's" the name alone counts. */
function folded(written: string): string {
  if (/^[a-z]+$/i.test(written)) return written.toLowerCase();
  return tokens(written.replace(/['’]s$/i, '')).join('');
}

/** A full stop before a number is that of "Jan. 9", unless a line ends there. */
function endsSentence(gap: string, number: boolean): boolean {
  if (gap.includes('\n') || /[!?…;]/.test(gap)) return true;
  return !number && /\.["”»)\]]*\s/.test(gap);
}
