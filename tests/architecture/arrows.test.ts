import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/** From left to right: a room is imported by the rooms to its right, never the other way. */
const order = ['content', 'campaigns', 'messages', 'commands', 'worker', 'src', 'tests'];

interface Arrow {
  readonly from: string;
  readonly to: string;
}

const files = order.flatMap((room) => globSync(`${room}/**/*.{ts,js}`));
const room = (path: string) => path.split('/')[0] ?? '';
const arrows = files.flatMap((from): Arrow[] => {
  const imports = readFileSync(from, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g);
  return [...imports].map(([, path = '']) => ({ from, to: normalize(join(dirname(from), path)) }));
});
const between = arrows.filter(({ from, to }) => room(from) !== room(to) && order.includes(room(to)));

describe('the rooms', () => {
  test('are found, and import each other', () => {
    for (const name of order)
      expect(files.filter((file) => room(file) === name).length, name).toBeGreaterThan(1);
    expect(between.length).toBeGreaterThan(50);
  });

  test('import only from their left', () => {
    const wrong = between.filter(({ from, to }) => order.indexOf(room(to)) > order.indexOf(room(from)));
    expect(wrong).toEqual([]);
  });

  test('commands and worker do not know each other', () => {
    const wrong = between.filter(({ from, to }) => room(from) === 'worker' && room(to) === 'commands');
    expect(wrong).toEqual([]);
  });
});

describe('one place each', () => {
  const sources = files.filter((file) => room(file) !== 'tests');

  test('only src/main.ts reads the environment', () => {
    const readers = sources.filter((file) => /process\.env\b/.test(readFileSync(file, 'utf8')));
    expect(readers).toEqual(['src/main.ts']);
  });

  test('only app.ts and the steps beside it in src/app know the adapters', () => {
    const composition = (file: string) => file === 'src/app.ts' || file.startsWith('src/app/');
    for (const adapter of ['src/sandbox/', 'src/queue/', 'src/database/store/']) {
      const users = arrows.filter(
        ({ from, to }) => to.startsWith(adapter) && !from.startsWith(adapter) && room(from) !== 'tests',
      );
      expect(users.length, adapter).toBeGreaterThan(0);
      expect(
        users.filter(({ from }) => !composition(from)),
        adapter,
      ).toEqual([]);
    }
  });

  test('the domain knows no platform', () => {
    const platform = /from '(discord\.js|bullmq|ioredis|pg|kysely|hono|ws|node-cron)'/;
    const wrong = sources.filter(
      (file) =>
        ['content', 'campaigns', 'messages', 'commands', 'worker'].includes(room(file)) &&
        platform.test(readFileSync(file, 'utf8')),
    );
    expect(wrong).toEqual([]);
  });
});
