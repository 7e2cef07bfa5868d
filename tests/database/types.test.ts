import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';

const { db } = await freshDatabase();

describe('values from the database', () => {
  test('a date stays the day that it is', async () => {
    const { rows } = await sql`select date '2023-01-09' as value`.execute(db);
    expect(rows).toEqual([{ value: '2023-01-09' }]);
  });

  test.for([
    '2023-01-09T15:00:00Z',
    '2023-01-09T15:00:00.123456Z',
    '1824-12-09T00:00:00Z',
    '2999-12-31T23:59:59Z',
  ])('the moment %s comes back as the same instant, in whatever zone the session is', async (moment) => {
    const back = await db.transaction().execute(async (session) => {
      await sql`set local timezone to 'Asia/Kolkata'`.execute(session);
      return await sql<{ value: unknown }>`select ${moment}::timestamptz as value`.execute(session);
    });
    const value = back.rows[0]?.value;
    expect(value).toBeInstanceOf(Temporal.Instant);
    expect(String(value)).toBe(moment);
  });

  test('an int8 is a number, and never a wrong one', async () => {
    const { rows } = await sql`select 9007199254740991::int8 as value`.execute(db);
    expect(rows).toEqual([{ value: 9_007_199_254_740_991 }]);
    await expect(sql`select 9007199254740992::int8 as value`.execute(db)).rejects.toThrow('no number holds');
  });
});
