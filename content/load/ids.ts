import type { Target } from '../schema/marks.ts';
import { formatPlace } from './problem.ts';
import type { Place, Problem } from './problem.ts';
import { isMapping } from './walk.ts';
import type { YamlFile } from './yaml-file.ts';

/** The lists of a pack whose entries have an id. */
export const listsWithIds = [
  'topics',
  'voices',
  'sources',
  'demands',
  'claims',
  'disagreements',
  'glossary',
] as const;
export type ListWithIds = (typeof listsWithIds)[number];

/** Every id of a pack, also of entries that have other faults, so that one fault is not reported twice. */
export interface Ids {
  /** The ids that something can refer to. */
  readonly of: (target: Target) => ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/** Collects the ids of all files and finds those given twice. */
export function collectIds(files: readonly YamlFile[]): Ids {
  const ids = new Map<Target | ListWithIds, Set<string>>(listsWithIds.map((list) => [list, new Set()]));
  const events = new Set<string>();
  ids.set('events', events);
  const places = new Map<string, Place>();
  const problems: Problem[] = [];

  for (const { file, list, index, entry } of entries(files)) {
    const { id } = entry;
    if (typeof id !== 'string') continue;
    const place = file.at([list, index, 'id']);
    const first = places.get(`${list} ${id}`);
    if (first) {
      problems.push({
        ...place,
        message: `the id "${id}" is already given at ${formatPlace(first)}`,
        fix: 'give one of the two another id',
      });
    } else {
      places.set(`${list} ${id}`, place);
    }
    ids.get(list)?.add(id);
    if (list === 'claims' && entry['kind'] === 'event') events.add(id);
  }
  return { of: (target) => ids.get(target) ?? new Set(), problems };
}

function* entries(files: readonly YamlFile[]): Generator<{
  file: YamlFile;
  list: ListWithIds;
  index: number;
  entry: Record<string, unknown>;
}> {
  for (const file of files) {
    if (!isMapping(file.value)) continue;
    for (const list of listsWithIds) {
      const given = file.value[list];
      if (!Array.isArray(given)) continue;
      for (const [index, entry] of given.entries()) {
        if (isMapping(entry)) yield { file, list, index, entry };
      }
    }
  }
}
