import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { loadLibrary } from '../../content/load/library.ts';
import { formatProblem } from '../../content/load/problem.ts';
import { document, givenFolder, lists, manifest } from './given.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const documents = join(root, '../shared/documents');

/** Runs the command as a person would. */
async function check(...args: string[]): Promise<{ code: number; out: string; errors: string }> {
  const run = promisify(execFile)(process.execPath, [join(root, 'scripts/content-check.ts'), ...args], {
    cwd: root,
  });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, errors: stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      out: error.stdout,
      errors: error.stderr,
    }),
  );
}

test('the packs of this repository load', async () => {
  const result = await loadLibrary(new URL('../../content/packs/', import.meta.url));
  expect(result.ok ? [] : result.problems.map(formatProblem)).toEqual([]);
});

test.skipIf(!existsSync(documents))('every citation of the packs of this repository holds', async () => {
  const { code, out, errors } = await check('--documents', documents);
  expect(errors).toBe('');
  expect(out).toMatch(/nothing is wrong; every citation holds\n$/);
  expect(code).toBe(0);
});

test('every file of a pack names the schema by which an editor completes and checks it', async () => {
  const folder = join(root, 'content/packs');
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.yaml'));
  expect(files.length).toBeGreaterThan(0);
  for (const name of files) {
    const file = join(folder, name);
    const [, schema] = /^# yaml-language-server: \$schema=(.+)\n/.exec(await readFile(file, 'utf8')) ?? [];
    expect([name, schema && join(dirname(file), schema)]).toEqual([
      name,
      join(root, 'content/schema/pack-file.schema.json'),
    ]);
  }
});

describe('the command', () => {
  test('explains itself', async () => {
    const { code, out } = await check('--help');
    expect(code).toBe(0);
    expect(out).toContain('--documents DIR');
  });

  test('says when it was called wrongly', async () => {
    const unknown = await check('--docs', 'x');
    expect(unknown.code).toBe(2);
    expect(unknown.errors).toContain('--documents DIR');
    expect((await check('--documents', join(root, 'nowhere'))).code).toBe(2);
  });

  test('prints the problems of all packs and of their citations, and fails', async () => {
    const folder = await givenFolder({
      'packs/broken/pack.yaml': `${manifest}topic: []\n`,
      'packs/whole/pack.yaml': manifest.replace('harbour', 'whole') + lists,
      'documents/gazette.txt': document,
    });
    const { code, out, errors } = await check(
      '--packs',
      join(folder, 'packs'),
      '--documents',
      join(folder, 'documents'),
    );
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(errors).toMatch(
      /broken\/pack\.yaml:9:1: 'topic' is not a key that can stand here — did you mean 'topics'\?/,
    );
    expect(errors).toMatch(/whole\/pack\.yaml:20:13: no document has this SHA-256/);
    expect(errors).toMatch(/\n2 problems\n$/);
  });

  test('proves what is sound in a pack that has other mistakes, all in one run', async () => {
    const again = `  - id: ships
    kind: figure
    text: { en: Ships, es: Barcos }
    citations: [{ document: gazette, paragraph: 2, terms: [Eleven ships] }]
`;
    const sha256 = createHash('sha256').update(document).digest('hex');
    const folder = await givenFolder({
      'packs/harbour/pack.yaml': manifest,
      'packs/harbour/lists.yaml': lists
        .replace('topics: [strike]', 'topic: [strike]')
        .replace(/sha256: \w+/, `sha256: ${sha256}`)
        .replace('[Nine ships]', '[Ten ships]')
        .replace('event: walkout', 'event: walkabout\n    date: 1974-02-03')
        .replace('disagreements:', `${again}disagreements:`),
      'packs/harbour/broken.yaml': 'glossary: @\n',
      'documents/gazette.txt': document,
    });
    const { code, errors } = await check(
      '--packs',
      join(folder, 'packs'),
      '--documents',
      join(folder, 'documents'),
    );
    expect(code).toBe(1);
    expect(
      errors
        .replaceAll(/[^ \n]*\/harbour\/(\w+\.yaml):\d+:\d+:?| — .*$/gm, '$1')
        .trim()
        .split('\n'),
    ).toEqual([
      'broken.yaml this is not YAML: Plain value cannot start with reserved character @',
      "lists.yaml 'topic' is not a key that can stand here",
      'lists.yaml this pack has no event with the id "walkabout"',
      'lists.yaml "Ten ships" does not stand in paragraph 2 of gazette.txt',
      'lists.yaml the id "ships" is already given at lists.yaml',
      '5 problems',
    ]);
  });

  test('ends quietly when nobody reads on', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => `key-${index}: 1\n`).join('');
    const folder = await givenFolder({ 'broken/pack.yaml': manifest + many });
    const script = `"$0" "$1" --packs "$2" 2>&1 >/dev/null | head -n 1; echo "ended with \${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await promisify(execFile)('bash', [
      '-c',
      script,
      process.execPath,
      join(root, 'scripts/content-check.ts'),
      folder,
    ]);
    expect(stdout).toMatch(/^.*pack\.yaml:9:1: 'key-0' is not a key that can stand here.*\nended with 1\n$/);
    expect(stderr).toBe('');
  });
});
