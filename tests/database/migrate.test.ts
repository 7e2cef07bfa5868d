import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { migrations } from '../../src/database/migrations/index.ts';
import { Problem } from '../../src/problem.ts';
import { makeDatabase } from '../support/database.ts';

async function emptyDatabase() {
  const database = await makeDatabase({ empty: true });
  onTestFinished(async () => await database.drop());
  return database;
}

test('many processes that start at once bring the schema up once', async () => {
  const database = await emptyDatabase();
  await Promise.all(Array.from({ length: 6 }, async () => await migrate(database)));
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    database.db,
  );
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(migrations).toSorted());
});

test('a database that a newer version changed is refused in a sentence, and left alone', async () => {
  const database = await emptyDatabase();
  await migrate(database);
  await sql`insert into kysely_migration (name, timestamp) values ('9999-tomorrow', '2030')`.execute(
    database.db,
  );
  const refused = await migrate(database).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect(String(refused)).toContain('newer version of the app (9999-tomorrow)');
});

test('migrations are listed in the order of their names', () => {
  expect(Object.keys(migrations)).toEqual(Object.keys(migrations).toSorted());
});

test('every table of the app says what it is for', async () => {
  const database = await emptyDatabase();
  await migrate(database);
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'kysely%'
      and obj_description(oid, 'pg_class') is null`.execute(database.db);
  expect(rows).toEqual([]);
});
