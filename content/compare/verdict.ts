import type { PackRecord } from '../record.ts';
import type { Claim } from '../schema/claim.ts';
import type { Match } from './match.ts';
import type { Quantity } from './quantities.ts';
import type { Sentence } from './reading.ts';

/**
 * What the record has on a number: the `same`; the same, `worded` otherwise ("nearly"); the same and `several`
 * others that differ from it; an `other` one, or more; the same for another place or day (`elsewhere`); or the same where the text denies or doubts (`denied`).
 */
export type Verdict = 'same' | 'worded' | 'several' | 'other' | 'elsewhere' | 'denied';

export interface Judged {
  readonly verdict: Verdict;
  /** The nearest first. */
  readonly claims: readonly Claim[];
}

/** The most numbers of the record that are shown beside one of a text. */
const mostShown = 4;

/** Weighs what matches a number. @returns undefined when the record has nothing on it */
export function judge(
  quantity: Pick<Quantity, 'qualifier'>,
  matches: readonly Match[],
  { denies, placesAreOwn, respelt }: Pick<Sentence, 'denies' | 'placesAreOwn' | 'respelt'>,
  record: PackRecord,
): Judged | undefined {
  const ranked = matches.toSorted((a, b) => rank(b) - rank(a) || b.nearness - a.nearness);
  const fitting = ranked.filter(({ equal, place, date }) => equal && place !== 'other' && date !== 'other');
  const others = atThePlace(ofAll(ranked.filter(({ equal }) => !equal)));
  const [best] = fitting;
  // What a sentence says of its own place is about that place, and not about the whole.
  const nearer = placesAreOwn && others.some(({ place, date }) => place === 'same' && date !== 'other');
  if (best && !(best.place === 'open' && nearer)) {
    const claims = unique([best.figure.claim, ...rivalsOf(best, record)]);
    if (denies) return { verdict: 'denied', claims };
    if (claims.length > 1) return { verdict: 'several', claims };
    const same = !respelt && saysTheSame(quantity.qualifier, best);
    return { verdict: same ? 'same' : 'worded', claims };
  }
  if (others.length > 0) {
    return { verdict: 'other', claims: unique(others.map(({ figure }) => figure.claim)) };
  }
  const away = ranked.filter(({ equal }) => equal).slice(0, 1);
  return away.length > 0
    ? { verdict: 'elsewhere', claims: unique(away.map(({ figure }) => figure.claim)) }
    : undefined;
}

/** What a sentence says of no place is held against what the record says of all of them, where it says such a thing. */
function ofAll(matches: readonly Match[]): readonly Match[] {
  const all = matches.filter(({ wider }) => !wider);
  return all.length > 0 ? all : matches;
}

/** When some are about the very place or day, the rest is not shown. */
function atThePlace(matches: readonly Match[]): readonly Match[] {
  const there = matches.filter(({ place }) => place === 'same');
  const then = (there.length > 0 ? there : matches).filter(({ date }) => date === 'same');
  return then.length > 0 ? then : there.length > 0 ? there : matches;
}

function rank({ place, date, figure }: Match): number {
  const points = { same: 2, open: 1, other: 0 };
  return points[place] * 3 + points[date] * 2 + (figure.kind === 'told' ? -1 : 0);
}

/** The figures of the same harm that the pack sets against it. */
function rivalsOf({ figure }: Match, record: PackRecord): readonly Claim[] {
  const ids = record.disagreementsOf(figure.claim.id).flatMap(({ claims }) => claims);
  if (figure.harm === null) return [];
  return ids.flatMap((id) => {
    const claim = record.claim(id);
    return claim?.kind === 'casualties' && claim.harm === figure.harm ? [claim] : [];
  });
}

const alike = new Set(['about', 'estimated']);

function saysTheSame(said: Quantity['qualifier'], { figure, nouns, wider, otherwise }: Match): boolean {
  if (otherwise || (figure.harm !== null && (wider || nouns === 'other'))) return false;
  return said === figure.qualifier || (alike.has(said) && alike.has(figure.qualifier));
}

function unique(claims: readonly Claim[]): readonly Claim[] {
  return [...new Map(claims.map((claim) => [claim.id, claim])).values()].slice(0, mostShown);
}
