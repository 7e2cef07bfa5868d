import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { Pool } from 'pg';
import type { Database } from './database.ts';
import { migrations } from './migrations/index.ts';
import { Problem } from '../problem.ts';

/**
 * Brings the schema to the state that this version of the app needs, all of it or nothing. When several
 * processes start at once, one does the work and the others wait for it.
 *
 * @throws Problem when a newer version of the app has been here: there is no way back
 */
export async function migrate(database: Pick<Database, 'poolConfig'>): Promise<void> {
  // A connection of its own: waiting for another process, or a long change, may take longer than a query may.
  const pool = new Pool({
    ...database.poolConfig,
    max: 1,
    statement_timeout: 0,
    query_timeout: 0,
    idle_in_transaction_session_timeout: 0,
  });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await refuseNewer(db);
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => migrations },
      nameComparator: (one, other) => (one < other ? -1 : one > other ? 1 : 0),
      allowUnorderedMigrations: true,
    });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  } finally {
    await db.destroy();
  }
}

async function refuseNewer(db: Kysely<unknown>): Promise<void> {
  const table = await sql<{
    there: boolean;
  }>`select to_regclass('kysely_migration') is not null as there`.execute(db);
  if (table.rows[0]?.there !== true) return;
  const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const unknown = done.rows.map((row) => row.name).filter((name) => !(name in migrations));
  if (unknown.length === 0) return;
  throw new Problem(
    `The database was changed by a newer version of the app (${unknown.join(', ')}), and this version does not ` +
      'know what that means. Start the newer version, or restore a backup from before the upgrade.',
  );
}
