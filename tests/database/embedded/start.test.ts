import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { startEmbedded, type Embedded } from '../../../src/database/embedded/start.ts';
import { Problem } from '../../../src/problem.ts';
import { dataFolder } from '../../support/data-folder.ts';

const log = pino({ level: 'silent' });
const settings = { fsync: 'off' };
const program = new URL('../../support/embedded-process.ts', import.meta.url).pathname;

async function start(dataDir: string): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, log, settings });
  onTestFinished(async () => await embedded.stop());
  return embedded;
}

async function query(embedded: Embedded, statement: string): Promise<readonly unknown[]> {
  const client = new Client(embedded.poolConfig);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Another process on the same folder, and the first thing that it says. */
async function otherProcess(dataDir: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [program, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = await once(child.stdout, 'data');
  return { child, said: String(said) };
}

async function serverPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres-data', 'postmaster.pid'), 'utf8'), 10);
}

describe('the embedded database', async () => {
  const dataDir = await dataFolder(afterAll);

  test('keeps what was written, on the disk, and can be reached by its own user alone', async () => {
    const first = await startEmbedded({ dataDir, log });
    await query(first, 'create table kept as select 42 as answer');
    expect(await query(first, 'show fsync')).toEqual([{ fsync: 'on' }]);
    expect(await query(first, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
    expect(await query(first, "select lower('ÑANDÚ') as lower")).toEqual([{ lower: 'ñandú' }]);
    expect((await stat(first.poolConfig.host)).mode & 0o777).toBe(0o700);
    await first.stop();
    await expect(query(first, 'select 1')).rejects.toThrow('ENOENT');

    const second = await start(dataDir);
    expect(second.adopted).toBe(false);
    expect(await query(second, 'table kept')).toEqual([{ answer: 42 }]);
  });

  test('is reached through its address, too', async () => {
    const embedded = await start(dataDir);
    const client = new Client({ connectionString: embedded.url });
    await client.connect();
    const { rows } = await client.query<{ one: number }>('select 1 as one');
    await client.end();
    expect(rows).toEqual([{ one: 1 }]);
  });

  test('is taken over from an app that was killed', async () => {
    const { child, said } = await otherProcess(dataDir);
    expect(said).toBe('owned\n');
    const pid = await serverPid(dataDir);
    child.kill('SIGKILL');
    await once(child, 'exit');

    const embedded = await start(dataDir);
    expect(embedded.adopted).toBe(true);
    expect(await serverPid(dataDir)).toBe(pid);
  });

  test('is refused to a second app while the first one lives, which is not disturbed', async () => {
    const embedded = await start(dataDir);
    const { said } = await otherProcess(dataDir);
    expect(said).toMatch(
      /^refused: The data in .* is already in use by another start of this app \(process \d+/,
    );
    expect(said).toContain(`process ${process.pid}`);
    expect(await query(embedded, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('goes to one of two apps that start at once on a new folder', async () => {
    const fresh = await dataFolder(onTestFinished);
    const both = await Promise.all([otherProcess(fresh), otherProcess(fresh)]);
    expect(both.map(({ said }) => said.replace(/:.*\n/, '')).toSorted()).toEqual(['owned\n', 'refused']);
  });

  test('is started again when it is killed', async () => {
    const again = Promise.withResolvers<void>();
    const embedded = await startEmbedded({
      dataDir,
      settings,
      log: pino({ base: null }, { write: (line) => line.includes('running again') && again.resolve() }),
    });
    onTestFinished(async () => await embedded.stop());
    await query(embedded, 'create table kept_too as select 42 as answer');
    process.kill(await serverPid(dataDir), 'SIGKILL');
    await again.promise;
    expect(await query(embedded, 'table kept_too')).toEqual([{ answer: 42 }]);
  });

  test('starts although its lock file names a process that is no PostgreSQL', async () => {
    const { child } = await otherProcess(dataDir);
    const lock = join(dataDir, 'postgres-data', 'postmaster.pid');
    const left = await readFile(lock, 'utf8');
    const pid = await serverPid(dataDir);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const embedded = await startEmbedded({ dataDir, log, settings });
    await embedded.stop();
    // As after a container was killed: the number now belongs to something else, here to this very test.
    await writeFile(lock, left.replace(String(pid), String(process.pid)));

    await start(dataDir);
    expect(await serverPid(dataDir)).not.toBe(process.pid);
  });

  test('refuses data of another major version, in a sentence', async () => {
    const old = await dataFolder(onTestFinished);
    await mkdir(join(old, 'postgres-data'));
    await writeFile(join(old, 'postgres-data', 'PG_VERSION'), '17\n');
    const refused = await startEmbedded({ dataDir: old, log, settings }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect(String(refused)).toContain(
      'is of PostgreSQL 17, and this version of the app brings PostgreSQL 18',
    );
  });

  test('refuses a DATA_DIR that cannot hold it, in a sentence', async () => {
    const file = join(await dataFolder(onTestFinished), 'file');
    await writeFile(file, '');
    const refused = await startEmbedded({ dataDir: file, log, settings }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect(String(refused)).toContain('Set DATA_DIR to a folder that this user may write to');
  });

  test('that cannot start says what PostgreSQL said', async () => {
    const refused = await startEmbedded({ dataDir, log, settings: { shared_buffers: 'plenty' } }).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(Problem);
    expect(String(refused)).toContain('invalid value for parameter "shared_buffers"');
  });
});
