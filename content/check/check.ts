import { inReadingOrder } from '../load/problem.ts';
import type { Problem } from '../load/problem.ts';
import type { Provable } from '../load/sound.ts';
import { citing } from './citing.ts';
import { claimProblems } from './claim.ts';
import type { Documents } from './document.ts';
import { sourceProblems } from './source.ts';

/**
 * Proves a pack against its documents: each cited paragraph exists and holds the terms letter for letter; each
 * figure and each person's name of a claim stands in a paragraph that it cites; its date is printed or derived;
 * each document shows what the pack says about it, except for what is marked as learned elsewhere.
 *
 * @param given a pack, or what is sound in one
 * @param documents the documents at hand; a source whose document is missing is a problem
 */
export function checkPack(given: Provable, documents: Documents): Problem[] {
  const cited = citing(given.pack);
  return inReadingOrder([
    ...given.pack.sources.flatMap((source) => sourceProblems(source, given, documents)),
    ...given.pack.claims.flatMap((claim) => claimProblems(claim, cited, given, documents)),
  ]);
}
