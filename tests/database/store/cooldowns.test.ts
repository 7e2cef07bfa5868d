import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { cooldowns } from '../../../campaigns/cooldowns.ts';
import { createStore } from '../../../src/database/store/store.ts';
import { freshDatabase } from '../../support/database.ts';

const { db } = await freshDatabase();
const store = createStore({ db });
const letPass = async (seconds: number) =>
  await sql`update cooldowns set at = at - ${seconds} * interval '1 second'`.execute(db);

describe('a cooldown', () => {
  test('lets one of several at once through', async () => {
    const waits = await Promise.all(
      Array.from({ length: 8 }, async () => await store.cooldowns.take('share', 'somebody')),
    );
    expect(waits.filter((seconds) => seconds === 0)).toHaveLength(1);
    expect(waits.every((seconds) => seconds >= 0 && seconds <= cooldowns.share)).toBe(true);
  });

  test('is over after its time, and one that was refused does not begin it anew', async () => {
    expect(await store.cooldowns.take('pledge', 'a')).toBe(0);
    await letPass(cooldowns.pledge - 1);
    expect(await store.cooldowns.take('pledge', 'a')).toBe(1);
    await letPass(1);
    expect(await store.cooldowns.take('pledge', 'a')).toBe(0);
  });

  test('holds for one person and one thing only', async () => {
    expect(await store.cooldowns.take('share', 'x')).toBe(0);
    expect(await store.cooldowns.take('pledge', 'x')).toBe(0);
    expect(await store.cooldowns.take('share', 'y')).toBe(0);
    expect(await store.cooldowns.take('share', 'x')).toBeGreaterThan(0);
  });

  test('is forgotten', async () => {
    await store.cooldowns.take('share', 'old');
    const now = await store.ledger.time();
    await store.cooldowns.prune(now.add({ seconds: 1 }));
    expect(await db.selectFrom('cooldowns').selectAll().execute()).toEqual([]);
  });
});
