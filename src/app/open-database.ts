import type { PoolConfig } from 'pg';
import type { Config } from '../config.ts';
import { createDatabase, type Database } from '../database/database.ts';
import { startEmbedded } from '../database/embedded/start.ts';
import { migrate } from '../database/migrate.ts';
import type { Logger } from '../log.ts';
import { Problem } from '../problem.ts';

export interface OpenDatabaseOptions {
  readonly config: Pick<Config, 'databaseUrl' | 'dataDir'>;
  readonly log: Logger;
  /** The database is gone for good. */
  readonly onProblem: (problem: Problem) => void;
}

/**
 * Opens the database that was named, or starts the one that comes with the app, and brings its schema up to date.
 *
 * @throws Problem when it cannot be reached, or must not be used
 */
export async function openDatabase(
  parts: AsyncDisposableStack,
  { config, log, onProblem }: OpenDatabaseOptions,
): Promise<Database> {
  const { databaseUrl, dataDir } = config;
  let poolConfig: PoolConfig;
  if (databaseUrl === null) {
    const onLost = (problem: Error): void =>
      onProblem(problem instanceof Problem ? problem : new Problem(problem.message));
    const embedded = await startEmbedded({ dataDir, log, onLost });
    parts.defer(() => embedded.stop());
    poolConfig = embedded.poolConfig;
  } else {
    poolConfig = { connectionString: databaseUrl };
  }
  const database = createDatabase({ poolConfig, log });
  parts.defer(() => database.close());
  await migrate(database).catch((error: unknown) => {
    throw (databaseUrl === null ? null : unreachable(error, databaseUrl)) ?? error;
  });
  return database;
}

/** What PostgreSQL or the network says when it cannot be used at all, for whoever wrote DATABASE_URL. */
const reasons = new Map([
  ['ECONNREFUSED', 'nothing listens there'],
  ['ENOTFOUND', 'there is no such host'],
  ['EAI_AGAIN', 'the name of the host cannot be looked up'],
  ['ETIMEDOUT', 'it does not answer'],
  ['ECONNRESET', 'it hung up'],
  ['28P01', 'it refuses the user or the password'],
  ['28000', 'it refuses the user'],
  ['3D000', 'it has no database of that name'],
  ['42501', 'the user may not make tables there'],
  ['57P03', 'it is still starting, or shutting down'],
]);

function unreachable(error: unknown, databaseUrl: string): Problem | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason =
    reasons.get(code) ??
    (error instanceof Error && /timeout/i.test(error.message) ? 'it does not answer' : null);
  if (reason === null) return null;
  const { hostname, port, pathname } = new URL(databaseUrl);
  const where = `${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
  return new Problem(
    `The database at ${where} cannot be used: ${reason}. Is it running, and is DATABASE_URL right?`,
  );
}
