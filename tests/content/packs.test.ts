import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
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
});
