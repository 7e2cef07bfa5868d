import { createPostgresBackend, runMigrations, withBackend } from 'bullmq';
import { Client, type PoolConfig } from 'pg';
import type { Queue } from '../../campaigns/ports/queue.ts';
import { bullmqQueue, type QueueSettings } from './bullmq-queue.ts';

/** A query on a connection that died without a word is given up after this long. */
const queryTimeoutMs = 15_000;
/** Connections of a producer, and of a worker beside the one on which it listens. */
const poolSize = 3;

/**
 * The queue on PostgreSQL, in a schema of its own: nothing else needs to run. The schema is made or brought up
 * to date first; any number of processes may start at once, one of them does it and the others wait. Its
 * connections are its own, and go with it.
 *
 * @param options.poolConfig how to reach the database; how many connections there are is decided here
 * @param options.schema where BullMQ keeps its tables
 */
export async function createPostgresQueue(
  options: QueueSettings & { readonly poolConfig: PoolConfig; readonly schema?: string },
): Promise<Queue> {
  const { poolConfig, schema = 'bullmq', ...settings } = options;
  const config = { query_timeout: queryTimeoutMs, keepAlive: true, ...poolConfig, max: poolSize };
  await migrate(config, schema);
  // BullMQ tells a setting that is absent from one that is undefined.
  const given = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
  return bullmqQueue(
    {
      classes: withBackend(createPostgresBackend),
      producer: { ...given, schema },
      worker: { ...given, schema },
    },
    settings,
  );
}

async function migrate(config: PoolConfig, schema: string): Promise<void> {
  const client = new Client(config);
  await client.connect();
  try {
    await runMigrations(client, schema);
  } finally {
    await client.end();
  }
}
