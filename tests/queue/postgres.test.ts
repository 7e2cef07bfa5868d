import { createPostgresBackend, withBackend } from 'bullmq';
import { sql } from 'kysely';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { createPostgresQueue } from '../../src/queue/postgres-queue.ts';
import { queueConformance } from '../conformance/queue.ts';
import { asAdmin } from '../support/admin.ts';
import { freshDatabase, makeDatabase } from '../support/database.ts';
import { giveUpWith } from '../support/given-up.ts';
import { quiet, signal } from '../support/signals.ts';

describe('the queue on PostgreSQL', async () => {
  const { poolConfig } = await freshDatabase();
  const query = async (text: string): Promise<readonly Record<string, unknown>[]> => {
    const client = new Client(poolConfig);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };

  queueConformance(() => ({
    open: (settings) => createPostgresQueue({ ...settings, poolConfig }),
    async wipe() {
      const tables = await query(
        `select format('bullmq.%I', tablename) as name from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'`,
      );
      if (tables.length > 0) await query(`truncate ${tables.map(({ name }) => String(name)).join(', ')}`);
    },
    giveUp: (deliveryId) =>
      giveUpWith(
        withBackend(createPostgresBackend),
        { ...Object.fromEntries(Object.entries(poolConfig)), schema: 'bullmq' },
        deliveryId,
      ),
  }));
});

describe('PostgreSQL as it really is', () => {
  test('many processes may start on an empty database at once', async () => {
    const database = await makeDatabase({ empty: true });
    const starting = Array.from({ length: 6 }, () =>
      createPostgresQueue({ log: quiet, poolConfig: database.poolConfig }),
    );
    const queues = await Promise.all(starting);
    await Promise.all(queues.map((queue) => queue.ensure(['one'])));
    expect(await queues[0]?.depth()).toEqual({ waiting: 1, active: 0, delayed: 0 });
    await Promise.all(queues.map((queue) => queue.close()));
    await database.drop();
  });

  test('every connection may break: nothing is thrown, and the work goes on', async () => {
    const database = await makeDatabase({ empty: true });
    const { poolConfig } = database;
    const worked = signal<string>();
    const queue = await createPostgresQueue({ log: quiet, poolConfig });
    await queue.work(async (id) => {
      worked.give(id);
      return { kind: 'done' };
    });
    await asAdmin(
      poolConfig,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await expect.poll(() => queue.ensure(['one']).catch((error: unknown) => error)).toBeUndefined();
    expect(await worked.given).toBe('one');
    await queue.close();
    await database.drop();
  });

  test('leaves no connection open behind it', async () => {
    const database = await makeDatabase({ empty: true });
    const queue = await createPostgresQueue({ log: quiet, poolConfig: database.poolConfig });
    await queue.work(async () => ({ kind: 'done' }));
    await queue.close();
    const { rows } = await sql<{ count: string }>`
      select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
    `.execute(database.db);
    expect(Number(rows[0]?.count)).toBe(0);
    await database.drop();
  });
});
