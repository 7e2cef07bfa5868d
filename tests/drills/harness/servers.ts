import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { Client, type PoolConfig } from 'pg';
import { startEmbedded } from '../../../src/database/embedded/start.ts';
import { createDatabase, type Database } from '../../../src/database/database.ts';
import { connectionTo } from '../../../src/database/embedded/owner.ts';
import { findPlace, socketFolder } from '../../../src/database/embedded/place.ts';
import { migrate } from '../../../src/database/migrate.ts';
import { createStore } from '../../../src/database/store/store.ts';
import type { Store } from '../../../campaigns/ports/store.ts';
import { mountSmallDisk, unmountDisk } from './small-disk.ts';
import { startRedis, whyNoRedis, type TestRedis } from '../../support/redis.ts';

/** On what the app runs: everything in one folder, or servers beside it, with the queue in the one or the other. */
export const profiles = ['embedded', 'postgres', 'redis'] as const;
export type Profile = (typeof profiles)[number];

/** The servers of one drill, and a look into their database. */
export interface Servers extends AsyncDisposable {
  readonly profile: Profile;
  /** What an app's environment needs to find them. */
  readonly env: Readonly<Record<string, string>>;
  readonly database: Database;
  readonly store: Store;
  /** Null unless the profile has one. */
  readonly redis: TestRedis | null;
  /** Where the database is, for whoever ends it on purpose. */
  readonly postgresPid: () => Promise<number>;
  readonly poolConfig: PoolConfig;
  /** Where the data is. */
  readonly folder: string;
  /** Keeps the database as it is now, and brings it back. No app may run meanwhile. Not when embedded. */
  backUp(): Promise<void>;
  restore(): Promise<void>;
}

/** Why a profile cannot be drilled on this machine; null when it can. */
export function whyNot(profile: Profile): string | null {
  return profile === 'redis' ? whyNoRedis() : null;
}

const drillDatabase = 'drill';
const quiet = pino({ level: 'silent' });
const ownerScript = fileURLToPath(new URL('../../support/embedded-process.ts', import.meta.url));

/**
 * Starts what the profile needs, in a folder that is thrown away. Data is forced to the disk as in real life.
 *
 * @param roomMb the folder is a disk of its own with that much room
 */
export async function startServers(profile: Profile, roomMb: number | null = null): Promise<Servers> {
  const folder = await mkdtemp(join(tmpdir(), 'campaign-drill-'));
  await using parts = new AsyncDisposableStack();
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  if (roomMb !== null) {
    mountSmallDisk(folder, roomMb);
    parts.defer(() => unmountDisk(folder));
  }
  await chmod(folder, 0o755);

  const url = profile === 'embedded' ? await leaveRunning(parts, folder) : await keepRunning(parts, folder);
  const redis = profile === 'redis' ? await startRedis({ appendonly: 'yes' }) : null;
  if (redis) parts.defer(() => redis.remove());

  const place = await findPlace(folder);
  const server = connectionTo(await socketFolder(place));
  const poolConfig = { ...server, database: profile === 'embedded' ? server.database : drillDatabase };
  await migrate({ poolConfig });
  const database = createDatabase({ poolConfig, applicationName: 'drill' });
  parts.defer(() => database.close());
  const started = parts.move();
  return {
    profile,
    env: {
      ...(profile === 'embedded' ? { DATA_DIR: folder } : { DATABASE_URL: url }),
      ...(redis && { REDIS_URL: `unix://${redis.url}` }),
    },
    database,
    store: createStore(database),
    redis,
    poolConfig,
    folder,
    postgresPid: async () =>
      Number((await readFile(join(place.data, 'postmaster.pid'), 'utf8')).split('\n')[0]),
    backUp: () => copyDatabase(server, drillDatabase, `${drillDatabase}_backup`),
    restore: () => copyDatabase(server, `${drillDatabase}_backup`, drillDatabase),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

/** A server beside the apps, as an operator runs one: whoever ends it finds it started again. */
async function keepRunning(parts: AsyncDisposableStack, folder: string): Promise<string> {
  const embedded = await startEmbedded({ dataDir: folder, log: quiet, settings: { max_connections: '200' } });
  parts.defer(() => embedded.stop());
  const admin = new Client(embedded.poolConfig);
  await admin.connect();
  await admin.query(`create database ${drillDatabase}`);
  await admin.end();
  return embedded.url.replace('/postgres?', `/${drillDatabase}?`);
}

/** The server of an app that was killed: the next app that is started on the folder adopts it. */
async function leaveRunning(parts: AsyncDisposableStack, folder: string): Promise<string> {
  const owner = spawn(process.execPath, [ownerScript, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(owner, 'exit');
  for await (const line of createInterface({ input: owner.stdout })) if (line === 'owned') break;
  owner.kill('SIGKILL');
  await gone;
  parts.defer(async () => await (await startEmbedded({ dataDir: folder, log: quiet })).stop());
  return '';
}

/** Replaces one database by a copy of another. Whoever is connected to either is cut off. */
async function copyDatabase(server: PoolConfig, from: string, to: string): Promise<void> {
  const admin = new Client(server);
  await admin.connect();
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = any ($1)', [
    [from, to],
  ]);
  await admin.query(`drop database if exists ${to} with (force)`);
  await admin.query(`create database ${to} template ${from}`);
  await admin.end();
}
