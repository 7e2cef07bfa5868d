import type { Speech } from '../words.ts';

const numbers = [
  'posts.numbers.two',
  'posts.numbers.three',
  'posts.numbers.four',
  'posts.numbers.five',
  'posts.numbers.six',
  'posts.numbers.seven',
  'posts.numbers.eight',
  'posts.numbers.nine',
  'posts.numbers.ten',
  'posts.numbers.eleven',
  'posts.numbers.twelve',
  'posts.numbers.thirteen',
  'posts.numbers.fourteen',
  'posts.numbers.fifteen',
  'posts.numbers.sixteen',
  'posts.numbers.seventeen',
  'posts.numbers.eighteen',
  'posts.numbers.nineteen',
  'posts.numbers.twenty',
] as const;

/** "Four years ago today". The number is a word up to twenty. */
export function yearsAgo(years: number, speech: Speech): string {
  const key = numbers[years - 2];
  return speech.t('posts.ago', { count: years, number: key ? speech.t(key) : String(years) });
}
