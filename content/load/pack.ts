import { fileURLToPath } from 'node:url';
import type { Pack, PackFile } from '../schema/pack.ts';
import { yamlFilesIn, named, problemOf } from './files.ts';
import { collectIds, listsWithIds } from './ids.ts';
import type { ListWithIds } from './ids.ts';
import { wrongLanguages } from './languages.ts';
import { formatPlace, inReadingOrder } from './problem.ts';
import type { Place, Problem } from './problem.ts';
import { unknownReferences } from './references.ts';
import { brokenRules } from './rules.ts';
import { shapeOf } from './shape.ts';
import { soundPart, type Provable } from './sound.ts';
import { isMapping } from './walk.ts';
import type { Path } from './walk.ts';
import { readYaml } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

/** A pack and where each part of it stands in its files. */
export interface LoadedPack {
  readonly pack: Pack;
  /** Where an entry, or a part of it, stands. */
  readonly locate: (list: ListWithIds, id: string, path?: Path) => Place;
  /** Where the manifest stands. */
  readonly manifest: Place;
}

export type LoadResult =
  | ({ readonly ok: true } & LoadedPack)
  | {
      readonly ok: false;
      readonly problems: readonly Problem[];
      /** What can be proved against the documents all the same. */
      readonly sound: Provable;
    };

/**
 * Loads one pack: all `*.yaml` files of a folder and the folders in it, taken together.
 *
 * @param folder its path or `file:` URL
 * @returns the pack, or all that is wrong with it. Never throws for what the files say.
 */
export async function loadPack(folder: URL | string): Promise<LoadResult> {
  const path = folder instanceof URL ? fileURLToPath(folder) : folder;
  const read = await yamlFilesIn(path).catch((error: unknown) => [{ problem: unreadable(path, error) }]);
  const problems: Problem[] = [];
  const files: YamlFile[] = [];
  for (const one of read) {
    if ('problem' in one) problems.push(one.problem);
    else files.push(readYaml(one.file, one.text));
  }
  if (read.length === 0) {
    problems.push(
      problemOf(path, 'this folder has no .yaml file', 'put the files of a pack into it, or delete it'),
    );
  }

  const contents: { file: YamlFile; content: PackFile }[] = [];
  for (const file of files) {
    const shape = shapeOf(file);
    problems.push(...file.problems, ...shape.problems);
    if (shape.content) contents.push({ file, content: shape.content });
  }
  const ids = collectIds(files);
  problems.push(
    ...ids.problems,
    ...unknownReferences(files, ids),
    ...wrongLanguages(files),
    ...brokenRules(files),
  );
  // Where a file could not be read, the manifest may be in it.
  if (files.length === read.length) problems.push(...manifestProblems(path, files));

  const first = contents.find(({ content }) => content.pack !== undefined);
  if (problems.length > 0 || first?.content.pack === undefined) {
    return { ok: false, problems: inReadingOrder(problems), sound: soundPart(files) };
  }
  const all = contents.map(({ content }) => content);
  const pack: Pack = {
    ...first.content.pack,
    topics: all.flatMap(({ topics }) => topics),
    voices: all.flatMap(({ voices }) => voices),
    sources: all.flatMap(({ sources }) => sources),
    demands: all.flatMap(({ demands }) => demands),
    claims: all.flatMap(({ claims }) => claims),
    disagreements: all.flatMap(({ disagreements }) => disagreements),
    glossary: all.flatMap(({ glossary }) => glossary),
    synonyms: all.flatMap(({ synonyms }) => synonyms),
  };
  return { ok: true, pack, manifest: first.file.at(['pack']), locate: locator(contents) };
}

/** The manifest stands in exactly one file. */
function manifestProblems(folder: string, files: readonly YamlFile[]): Problem[] {
  const [first, ...more] = files.filter(({ value }) => isMapping(value) && Object.hasOwn(value, 'pack'));
  if (first) {
    const place = formatPlace(first.atKey(['pack']));
    return more.map((file) => ({
      ...file.atKey(['pack']),
      message: `'pack' stands already at ${place}`,
      fix: 'keep one of the two; each pack says once what it is',
    }));
  }
  // It may stand in a file whose syntax is broken.
  const unread = files.some(({ value, text }) => value === undefined && /^pack:/m.test(text));
  if (files.length === 0 || unread) return [];
  return [
    {
      file: files[0]?.file ?? named(folder),
      line: 1,
      column: 1,
      message: `no file in ${named(folder)} says what the pack is`,
      fix: 'write "pack:" with id, title, languages and so on into one of them',
    },
  ];
}

function locator(contents: readonly { file: YamlFile; content: PackFile }[]): LoadedPack['locate'] {
  const places = new Map<string, { file: YamlFile; path: Path }>();
  for (const { file, content } of contents) {
    for (const list of listsWithIds) {
      for (const [index, { id }] of content[list].entries()) {
        places.set(`${list} ${id}`, { file, path: [list, index] });
      }
    }
  }
  return (list, id, path = []) => {
    const entry = places.get(`${list} ${id}`);
    if (!entry) throw new RangeError(`the pack has nothing with the id "${id}" under "${list}"`);
    return entry.file.at([...entry.path, ...path]);
  };
}

function unreadable(path: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const fix = 'check the path, and that the folder may be read';
  return problemOf(
    path,
    code === 'ENOENT' ? 'there is no such folder' : `this folder cannot be read (${code})`,
    fix,
  );
}
