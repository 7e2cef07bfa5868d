import { access } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Config } from '../../config.ts';
import { createDatabase, type Database } from '../../database/database.ts';
import { connectionTo } from '../../database/embedded/owner.ts';
import { findPlace, socketFolder } from '../../database/embedded/place.ts';
import { startEmbedded } from '../../database/embedded/start.ts';
import { migrations } from '../../database/migrations/index.ts';
import type { Logger } from '../../log.ts';
import { Problem } from '../../problem.ts';
import { fix, note, ok, type Finding } from './finding.ts';

/** An open database to look at, if there is one. */
export interface Examined {
  readonly findings: readonly Finding[];
  readonly database: Database | null;
}

/** The oldest server whose features the schema uses. */
const oldestServer = 130_000;

/**
 * Opens the database to look at it, and changes nothing. The embedded one is joined while the app runs, and
 * started for the examination otherwise; one that was never made is not made now.
 */
export async function examineDatabase(
  parts: AsyncDisposableStack,
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  log: Logger,
): Promise<Examined> {
  try {
    const poolConfig =
      databaseUrl === null ? await embedded(parts, dataDir, log) : { connectionString: databaseUrl };
    if (poolConfig === null) {
      const nothing = `nothing is in ${dataDir} yet: the first start makes the database there`;
      return { findings: [note('database', nothing)], database: null };
    }
    const database = createDatabase({ poolConfig });
    parts.defer(() => database.close());
    return { findings: await look(database), database };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const hint = error instanceof Problem ? '' : ' Is the server running, and is DATABASE_URL right?';
    return { findings: [fix('database', `it cannot be used: ${text}.${hint}`)], database: null };
  }
}

async function embedded(parts: AsyncDisposableStack, dataDir: string, log: Logger) {
  if (!(await exists(dataDir))) return null;
  const place = await findPlace(dataDir);
  if (!(await exists(place.data))) return null;
  const running = connectionTo(await socketFolder(place));
  const joined = createDatabase({ poolConfig: running });
  const answers = await joined.pool.query('select 1').then(
    () => true,
    () => false,
  );
  await joined.close();
  if (answers) return running;
  const started = await startEmbedded({ dataDir, log });
  parts.defer(() => started.stop());
  return started.poolConfig;
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

async function look({ db }: Database): Promise<readonly Finding[]> {
  const { rows } = await sql<{ number: number; version: string; size: string; migrated: boolean }>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
      pg_size_pretty(pg_database_size(current_database())) as size,
      to_regclass('kysely_migration') is not null as migrated
  `.execute(db);
  const [server] = rows;
  if (server === undefined) return [fix('database', 'it answers nothing.')];
  if (server.number < oldestServer) {
    return [
      fix(
        'database',
        `PostgreSQL ${server.version} is too old: name a server of version 13 or newer in DATABASE_URL.`,
      ),
    ];
  }
  const about = `PostgreSQL ${server.version}, ${server.size}`;
  if (!server.migrated) return [note('database', `${about}; empty: the first start makes the tables`)];
  const done = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const there = new Set(done.rows.map(({ name }) => name));
  const unknown = [...there].filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    return [
      fix(
        'database',
        `a newer version of the app has been here (${unknown.join(', ')}). Start that version.`,
      ),
    ];
  }
  const missing = Object.keys(migrations).filter((name) => !there.has(name));
  if (missing.length > 0) {
    return [note('database', `${about}; ${missing.length} changes of the schema are made at the next start`)];
  }
  return [ok('database', `${about}, schema up to date`)];
}
