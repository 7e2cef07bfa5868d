import { marks } from '../schema/marks.ts';
import type { Target } from '../schema/marks.ts';
import { PackFile } from '../schema/pack.ts';
import type { Ids } from './ids.ts';
import { nearest } from '../nearest.ts';
import type { Problem } from './problem.ts';
import { isMapping, keysOf, walk } from './walk.ts';
import type { YamlFile } from './yaml-file.ts';

const called: Readonly<Record<Target, string>> = {
  sources: 'source',
  voices: 'voice',
  topics: 'topic',
  demands: 'demand',
  claims: 'claim',
  events: 'event',
};

/** Finds ids that refer to something which no file of the pack lists. */
export function unknownReferences(files: readonly YamlFile[], ids: Ids): Problem[] {
  const perhaps = idsInUnreadLists(files);
  const problems: Problem[] = [];
  for (const file of files) {
    for (const { schema, value, path } of walk(PackFile, file.value)) {
      const target = marks.get(schema)?.refersTo;
      if (target === undefined || typeof value !== 'string' || value === '') continue;
      const known = ids.of(target);
      if (known.has(value) || perhaps.has(value)) continue;
      problems.push({ ...file.at(path), ...words(value, target, ids) });
    }
  }
  return problems;
}

function words(id: string, target: Target, ids: Ids): { message: string; fix: string } {
  const known = ids.of(target);
  const list = target === 'events' ? 'claims' : target;
  if (target === 'events' && ids.of('claims').has(id)) {
    return { message: `the claim "${id}" is not an event`, fix: 'name a claim of the kind "event"' };
  }
  const meant = nearest(id, known);
  return {
    message: `this pack has no ${called[target]} with the id "${id}"`,
    fix:
      meant === undefined ? `use an id listed under "${list}", or add it there` : `did you mean "${meant}"?`,
  };
}

/**
 * Every id in files and lists that could not be read. What refers to one of them is not at fault: reporting it
 * would hide the one real mistake under hundreds of lines.
 */
function idsInUnreadLists(files: readonly YamlFile[]): ReadonlySet<string> {
  const known = new Set(keysOf(PackFile));
  const unread = files.filter(
    ({ value }) =>
      !isMapping(value) ||
      Object.entries(value).some(
        ([key, list]) => key !== 'pack' && (!known.has(key) || !Array.isArray(list)),
      ),
  );
  const ids = unread.flatMap(({ text }) =>
    [...text.matchAll(/\bid:\s*['"]?([a-z0-9-]+)/g)].map(([, id = '']) => id),
  );
  return new Set(ids);
}
