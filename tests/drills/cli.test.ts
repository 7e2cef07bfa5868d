import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, watch } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { drills } from './drills/index.ts';
import { sabotages } from './harness/settings.ts';

const script = fileURLToPath(new URL('run.ts', import.meta.url));

function run(...args: string[]): {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

test('--help says how it is used, and names every drill', () => {
  const { status, out } = run('--help');
  expect(status).toBe(0);
  expect(out).toContain('npm run drill');
  for (const { name, about } of drills) expect(out).toContain(`${name.padEnd(16)} ${about}`);
});

test('--list names every drill in a line', () => {
  const { status, out } = run('--list');
  expect(status).toBe(0);
  expect(out.trimEnd().split('\n')).toHaveLength(drills.length);
});

test('every mistake is told at once, and nothing is run', () => {
  const { status, out, err } = run('kil', '--size', '0', '--break', 'lock', '--profile', 'mysql');
  expect(status).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('There is no drill "kil".');
  expect(err).toContain('--size 0 is not a whole number above 0.');
  expect(err).toContain('--break knows: look-up, lease, nonce.');
  expect(err).toContain('--profile knows: embedded, postgres, redis.');
});

test('an option that does not exist is told, with a way on', () => {
  const { status, err } = run('--sise', '2');
  expect(status).toBe(2);
  expect(err).toContain("Unknown option '--sise'");
  expect(err).not.toContain('at parseArgs');
});

test('each part of the guarantee has a drill that notices its loss', () => {
  for (const part of sabotages) {
    expect(drills.filter(({ notices }) => notices?.includes(part)).map(({ name }) => name)).not.toEqual([]);
  }
});

test('ended in the middle, it takes down what it started and leaves nothing behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drill-ended-'));
  const made = watch(folder);
  const drill = spawn(process.execPath, [script, 'kill', '--profile', 'postgres'], {
    env: { ...process.env, TMPDIR: folder },
  });
  const out = drill.stdout.setEncoding('utf8').toArray();
  const gone = once(drill, 'exit');
  for await (const { filename } of made) if (filename?.startsWith('campaign-drill-')) break;
  drill.kill('SIGTERM');
  expect(await gone).toEqual([130, null]);
  expect((await out).join('')).toContain('ended by SIGTERM');
  // The compiled code is kept for the next run.
  expect((await readdir(folder)).filter((name) => name !== 'campaign-drill-compiled')).toEqual([]);
  await rm(folder, { recursive: true });
});
