import type { Language } from '../language.ts';
import { plainNumber, printedNumber } from '../numerals.ts';
import type { Qualifier } from '../schema/claim.ts';

type Words = Readonly<Record<Exclude<Qualifier, 'exact'>, RegExp>>;

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
    about: /\b(?:unos|unas|alrededor de|aproximadamente|en torno a)\b/i,
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
  paragraphs: readonly { readonly text: string; readonly language: Language }[],
): { message: string; fix: string } | undefined {
  if (qualifier !== 'exact') {
    const shown = paragraphs.some(({ text, language }) => words[language]?.[qualifier].test(text) ?? true);
    if (shown) return undefined;
    return {
      message: `no cited paragraph says "${qualifier}" or the like`,
      fix: 'take the qualifier that the document gives; "exact" where it gives none',
    };
  }
  const before = paragraphs.flatMap(({ text, language }) =>
    [...text.matchAll(printedNumber)]
      .filter(([printed]) => plainNumber(printed) === String(value))
      .map(({ index }) => qualifierIn(lastClause(text.slice(Math.max(0, index - reach), index)), language)),
  );
  const [found] = before;
  if (found === undefined || before.includes(undefined)) return undefined;
  return { message: `the document says "${found}" of this number`, fix: `write "qualifier: ${found}"` };
}

function qualifierIn(text: string, language: Language): string | undefined {
  return Object.entries(words[language] ?? {}).find(([, pattern]) => pattern.test(text))?.[0];
}

/** What stands behind the last comma, full stop or other number: a qualifier before it is about that. */
function lastClause(text: string): string {
  return text.split(/[.,;:()\d]/).at(-1) ?? '';
}
