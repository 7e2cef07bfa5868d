import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startApp as composeApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { serve } from '../../src/http/server.ts';
import { appDatabase } from './app-database.ts';
import { dataFolder } from '../support/data-folder.ts';
import { startApp } from './app-process.ts';
import { startStandIn } from './stand-in.ts';

const run = promisify(execFile);

const someFolder = (): Promise<string> => dataFolder(onTestFinished);

/** An older Node.js on this machine, if there is one. */
async function olderNode(): Promise<string | null> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const node = join(folder, 'node');
    const { stdout } = await run(node, ['--version']).catch(() => ({ stdout: '' }));
    const [, major] = /^v(\d+)\./.exec(stdout) ?? [];
    if (major !== undefined && Number(major) < 24) return node;
  }
  return null;
}

describe('the app does not start, and says why', { timeout: 120_000 }, () => {
  test('when every setting is wrong: all of them at once', async () => {
    const app = startApp({ PORT: 'http', LOG_LEVEL: 'loud', REDIS_URL: 'nonsense', DISCORD_TOKEN: 'x' });
    expect(await app.ended).toBe(1);
    expect(app.output()).toMatch(/REDIS_URL[^]*PORT[^]*LOG_LEVEL/);
    expect(app.output()).not.toMatch(/^\s+at /m);
  });

  test('when the token was lost and the database is real', async () => {
    const app = startApp({ DATABASE_URL: 'postgres://127.0.0.1:1/campaigns' });
    expect(await app.ended).toBe(1);
    expect(app.output()).toMatch(/DISCORD_TOKEN is missing, but DATABASE_URL is given/);
  });

  test('when the database cannot be reached', async () => {
    const app = startApp({
      DISCORD_TOKEN: 'a.b.c',
      DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/campaigns',
    });
    expect(await app.ended).toBe(1);
    expect(app.output()).toContain(
      'The database at 127.0.0.1:1/campaigns cannot be used: nothing listens there.',
    );
    expect(app.output()).not.toMatch(/secret|^\s+at /m);
  });

  test('when the database belongs to an application and the token was lost', async () => {
    await using discord = await startStandIn();
    await using data = await appDatabase();
    const real = startApp({ ...discord.env, DATABASE_URL: data.url });
    await real.said(/is ready/);
    real.kill('SIGTERM');
    expect(await real.ended).toBe(0);
    const play = startApp({ SANDBOX: 'yes', DATABASE_URL: data.url });
    expect(await play.ended).toBe(1);
    expect(play.output()).toContain(
      `The database belongs to the Discord application ${discord.sandbox.world.application.id}`,
    );
  });

  test('when Discord refuses the token', async () => {
    await using discord = await startStandIn();
    const app = startApp({ ...discord.env, DISCORD_TOKEN: 'not.the.token', DATA_DIR: await someFolder() });
    expect(await app.ended).toBe(1);
    expect(app.output()).toMatch(/Discord refused DISCORD_TOKEN/);
    expect(app.output()).not.toContain('not.the.token');
  });

  test('when the port is taken', async () => {
    const other = await serve({ fetch: () => new Response('mine') }, { host: '127.0.0.1', port: 0 });
    onTestFinished(() => other.close());
    const app = startApp({ PORT: new URL(other.origin).port, DATA_DIR: await someFolder() });
    expect(await app.ended).toBe(1);
    expect(app.output()).toMatch(/Port \d+ is taken.*PORT=\d+ npm start/);
  });

  test('when its data is in use by another start', async () => {
    const DATA_DIR = await someFolder();
    const first = startApp({ DATA_DIR });
    await first.said(/practice server is open/);
    const second = startApp({ DATA_DIR });
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/already in use by another start/);
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });

  test('when a pack is broken: every mistake with its place', async () => {
    const packs = await someFolder();
    await mkdir(join(packs, 'river'));
    await writeFile(
      join(packs, 'river', 'pack.yaml'),
      'pack:\n  id: river\n  titel: { en: The river }\n  languages: en\n',
    );
    const options = {
      config: readConfig({ PORT: '0', DATA_DIR: await someFolder() }, []),
      packs: pathToFileURL(`${packs}/`),
    };
    const starting = composeApp({
      ...options,
      log: pino({ level: 'silent' }),
      say: () => {},
      onProblem: () => {},
      signal: new AbortController().signal,
    });
    await expect(starting).rejects.toThrow(/pack\.yaml:3:3: [^]*titel[^]*pack\.yaml:4:14: /);
  });

  test('when Node.js is too old, on that very Node.js', async ({ skip }) => {
    const node = await olderNode();
    if (node === null) {
      process.stdout.write('not run: no Node.js older than 24 is on the PATH\n');
      skip();
      return;
    }
    await expect(run(node, ['src/start.js'])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/needs Node\.js 24 or newer, and found \d/),
    });
  });
});
