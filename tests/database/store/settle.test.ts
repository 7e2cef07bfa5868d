import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Id } from '../../../campaigns/campaign.ts';
import type { Settlement } from '../../../campaigns/ports/ledger.ts';
import { createStore } from '../../../src/database/store/store.ts';
import { claimed, dueAt, givenDelivery, post } from '../../support/campaigns.ts';
import { freshDatabase } from '../../support/database.ts';

const { db } = await freshDatabase();
const store = createStore({ db });
const { ledger } = store;
const options = { post, leaseMs: 60_000, now: dueAt };

async function attempt(id: Id, outcome: Settlement): Promise<void> {
  const { leaseId } = await claimed(store, id);
  expect(await ledger.settle(id, leaseId, outcome, dueAt)).toBe(true);
}

async function row(id: Id) {
  return await db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

const refusedConnection: Settlement = { to: 'pending', cause: 'ECONNREFUSED' };
const reset: Settlement = { to: 'sending', cause: 'ECONNRESET' };
const sent: Settlement = { to: 'sent', messageId: '400000000000000001' };

describe('a settlement', () => {
  test('as sent keeps the message and the time, and ends it', async () => {
    const { deliveryId } = await givenDelivery(store);
    await attempt(deliveryId, sent);
    expect(await row(deliveryId)).toMatchObject({
      state: 'sent',
      message_id: '400000000000000001',
      ended_at: dueAt,
      lease_id: null,
      in_doubt_since: null,
    });
    expect(await ledger.claim(deliveryId, options)).toEqual({
      kind: 'not-now',
      state: 'sent',
      reason: 'ended',
    });
    expect(await store.planning.unfinished(100)).not.toContain(deliveryId);
  });

  test('under a lease that another took over changes nothing', async () => {
    const { deliveryId } = await givenDelivery(store);
    const frozenProcess = await claimed(store, deliveryId);
    await sql`update deliveries set lease_until = clock_timestamp() where id = ${deliveryId}`.execute(db);
    const recoverer = await claimed(store, deliveryId);
    expect(await ledger.settle(deliveryId, frozenProcess.leaseId, refusedConnection, dueAt)).toBe(false);
    expect(await ledger.settle(deliveryId, recoverer.leaseId, sent, dueAt)).toBe(true);
    expect(await ledger.settle(deliveryId, recoverer.leaseId, sent, dueAt)).toBe(false);
    expect(await row(deliveryId)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  test('after the lease has run out is still true, when nobody else took it', async () => {
    const { deliveryId } = await givenDelivery(store);
    const { leaseId } = await claimed(store, deliveryId);
    await sql`update deliveries set lease_until = clock_timestamp() where id = ${deliveryId}`.execute(db);
    expect(await ledger.settle(deliveryId, leaseId, sent, dueAt)).toBe(true);
  });

  test('writes down each attempt with its cause', async () => {
    const { deliveryId } = await givenDelivery(store);
    await attempt(deliveryId, refusedConnection);
    await attempt(deliveryId, reset);
    await attempt(deliveryId, sent);
    const attempts = await db
      .selectFrom('delivery_attempts')
      .select(['outcome', 'cause'])
      .where('delivery_id', '=', deliveryId)
      .orderBy('started_at')
      .execute();
    expect(attempts).toEqual([
      { outcome: 'not-sent', cause: 'ECONNREFUSED' },
      { outcome: 'in-doubt', cause: 'ECONNRESET' },
      { outcome: 'sent', cause: null },
    ]);
  });

  test('as unknown or refused brings its notice, in the same transaction', async () => {
    const { campaign, deliveryId } = await givenDelivery(store);
    const notice = {
      kind: 'unproven',
      deliveryId,
      purpose: 'digest',
      subject: '',
      slot: '2026-03-09T09:00',
      channelId: '300000000000000001',
      reason: 'page limit',
    } as const;
    await attempt(deliveryId, { to: 'unknown', reason: 'unproven', cause: 'page limit', notice });
    expect(await row(deliveryId)).toMatchObject({ state: 'unknown', reason: 'unproven' });
    const told = await db.selectFrom('notices').select('id').where('campaign_id', '=', campaign.id).execute();
    expect(told).toHaveLength(1);
    expect(await store.notices.find(campaign.id, told[0]?.id ?? '')).toEqual(notice);
  });

  test('that does not count is not counted', async () => {
    const { deliveryId } = await givenDelivery(store);
    await attempt(deliveryId, { to: 'pending', cause: 'rate limited', uncounted: true });
    expect(await row(deliveryId)).toMatchObject({ state: 'pending', attempts: 0 });
  });
});

describe('doubt', () => {
  test('is none after attempts that surely posted nothing: each begins anew', async () => {
    const { deliveryId } = await givenDelivery(store);
    await attempt(deliveryId, refusedConnection);
    await attempt(deliveryId, refusedConnection);
    expect(await row(deliveryId)).toMatchObject({ state: 'pending', in_doubt_since: null });
    expect(await claimed(store, deliveryId)).toMatchObject({ first: true, sinceFirstAttemptMs: 0 });
  });

  test('begins with the first ambiguous attempt, and an attempt that surely failed does not end it', async () => {
    const { deliveryId } = await givenDelivery(store);
    await attempt(deliveryId, refusedConnection);
    await attempt(deliveryId, reset);
    const { in_doubt_since: since, state } = await row(deliveryId);
    expect(state).toBe('sending');
    await attempt(deliveryId, refusedConnection);
    await attempt(deliveryId, refusedConnection);
    expect(await row(deliveryId)).toMatchObject({ state: 'sending', in_doubt_since: since, lease_id: null });
    expect(await store.planning.unfinished(100)).toContain(deliveryId);
    const again = await claimed(store, deliveryId);
    expect(again.first).toBe(false);
    expect(again.sinceFirstAttemptMs).toBeGreaterThan(0);
  });

  test('of an abandoned attempt outlives one that surely failed', async () => {
    const { deliveryId } = await givenDelivery(store);
    await claimed(store, deliveryId);
    await sql`update deliveries set lease_until = clock_timestamp() where id = ${deliveryId}`.execute(db);
    await attempt(deliveryId, refusedConnection);
    expect(await row(deliveryId)).toMatchObject({ state: 'sending' });
    expect(await claimed(store, deliveryId)).toMatchObject({ first: false });
  });

  test('ends when the channel was read and it is not there', async () => {
    const { deliveryId } = await givenDelivery(store);
    await attempt(deliveryId, reset);
    await attempt(deliveryId, { to: 'pending', cause: 'not in the channel', absent: true });
    expect(await row(deliveryId)).toMatchObject({ state: 'pending', in_doubt_since: null });
    expect(await claimed(store, deliveryId)).toMatchObject({ first: true });
  });

  test('keeps a delivery from being closed as missed', async () => {
    const { deliveryId } = await givenDelivery(store);
    await attempt(deliveryId, reset);
    await store.planning.closeLate(dueAt.add({ hours: 24 }));
    await ledger.end(deliveryId, 'missed', 'late', dueAt);
    expect(await row(deliveryId)).toMatchObject({ state: 'sending' });
  });
});

test('ending a delivery that waits gives the reason; one that is being sent is left alone', async () => {
  const waiting = await givenDelivery(store);
  await ledger.end(waiting.deliveryId, 'skipped', 'empty', dueAt);
  expect(await row(waiting.deliveryId)).toMatchObject({ state: 'skipped', reason: 'empty' });
  const held = await givenDelivery(store);
  await claimed(store, held.deliveryId);
  await ledger.end(held.deliveryId, 'skipped', 'empty', dueAt);
  expect(await row(held.deliveryId)).toMatchObject({ state: 'sending', reason: null });
});
