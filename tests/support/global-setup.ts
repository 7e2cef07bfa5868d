import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PoolConfig } from 'pg';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { stopServer } from '../../src/database/embedded/server.ts';
import { startEmbedded } from '../../src/database/embedded/start.ts';
import { migrate } from '../../src/database/migrate.ts';
import { asAdmin, connected, databaseOf } from './admin.ts';
import { fingerprintOf } from './reuse.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run, and the database in it that every test's own one is copied from. */
    postgres: {
      readonly server: PoolConfig;
      readonly template: string;
      /** What the template is made of, as `reuse.ts` reads it. */
      readonly fingerprint: string;
      /** How the names of this run's databases begin. */
      readonly run: string;
      /** How `create database` copies fastest: as files, and not through the write-ahead log. From PostgreSQL 15 on there is a choice. */
      readonly strategy: 'strategy file_copy' | '';
    };
  }
}

const prefix = 'campaign-tests-';

/**
 * One PostgreSQL for the whole run: the embedded one in a folder that is thrown away, or the one that
 * TEST_DATABASE_URL names. Tests get databases of their own from it (`database.ts`).
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await startServer(process.env['TEST_DATABASE_URL']);
  const run = `test_${randomBytes(6).toString('hex')}`;
  const template = `${run}_template`;
  await asAdmin(server, `create database ${template}`);
  await migrate({ poolConfig: databaseOf(server, template) });
  const fingerprint = await fingerprintOf(databaseOf(server, template));
  const strategy = (await versionOf(server)) >= 15 ? 'strategy file_copy' : '';
  project.provide('postgres', { server, template, fingerprint, run, strategy });
  return async () => {
    await dropAll(server, run);
    await stop();
  };
}

/** What no test removed is there too: databases that wait to be used again. */
async function dropAll(server: PoolConfig, run: string): Promise<void> {
  await connected(server, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [`${run}_`],
    );
    for (const { name } of rows) await client.query(`drop database ${name} with (force)`);
  });
}

async function versionOf(server: PoolConfig): Promise<number> {
  return await connected(server, async (client) => {
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
    return Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  });
}

async function startServer(
  url: string | undefined,
): Promise<{ server: PoolConfig; stop: () => Promise<void> }> {
  if (url !== undefined) return { server: { connectionString: url }, stop: async () => {} };
  await removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  await chmod(folder, 0o755);
  const embedded = await startEmbedded({
    dataDir: folder,
    log: pino({ level: 'silent' }),
    // Nothing here must survive a power cut, and many test files connect at once.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  });
  return {
    server: embedded.poolConfig,
    stop: async () => {
      await embedded.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A run that was killed leaves its server behind, on purpose: that is what the app needs. Here it only litters. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const folder = join(tmpdir(), name);
    await stopServer({ folder, data: join(folder, 'postgres-data'), user: null }, 5_000);
    await rm(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's is alive, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
