import { fileURLToPath } from 'node:url';
import type { Library, Shelf } from '../library.ts';
import { packRecord } from '../record.ts';
import { packSearch } from '../search/search.ts';
import { entriesOf, problemOf } from './files.ts';
import { loadPack } from './pack.ts';
import type { LoadedPack } from './pack.ts';
import { formatPlace, inReadingOrder } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Provable } from './sound.ts';

export type LibraryResult =
  | { readonly ok: true; readonly library: Library }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The packs that are right, and everything that is wrong with the others. */
export interface PacksResult {
  readonly packs: readonly LoadedPack[];
  readonly problems: readonly Problem[];
  /** What is sound in the others. */
  readonly sound: readonly Provable[];
}

/**
 * Loads all packs and makes them searchable.
 *
 * @param root the folder whose folders are packs
 * @returns the library, or everything that is wrong in any file of any pack
 */
export async function loadLibrary(root: URL | string): Promise<LibraryResult> {
  const { packs, problems } = await loadPacks(root);
  if (problems.length > 0) return { ok: false, problems };
  const shelves = packs.map(({ pack }): Shelf => {
    const record = packRecord(pack);
    return { record, search: packSearch(record) };
  });
  const byId = new Map(shelves.map((shelf) => [shelf.record.pack.id, shelf]));
  return { ok: true, library: { shelves, shelf: (packId) => byId.get(packId) } };
}

/** Loads all packs with the places of their entries, in the order of their folders' names. */
export async function loadPacks(root: URL | string): Promise<PacksResult> {
  const path = root instanceof URL ? fileURLToPath(root) : root;
  const entries = await entriesOf(path).catch(() => undefined);
  if (!entries) {
    const problem = problemOf(
      path,
      'there is no folder of packs here',
      'check the path, and that it may be read',
    );
    return { packs: [], problems: [problem], sound: [] };
  }
  const problems: Problem[] = entries
    .filter(({ path: file, kind }) => kind === 'file' && /\.ya?ml$/.test(file))
    .map(({ path: file }) =>
      problemOf(file, 'this file is in no pack and would not be read', "move it into a pack's folder"),
    );
  const folders = entries.filter(({ kind }) => kind === 'folder');
  if (folders.length === 0) {
    problems.push(
      problemOf(path, 'there is no pack', 'make a folder for each pack and put its .yaml files there'),
    );
  }

  const packs: LoadedPack[] = [];
  const sound: Provable[] = [];
  for (const folder of folders) {
    const result = await loadPack(folder.path);
    if (!result.ok) {
      problems.push(...result.problems);
      sound.push(result.sound);
      continue;
    }
    const same = packs.find(({ pack }) => pack.id === result.pack.id);
    if (same) {
      problems.push({
        ...result.manifest,
        message: `another pack has the id "${result.pack.id}" too, at ${formatPlace(same.manifest)}`,
        fix: 'give one of the two another id',
      });
    }
    packs.push(result);
  }
  return { packs, problems: inReadingOrder(problems), sound };
}
