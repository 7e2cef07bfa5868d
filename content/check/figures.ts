import type { Language } from '../language.ts';
import { plainNumber, printedNumber } from '../numerals.ts';
import { numberWords } from './number-words.ts';

/** The numbers printed with digits in a text, in one form: `28960`, `32.7`. */
export function digitsIn(text: string): string[] {
  return [...text.matchAll(printedNumber)].map(([printed]) => plainNumber(printed));
}

/**
 * Every number that a paragraph gives, in digits or in words: "three", "nearly sixty", "$40 million" (as 40 and
 * as 40000000), "4pm" (as 4 and as 16).
 */
export function figuresIn(paragraph: string, language: Language): ReadonlySet<string> {
  const figures = new Set(digitsIn(paragraph));
  for (const value of spelledOut(paragraph, language)) figures.add(String(value));
  for (const [, hour = ''] of paragraph.matchAll(/\b(\d{1,2})(?::\d{2})?\s*p\.?\s?m\b/gi)) {
    figures.add(String((Number(hour) % 12) + 12));
  }
  return figures;
}

/** The numbers that words of the text stand for, and digits with a multiplying word behind them. */
function spelledOut(text: string, language: Language): number[] {
  const { adding, multiplying, joining } = numberWords(language);
  const found: number[] = [];
  let total = 0;
  let current: number | undefined;
  const close = (): void => {
    if (current !== undefined || total > 0) found.push(Number((total + (current ?? 0)).toPrecision(12)));
    total = 0;
    current = undefined;
  };

  const words = text
    .normalize('NFC')
    .toLowerCase()
    .match(new RegExp(`${printedNumber.source}|\\p{L}+|[^\\s\\p{L}\\d-]`, 'gu'));
  for (const word of words ?? []) {
    // "three-fourths" gives a number, "thousands" does not.
    const more = adding.get(word) ?? adding.get(word.replace(/(?<=th|third)s$/, ''));
    const times = multiplying.get(word);
    if (/^\d/.test(word)) {
      close();
      current = Number(plainNumber(word));
    } else if (times !== undefined) {
      current = (current ?? 1) * times;
      if (times >= 1_000) {
        total += current;
        current = undefined;
      }
    } else if (more !== undefined) {
      if (current !== undefined && !addsTo(current, more)) close();
      current = (current ?? 0) + more;
    } else if (!(joining.has(word) && (current !== undefined || total > 0))) {
      close();
    }
  }
  close();
  return found;
}

/** Whether "twenty" goes on with "one", or a new number begins as in "nine, ten". */
function addsTo(current: number, more: number): boolean {
  if (more < 10) return current % 10 === 0 && current % 100 !== 10;
  return more < 100 ? current % 100 === 0 : current % 1_000 === 0;
}
