import type { z } from 'zod';
import { Claim } from '../schema/claim.ts';
import { Source, type Pack } from '../schema/pack.ts';
import type { Place } from './problem.ts';
import { isMapping } from './walk.ts';
import type { Path } from './walk.ts';
import type { YamlFile } from './yaml-file.ts';

/** What can be proved against the documents, and where each part of it stands. */
export interface Provable {
  readonly pack: Pick<Pack, 'sources' | 'claims'>;
  readonly locate: (list: 'sources' | 'claims', id: string, path?: Path) => Place;
}

/**
 * What is sound by itself in a pack that has mistakes elsewhere, so that the citations can be proved in the
 * same run: the sources, and the claims that rest on these alone. Of two with one id it has the first.
 */
export function soundPart(files: readonly YamlFile[]): Provable {
  const places = new Map<string, { file: YamlFile; path: Path }>();
  function* sound<Entry extends { readonly id: string }>(
    list: 'sources' | 'claims',
    schema: z.ZodType<Entry>,
  ): Generator<Entry> {
    for (const file of files) {
      const entries: unknown = isMapping(file.value) ? file.value[list] : undefined;
      if (!Array.isArray(entries)) continue;
      for (const [index, entry] of entries.entries()) {
        const { data } = schema.safeParse(entry);
        if (!data || places.has(`${list} ${data.id}`)) continue;
        places.set(`${list} ${data.id}`, { file, path: [list, index] });
        yield data;
      }
    }
  }

  const sources = [...sound('sources', Source)];
  const known = new Set(sources.map(({ id }) => id));
  const claims = [...sound('claims', Claim)].filter(({ citations }) =>
    citations.every(({ document }) => known.has(document)),
  );
  return {
    pack: { sources, claims },
    locate: (list, id, path = []) => {
      const place = places.get(`${list} ${id}`);
      if (!place) throw new RangeError(`nothing sound has the id "${id}" under "${list}"`);
      return place.file.at([...place.path, ...path]);
    },
  };
}
