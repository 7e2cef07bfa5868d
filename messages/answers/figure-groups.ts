import type { CasualtiesClaim } from '../../content/schema/claim.ts';
import type { Telling } from '../say.ts';
import { byDate } from './facts.ts';
import { asOfFirst } from './sources.ts';

/** The figures and those that differ from them, whatever event these belong to. */
export function withRivals(
  figures: readonly CasualtiesClaim[],
  telling: Telling,
): readonly CasualtiesClaim[] {
  const ids = new Set(figures.flatMap((claim) => [claim.id, ...rivals(claim, telling).map(({ id }) => id)]));
  return telling.record.ofKind('casualties').filter(({ id }) => ids.has(id));
}

/** The figures of the same harm that the pack sets against this one. */
function rivals(claim: CasualtiesClaim, { record }: Telling): readonly CasualtiesClaim[] {
  const ids = record.disagreementsOf(claim.id).flatMap(({ claims }) => claims);
  return record
    .ofKind('casualties')
    .filter(({ id, harm }) => id !== claim.id && harm === claim.harm && ids.includes(id));
}

/** Figures of one harm in the order of time; those that differ stand together, the earliest known first. */
export function groupsOf(
  claims: readonly CasualtiesClaim[],
  telling: Telling,
): readonly (readonly CasualtiesClaim[])[] {
  const left = claims.toSorted(byDate);
  const groups: CasualtiesClaim[][] = [];
  for (let first = left.shift(); first; first = left.shift()) {
    const group = [first];
    for (const claim of group) {
      for (const rival of rivals(claim, telling)) {
        const index = left.findIndex(({ id }) => id === rival.id);
        if (index !== -1) group.push(...left.splice(index, 1));
      }
    }
    groups.push(group.toSorted((a, b) => (knownFrom(a, telling) < knownFrom(b, telling) ? -1 : 1)));
  }
  return groups;
}

function knownFrom(claim: CasualtiesClaim, telling: Telling): string {
  return asOfFirst(claim, telling)?.first ?? '9999';
}
