import { type Kysely, sql } from 'kysely';
import { describe, expect, inject, test } from 'vitest';
import { createDatabase } from '../../src/database/database.ts';
import { prepared } from '../../src/database/prepared.ts';
import type { Tables } from '../../src/database/tables.ts';
import { databaseOf } from '../support/admin.ts';
import { freshDatabase } from '../support/database.ts';

const { db, name } = await freshDatabase();

/** The same database over a single connection of its own. */
function createDatabaseAside() {
  const poolConfig = { ...databaseOf(inject('postgres').server, name), max: 1 };
  const aside = createDatabase({ poolConfig });
  return { db: aside.db, [Symbol.asyncDispose]: async () => await aside.close() };
}

/** The statements that the server keeps for this connection. */
async function keptFor(connection: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(
    connection,
  );
  return rows.map(({ statement }) => statement);
}

describe('a statement that asks to be prepared', () => {
  test('is planned once for each connection, and answers like any other', async () => {
    await db.connection().execute(async (connection) => {
      const ask = async (value: number) =>
        (await sql<{ value: number }>`${prepared} select ${value}::int as value`.execute(connection)).rows;
      await sql`select 2 as value`.execute(connection);
      expect(await ask(1)).toEqual([{ value: 1 }]);
      expect(await ask(2)).toEqual([{ value: 2 }]);
      expect(await keptFor(connection)).toEqual(['/* prepared */ select $1::int as value']);
    });
    await db.connection().execute(async (first) => {
      await db.connection().execute(async (second) => {
        const text = sql<{ one: number }>`${prepared} select 1 as one`;
        expect((await text.execute(first)).rows).toEqual((await text.execute(second)).rows);
      });
    });
  });

  test('may be one that kysely builds', async () => {
    await db.connection().execute(async (connection) => {
      const rows = await connection
        .selectFrom('campaigns')
        .modifyFront(prepared)
        .select('id')
        .limit(1)
        .execute();
      expect(rows).toEqual([]);
      expect(await keptFor(connection)).toContain('select /* prepared */ "id" from "campaigns" limit $1');
    });
  });

  test('works again after one failure when somebody changed its table meanwhile', async () => {
    await sql`create table changing (one int)`.execute(db);
    await sql`insert into changing values (1)`.execute(db);
    const ask = async () => (await sql`${prepared} select * from changing`.execute(db)).rows;
    expect(await ask()).toEqual([{ one: 1 }]);
    await sql`alter table changing add column two int default 2`.execute(db);
    await expect(ask()).rejects.toThrow('cached plan must not change result type');
    expect(await ask()).toEqual([{ one: 1, two: 2 }]);
  });

  test('in a transaction leaves nothing half done, and the connection is replaced', async () => {
    await sql`create table kept (one int)`.execute(db);
    const write = async () =>
      await db.transaction().execute(async (tx) => {
        await sql`insert into kept values (1)`.execute(tx);
        return (await sql`${prepared} select * from kept`.execute(tx)).rows.length;
      });
    expect(await write()).toBe(1);
    await sql`alter table kept add column two int`.execute(db);
    await expect(write()).rejects.toThrow('cached plan');
    expect(await write()).toBe(2);
  });

  test('is an ordinary one from then on where connections forget, as behind a pooler', async () => {
    await using own = createDatabaseAside();
    const ask = async () => (await sql`${prepared} select 7 as value`.execute(own.db)).rows;
    expect(await ask()).toEqual([{ value: 7 }]);
    await sql`deallocate all`.execute(own.db);
    await expect(ask()).rejects.toThrow('does not exist');
    expect(await ask()).toEqual([{ value: 7 }]);
    expect(await keptFor(own.db)).toEqual([]);
  });

  test('is an ordinary one when there are too many of them', async () => {
    await db.connection().execute(async (connection) => {
      for (let column = 0; column < 120; column += 1) {
        const rows = await sql`${prepared} select ${sql.raw(String(column))} as value`.execute(connection);
        expect(rows.rows).toEqual([{ value: column }]);
      }
      expect((await keptFor(connection)).length).toBeLessThanOrEqual(100);
    });
  });
});
