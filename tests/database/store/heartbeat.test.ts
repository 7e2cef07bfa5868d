import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { createStore } from '../../../src/database/store/store.ts';
import { at, givenCampaign, planSlots } from '../../support/campaigns.ts';
import { freshDatabase } from '../../support/database.ts';

const database = await freshDatabase();
const { db } = database;
const store = createStore(database);
const post = { body: '{}', files: [], claims: [] };
const due = at('03-09T09:00');

/** A delivery that was opened so many seconds after it was due; its id. */
async function opened(secondsLate: number): Promise<string> {
  const { id } = await givenCampaign(store);
  await planSlots(store, id, ['2026-03-09T09:00']);
  await store.planning.openDeliveries(due.add({ seconds: secondsLate }), 100);
  const { id: delivery } = await db
    .selectFrom('deliveries')
    .select('id')
    .where('campaign_id', '=', id)
    .executeTakeFirstOrThrow();
  return delivery;
}

/** What the claim says of it, half an hour after it was due. */
async function forgettable(id: string): Promise<boolean> {
  const claim = await store.ledger.claim(id, { post, leaseMs: 45_000, now: due.add({ minutes: 30 }) });
  if (claim.kind !== 'claimed') throw new Error(`not claimed: ${claim.reason}`);
  return claim.forgettable;
}

/** As if the last beat had been that long ago: a backup brings back an old one. */
const restored = async (ago: string): Promise<unknown> =>
  await sql`update heartbeat set at = clock_timestamp() - ${ago}::interval`.execute(db);

describe('a post may have been forgotten', () => {
  beforeEach(async () => await store.planning.beat());

  test('never while a planner has run since it was made on time', async () => {
    const id = await opened(0);
    await store.planning.beat();
    expect(await forgettable(id)).toBe(false);
  });

  test('when it was made long after it was due', async () => {
    expect(await forgettable(await opened(120))).toBe(false);
    expect(await forgettable(await opened(121))).toBe(true);
  });

  test('when the planner was silent since, also before it beats again', async () => {
    const [early, late] = [await opened(0), await opened(0)];
    await restored('1 day');
    expect(await forgettable(early)).toBe(true);
    await store.planning.beat();
    await store.planning.beat();
    expect(await forgettable(late)).toBe(true);
    expect(await forgettable(await opened(0))).toBe(false);
  });

  test('not for a silence of a few ticks', async () => {
    const id = await opened(0);
    await restored('15 seconds');
    await store.planning.beat();
    expect(await forgettable(id)).toBe(false);
  });
});
