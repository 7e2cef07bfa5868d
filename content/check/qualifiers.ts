import type { Language } from '../language.ts';
import { plainNumber, printedNumber } from '../numerals.ts';
import type { Qualifier } from '../schema/claim.ts';

/** A text and the language in which it is written. */
export interface Written {
  readonly text: string;
  readonly language: Language;
}

const qualifiers = [
  'at-least',
  'more-than',
  'nearly',
  'about',
  'estimated',
  'up-to',
] as const satisfies Qualifier[];
type Words = Readonly<Record<(typeof qualifiers)[number], RegExp>>;

const words: Readonly<Record<Language, Words>> = {
  en: {
    'at-least': /\b(?:at (?:the very )?least|no (?:fewer|less) than|a minimum of)\b/i,
    'more-than': /\b(?:more than|over|upwards of|in excess of)\b/i,
    nearly: /\b(?:nearly|almost|close to|just under)\b/i,
    about: /\b(?:about|around|approximately|roughly|some)\b/i,
    estimated: /\bestimat/i,
    'up-to': /\b(?:up to|as many as)\b/i,
  },
  es: {
    'at-least': /\b(?:al menos|por lo menos|como mínimo|no menos de)\b/i,
    'more-than': /\b(?:más de|mas de|superan?)(?!\p{L})/iu,
    nearly: /\b(?:casi|cerca de)\b/i,
    about: /\b(?:unos|unas|cerca de|alrededor de|aproximadamente|en torno a|hacia)\b/i,
    estimated: /\b(?:estima|se calcula)/i,
    'up-to': /\bhasta\b/i,
  },
};

/** How far before a number its qualifier may stand, in characters: "at least 60", "an estimated total of 70". */
const reach = 30;

/**
 * What is wrong with the qualifier of a number, as far as the paragraphs can show it: one that no paragraph
 * has, or `exact` where the paragraph qualifies the number. Knows some languages and passes the others.
 *
 * @returns undefined when nothing is wrong
 */
export function qualifierProblem(
  { value, qualifier }: { readonly value: number; readonly qualifier: Qualifier },
  paragraphs: readonly Written[],
): { message: string; fix: string } | undefined {
  if (qualifier !== 'exact') {
    const shown = paragraphs.some(({ text, language }) => words[language]?.[qualifier].test(text) ?? true);
    if (shown) return undefined;
    return {
      message: `no cited paragraph says "${qualifier}" or the like`,
      fix: 'take the qualifier that the document gives; "exact" where it gives none',
    };
  }
  const [found] = qualifiersOf(String(value), paragraphs);
  if (found === undefined) return undefined;
  return { message: `the document says "${found}" of this number`, fix: `write "qualifier: ${found}"` };
}

/**
 * What a text leaves out that gives a number without the qualifier that it always has in the paragraphs.
 *
 * @param figure as {@link digitsIn} gives it
 * @returns undefined when nothing is left out, or the language is not known here
 */
export function bareProblem(
  figure: string,
  { text, language }: Written,
  paragraphs: readonly Written[],
): { message: string; fix: string } | undefined {
  const known = words[language];
  const found = qualifiersOf(figure, paragraphs);
  const [first] = found;
  if (!known || first === undefined || found.some((qualifier) => known[qualifier].test(text))) {
    return undefined;
  }
  return {
    message: `the document says "${first}" of ${figure}, and this text does not`,
    fix: 'keep the qualifier of the document',
  };
}

/** The qualifiers of a number in the paragraphs; none when it also stands there without any. */
function qualifiersOf(figure: string, paragraphs: readonly Written[]): readonly (keyof Words)[] {
  const before = paragraphs.flatMap(({ text, language }) =>
    [...text.matchAll(printedNumber)]
      .filter(([printed]) => plainNumber(printed) === figure)
      .map(({ index }) => qualifierIn(lastClause(text.slice(Math.max(0, index - reach), index)), language)),
  );
  const found = before.filter((qualifier) => qualifier !== undefined);
  return found.length < before.length ? [] : found;
}

function qualifierIn(text: string, language: Language): keyof Words | undefined {
  const known = words[language];
  return known && qualifiers.find((qualifier) => known[qualifier].test(text));
}

/** What stands behind the last comma, full stop or other number: a qualifier before it is about that. */
function lastClause(text: string): string {
  return text.split(/[.,;:()\d]/).at(-1) ?? '';
}
