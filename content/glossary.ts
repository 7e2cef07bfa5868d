import { inLanguage, type Language } from './language.ts';
import type { PackRecord } from './record.ts';
import type { Claim } from './schema/claim.ts';
import type { GlossaryEntry, Pack } from './schema/pack.ts';
import { tokens } from './search/tokens.ts';

/**
 * The terms of the glossary that a text uses, in the order of the glossary. A term may be written in several
 * ways, "CGTP (General Confederation)" or "Live rounds, live ammunition": each of them counts, in one number or
 * the other.
 */
export function termsIn(text: string, language: Language, { pack }: PackRecord): readonly GlossaryEntry[] {
  return pack.glossary.filter(uses(text, language, pack));
}

/** The claims that use a term, given how each of them is told. */
export function claimsUsing(
  term: GlossaryEntry,
  told: (claim: Claim) => string,
  language: Language,
  { pack }: PackRecord,
): readonly Claim[] {
  return pack.claims.filter((claim) => uses(told(claim), language, pack)(term));
}

/**
 * Whether these words are the term itself, written in one of its ways in any language, or ask what it means;
 * who asks may leave out the end of it: "What is a ronda?" asks for "Ronda campesina".
 */
export function isTerm(words: string, { term }: GlossaryEntry): boolean {
  const typed = stems(words).join(' ');
  const named = Object.values(term).flatMap(ways);
  if (named.includes(typed)) return true;
  const [, asked] = meaning.exec(tokens(words).join(' ')) ?? [];
  if (asked === undefined) return false;
  const wanted = stems(asked).join(' ');
  return named.some((way) => way === wanted || way.startsWith(`${wanted} `));
}

/** A question for what something is, in tokens. */
const meaning =
  /^(?:what (?:is|are|does|means)|whats|que (?:es|son|significa|significan|quiere decir))(?: (?:an?|the|una?|el|la|los|las))? (.+?)(?: mean)?$/;

function uses(text: string, language: Language, { languages }: Pack): (entry: GlossaryEntry) => boolean {
  const said = ` ${stems(text).join(' ')} `;
  return ({ term }) =>
    ways(inLanguage(term, language, languages).text).some((way) => said.includes(` ${way} `));
}

function ways(name: string): readonly string[] {
  return [name, ...name.split(/[,;()]/)]
    .map((part) => stems(part).join(' '))
    .filter((words) => words.length > 1);
}

/** The words of a text without the endings by which a plural differs, in Spanish and in English. */
function stems(text: string): readonly string[] {
  return tokens(text).map((word) => (word.length > 4 ? word.replace(/(?:e?s|e)$/, '') : word));
}
