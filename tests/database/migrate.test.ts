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

test('a yearly announcement of mourning from before still mourns, and its campaign’s digest is looked at anew', async () => {
  const { db } = await emptyDatabase();
  for (const [name, migration] of Object.entries(migrations)) if (name < '0017') await migration.up(db);
  const [campaign, mourning, other] = ['c', 'm', 'o'].map((letter) => letter.repeat(16));
  await sql`insert into guilds (id) values ('100000000000000001')`.execute(db);
  await sql`
    insert into campaigns (id, name, pack, zone, language, state, created_by, created_at, changed_by, changed_at)
    values (${campaign}, 'Memory', 'peru', 'America/Lima', 'en', 'active', '1', '2027-01-01', '1', '2027-01-01')`.execute(
    db,
  );
  const repeat = { kind: 'yearly', month: 3, day: 1, since: 2020, lead: 0 };
  for (const [id, mourns] of [
    [mourning, true],
    [other, false],
  ] as const) {
    await sql`
      insert into announcements (id, campaign_id, title, text, state, repeat)
      values (${id}, ${campaign}, '', 'x', 'scheduled', ${JSON.stringify({ ...repeat, mourning: mourns })})`.execute(
      db,
    );
  }
  const rule = JSON.stringify({ kind: 'yearly', month: 3, day: 1, time: '10:00' });
  const weekly = JSON.stringify({ kind: 'weekly', weekday: 1, time: '09:00' });
  await sql`
    insert into schedules (id, campaign_id, purpose, subject, rule, zone, lateness_minutes, planned_until, next_look_at)
    values
      (${'s'.repeat(16)}, ${campaign}, 'announcement', ${mourning}, ${rule}, 'America/Lima', 360, '2027-02-01', '2027-02-02'),
      (${'t'.repeat(16)}, ${campaign}, 'announcement', ${other}, ${rule}, 'America/Lima', 360, '2027-02-01', '2027-02-02'),
      (${'d'.repeat(16)}, ${campaign}, 'digest', '', ${weekly}, 'America/Lima', 360, '2027-02-09', '2027-02-02')`.execute(
    db,
  );
  await migrations['0017-mourning']?.up(db);
  const announcements = await sql`select id, mourning, repeat from announcements order by id`.execute(db);
  expect(announcements.rows).toEqual([
    { id: mourning, mourning: true, repeat },
    { id: other, mourning: false, repeat },
  ]);
  const schedules = await sql`
    select subject, rule ? 'mourned' as mourned, planned_until = '2027-02-01' as anew
    from schedules order by subject`.execute(db);
  expect(schedules.rows).toEqual([
    { subject: '', mourned: false, anew: true },
    { subject: mourning, mourned: true, anew: true },
    { subject: other, mourned: false, anew: true },
  ]);
});
