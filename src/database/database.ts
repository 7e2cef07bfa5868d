import { Kysely, PostgresDialect } from 'kysely';
import { Pool, type PoolConfig } from 'pg';
import type { Logger } from 'pino';
import { preparing } from './prepared.ts';
import type { Tables } from './tables.ts';
import { types } from './types.ts';

export interface DatabaseOptions {
  /** Where the server is: an address (`connectionString`), or the parts of one. */
  readonly poolConfig: PoolConfig;
  /** Shown by the server beside each connection. */
  readonly applicationName?: string;
  readonly log?: Pick<Logger, 'warn'>;
}

/** The open database. */
export interface Database {
  readonly db: Kysely<Tables>;
  /** The same connections without kysely, for SQL of one's own. */
  readonly pool: Pool;
  /** With which it was opened, for whoever needs connections of another kind. */
  readonly poolConfig: PoolConfig;
  /** Waits for what runs and lets go of every connection. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens the database. Nothing is connected before the first query. A server that has gone silent is noticed:
 * the server ends a statement after 10 s, and we give one up after 15.
 */
export function createDatabase(options: DatabaseOptions): Database {
  const poolConfig: PoolConfig = {
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    query_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: options.applicationName ?? 'solidarity-campaign-bot',
    ...options.poolConfig,
  };
  const pool = new Pool({ ...poolConfig, types });
  // A connection that dies while nobody uses it is replaced at the next query; unheard it would end the app.
  pool.on('error', (error) =>
    options.log?.warn({ problem: error.message }, 'a database connection was lost'),
  );
  // The pool stops listening to a connection when it lets go of it; what the server says then has no meaning.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparing(pool) }) });
  let closing: Promise<void> | null = null;
  return {
    db,
    pool,
    poolConfig,
    close: async () => await (closing ??= db.destroy().then(() => endUnused(pool))),
  };
}

/** kysely ends only a pool that it has used. */
async function endUnused(pool: Pool): Promise<void> {
  if (!pool.ending && !pool.ended) await pool.end();
}
