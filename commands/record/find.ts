import type { Claim } from '../../content/schema/claim.ts';
import type { Language } from '../../content/language.ts';
import type { Hit, Shelf } from '../../content/library.ts';
import { isTerm } from '../../content/glossary.ts';
import { tokens } from '../../content/search/tokens.ts';
import { claimName, opening, whenOf } from '../../messages/answers/facts.ts';
import { termName } from '../../messages/answers/glossary.ts';
import { demandTitle } from '../../messages/answers/demands.ts';
import { documentName } from '../../messages/answers/sources.ts';
import type { Place } from '../../messages/place.ts';
import type { Telling } from '../../messages/say.ts';
import type { Opening } from '../../messages/sheet.ts';
import { capital, shorten } from '../../messages/text.ts';
import type { Choice } from '../contract.ts';

/** What an option looks among: kinds of claims, `source`, `demand-list`, `glossary`. */
export type Kinds = readonly string[];

export const claimKinds: readonly Claim['kind'][] = [
  'event',
  'casualties',
  'person',
  'demand',
  'appeal',
  'statement',
  'figure',
  'poll',
  'tactic',
  'attack',
  'measure',
  'finding',
  'reaction',
];

/** Discord's limit for suggestions, and for the characters of their names. */
const mostChoices = 25;
const choiceLength = 100;

/** How many entries are offered instead, when something else may have been meant. */
const mostOffered = 10;

/** What fits the words, the best first. A name that is not shown is not found either. */
export function found(
  shelf: Shelf,
  text: string,
  kinds: Kinds,
  language: Language,
  limit: number,
): readonly Hit[] {
  const hits = shelf.search
    .find(text, { language, limit: limit + mostChoices, kinds })
    .filter((hit) => !isWithheld(hit, shelf));
  const inPart = shelf.search.unknown(text).length > 0;
  return [...hits.filter((hit) => !isAside(hit)), ...hits.filter(isAside)].slice(0, limit);

  /**
   * What words mean comes after what is known about them, unless the word itself was typed; and a whole document
   * after what it says, when it has only some of the words.
   */
  function isAside({ kind, id }: Hit): boolean {
    const term = kind === 'term' ? shelf.record.glossaryEntry(id) : undefined;
    return (term !== undefined && !isTerm(text, term)) || (kind === 'source' && inPart);
  }
}

/** What an option names: the value of a suggestion, or else the best match for the words. */
export function match(
  shelf: Shelf,
  text: string,
  kinds: Kinds,
  telling: Telling,
): { readonly hit: Hit; readonly guessed: boolean; readonly others: readonly Hit[] } | undefined {
  const exact = named(shelf, text, kinds);
  if (exact) return { hit: exact, guessed: false, others: [] };
  if (tokens(text).length === 0) return undefined;
  const [hit, ...others] = found(shelf, text, kinds, telling.language, mostOffered);
  return hit && { hit, guessed: true, others };
}

/** What comes nearest when nothing fits: what fits one of the words or its beginning, else what comes first. */
export function nearest(shelf: Shelf, text: string, kinds: Kinds, telling: Telling): readonly Hit[] {
  const words = tokens(text).slice(0, 8);
  const tries = [...words, ...words.filter((word) => word.length > 4).map((word) => word.slice(0, 4)), ''];
  const hits = new Map<string, Hit>();
  for (const word of tries) {
    if (hits.size >= mostOffered) break;
    for (const hit of found(shelf, word, kinds, telling.language, mostOffered))
      hits.set(`${hit.kind}:${hit.id}`, hit);
  }
  return [...hits.values()].slice(0, mostOffered);
}

/** Suggestions for what is being typed: with nothing typed yet, what comes first. */
export function choices(shelf: Shelf, text: string, kinds: Kinds, telling: Telling): readonly Choice[] {
  return found(shelf, text, kinds, telling.language, mostChoices).map((hit) => ({
    name: shorten(hitName(hit, telling), choiceLength),
    value: `${hit.kind}:${hit.id}`,
  }));
}

/** What opens an answer about something found. */
export function hitOpening(hit: Hit, at: Place, telling: Telling): Opening {
  const claim = hit.kind === 'claim' ? telling.record.claim(hit.id) : undefined;
  return claim ? { ...opening(claim, telling), place: at } : { label: hitName(hit, telling), place: at };
}

function hitName({ kind, id }: Hit, telling: Telling): string {
  const { record, speech } = telling;
  const claim = kind === 'claim' ? record.claim(id) : undefined;
  if (claim) {
    const title = claimName(claim, telling, choiceLength);
    const name = claim.date
      ? speech.t('record.choice.dated', { date: whenOf(claim, telling), title })
      : title;
    return capital(name, speech.language);
  }
  const demand = kind === 'demand' ? record.demand(id) : undefined;
  if (demand) return demandTitle(demand, telling);
  const term = kind === 'term' ? record.glossaryEntry(id) : undefined;
  if (term) return speech.t('record.choice.term', { term: termName(term, telling) });
  return speech.t('record.choice.document', { title: documentName(id, telling, 85) });
}

/** The thing whose id stands in the option, as a suggestion puts it there. */
function named({ record }: Shelf, text: string, kinds: Kinds): Hit | undefined {
  const [, kind, id = ''] = /^(?:(claim|source|demand|term):)?([a-z0-9-]+)$/.exec(text.trim()) ?? [];
  const wanted = (name: string): boolean => kinds.includes(name);
  const claim = record.claim(id);
  if (claim && (kind ?? 'claim') === 'claim' && wanted(claim.kind)) return { kind: 'claim', id };
  if (record.source(id) && (kind ?? 'source') === 'source' && wanted('source')) return { kind: 'source', id };
  if (record.demand(id) && (kind ?? 'demand') === 'demand' && wanted('demand-list'))
    return { kind: 'demand', id };
  if (record.glossaryEntry(id) && (kind ?? 'term') === 'term' && wanted('glossary'))
    return { kind: 'term', id };
  return undefined;
}

function isWithheld({ kind, id }: Hit, { record }: Shelf): boolean {
  const claim = kind === 'claim' ? record.claim(id) : undefined;
  return claim?.kind === 'person' && claim.withheld;
}
