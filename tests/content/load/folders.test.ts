import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { loadLibrary } from '../../../content/load/library.ts';
import { givenFolder, givenPack, lines, lists, manifest, problemsIn } from '../given.ts';

async function libraryProblems(files: Readonly<Record<string, string | Uint8Array>>): Promise<string[]> {
  const folder = await givenFolder(files);
  const result = await loadLibrary(folder);
  return result.ok ? [] : lines(folder, result.problems);
}

test('a pack is all files of its folder and the folders in it, in the order of their paths', async () => {
  const topic = (id: string): string => `topics:\n  - { id: ${id}, title: { en: ${id}, es: ${id} } }\n`;
  const { pack, locate } = await givenPack({
    'pack.yaml': manifest,
    'z.yaml': topic('last'),
    'a/deep/er.yaml': topic('first'),
    'b.yaml': topic('second'),
    'README.md': 'not read: @',
    '.hidden.yaml': '@',
    'b.yaml~': '@',
  });
  expect(pack.topics.map(({ id }) => id)).toEqual(['first', 'second', 'last']);
  expect(pack.claims).toEqual([]);
  expect(locate('topics', 'second', ['title', 'es'])).toMatchObject({ line: 2, column: 44 });
  expect(() => locate('topics', 'none')).toThrow(RangeError);
});

test('the manifest stands once', async () => {
  const topics = 'topics: []\n';
  expect(await problemsIn({ 'a.yaml': topics })).toEqual([
    'a.yaml:1:1: no file in . says what the pack is — write "pack:" with id, title, languages and so on into one of them',
  ]);
  expect(await problemsIn({ 'a.yaml': manifest, 'b.yaml': `${topics}${manifest}` })).toEqual([
    "b.yaml:2:1: 'pack' stands already at a.yaml:1:1 — keep one of the two; each pack says once what it is",
  ]);
  const broken = await problemsIn({ 'a.yaml': `${manifest}topics: @\n`, 'b.yaml': topics });
  expect(broken).toEqual([expect.stringContaining('a.yaml:9:9: this is not YAML')]);
});

test('files that cannot be read', async () => {
  expect(
    await problemsIn({
      'pack.yaml': manifest,
      'latin.yaml': new Uint8Array([0x61, 0xf1, 0x6f]),
      'c.yml': 'a: b',
    }),
  ).toEqual([
    'c.yml:1:1: files that end in .yml are not read — rename it so that it ends in .yaml',
    'latin.yaml:1:1: this is not a text in UTF-8 — save it again with the encoding UTF-8',
  ]);
});

test('what is no file, and links that lead nowhere or in a circle', async () => {
  const folder = await givenFolder({ 'a/pack.yaml': manifest });
  await mkdir(join(folder, 'a/more'));
  await symlink('..', join(folder, 'a/more/around'));
  await symlink('.', join(folder, 'a/itself'));
  await symlink('nowhere.yaml', join(folder, 'a/gone.yaml'));
  await promisify(execFile)('mkfifo', [join(folder, 'a/pipe.yaml')]);
  const result = await loadLibrary(folder);
  expect(result.ok ? [] : lines(folder, result.problems)).toEqual([
    'a/gone.yaml:1:1: this file cannot be read (ENOENT) — check that it exists and may be read',
    'a/itself:1:1: this link leads back to a folder around it — delete the link',
    'a/more/around:1:1: this link leads back to a folder around it — delete the link',
    'a/pipe.yaml:1:1: this is not a file that holds a text — put a file of this name there, or delete it',
  ]);
});

test('no packs, an empty pack, a stray file, no folder', async () => {
  expect(await libraryProblems({})).toEqual([
    '.:1:1: there is no pack — make a folder for each pack and put its .yaml files there',
  ]);
  expect(await libraryProblems({ 'empty/README.md': '', 'stray.yaml': manifest })).toEqual([
    'empty:1:1: this folder has no .yaml file — put the files of a pack into it, or delete it',
    "stray.yaml:1:1: this file is in no pack and would not be read — move it into a pack's folder",
  ]);
  const folder = await givenFolder({});
  const missing = await loadLibrary(join(folder, 'nowhere'));
  expect(missing.ok ? [] : lines(folder, missing.problems)).toEqual([
    'nowhere:1:1: there is no folder of packs here — check the path, and that it may be read',
  ]);
});

test('two packs may not have the same id, and both packs report their problems at once', async () => {
  expect(await libraryProblems({ 'a/pack.yaml': manifest, 'b/pack.yaml': manifest })).toEqual([
    'b/pack.yaml:2:3: another pack has the id "harbour" too, at a/pack.yaml:2:3 — give one of the two another id',
  ]);
  const bad = `${manifest}topic: []\n`;
  expect(await libraryProblems({ 'a/pack.yaml': bad, 'b/pack.yaml': bad })).toHaveLength(2);
});

test('a library has a shelf for each pack, in the order of the folders', async () => {
  const folder = await givenFolder({
    'b/pack.yaml': manifest,
    'a/all.yaml': `${manifest.replace('harbour', 'mine')}${lists}`,
  });
  const result = await loadLibrary(pathToFileURL(`${folder}/`));
  if (!result.ok) throw new Error(lines(folder, result.problems).join('\n'));
  const { library } = result;
  expect(library.shelves.map(({ record }) => record.pack.id)).toEqual(['mine', 'harbour']);
  expect(library.shelf('mine')?.record.pack.claims).toHaveLength(5);
  expect(library.shelf('nothing')).toBeUndefined();
});
