import type { LoadedPack } from '../load/pack.ts';
import { inReadingOrder } from '../load/problem.ts';
import type { Problem } from '../load/problem.ts';
import { packRecord } from '../record.ts';
import { claimProblems } from './claim.ts';
import type { Documents } from './document.ts';
import { sourceProblems } from './source.ts';

/**
 * Proves a pack against its documents: each cited paragraph exists and holds the terms letter for letter; each
 * figure and each person's name of a claim stands in a paragraph that it cites; each document shows what the
 * pack says about it, except for what is marked as learned elsewhere.
 *
 * @param documents the documents at hand; a source whose document is missing is a problem
 */
export function checkPack(loaded: LoadedPack, documents: Documents): Problem[] {
  const record = packRecord(loaded.pack);
  return inReadingOrder([
    ...loaded.pack.sources.flatMap((source) => sourceProblems(source, loaded, documents)),
    ...loaded.pack.claims.flatMap((claim) => claimProblems(claim, record, loaded, documents)),
  ]);
}
