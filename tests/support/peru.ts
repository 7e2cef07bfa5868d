import { comparer } from '../../content/compare/compare.ts';
import { loadLibrary } from '../../content/load/library.ts';

const loaded = await loadLibrary(new URL('../../content/packs/', import.meta.url));
const shelf = loaded.ok ? loaded.library.shelf('peru') : undefined;
if (!shelf) throw new Error('the pack "peru" does not load');

/** The record of Peru that comes with the app. */
export const { record } = shelf;
/** Compares texts with it. */
export const peru = comparer(record);

/** What is found in a text: verdicts with the first claim. */
export function found(text: string): readonly string[] {
  return peru.compare(text).findings.map(({ verdict, claims }) => `${verdict}: ${claims[0]?.id}`);
}
