import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Id } from '../../../campaigns/campaign.ts';
import { createStore } from '../../../src/database/store/store.ts';
import { claimed, dueAt, givenDelivery, guildId, organiserId, post } from '../../support/campaigns.ts';
import { freshDatabase } from '../../support/database.ts';

const { db } = await freshDatabase();
const store = createStore({ db });
const { campaigns, ledger } = store;
const inTime = { post, leaseMs: 60_000, now: dueAt };
const tooLate = { ...inTime, now: dueAt.add({ hours: 6, milliseconds: 1 }) };

/** As if the process that holds it had been gone for that long. */
async function leaseRanOut(id: Id, milliseconds = 0): Promise<void> {
  await sql`
    update deliveries set lease_until = clock_timestamp(),
      in_doubt_since = in_doubt_since - ${milliseconds} * interval '1 millisecond'
    where id = ${id}`.execute(db);
}

async function losePublicChannel(campaignId: Id, reason: string | null): Promise<void> {
  const channel = (await campaigns.channels(campaignId)).find(({ audience }) => audience === 'public');
  await campaigns.setQuarantine(channel?.id ?? '', reason, dueAt);
}

describe('a claim', () => {
  test('takes a pending delivery, with everything that is needed to send it', async () => {
    const { campaign, deliveryId } = await givenDelivery(store);
    const claim = await claimed(store, deliveryId);
    expect(claim).toMatchObject({ first: true, sinceFirstAttemptMs: 0, stopped: null });
    expect(claim.delivery).toMatchObject({
      id: deliveryId,
      campaignId: campaign.id,
      purpose: 'digest',
      subject: '',
      slot: '2026-03-09T09:00',
      dueAt,
      latestAt: dueAt.add({ hours: 6 }),
      channel: { guildId, audience: 'public', language: 'en' },
      state: 'sending',
      generation: 0,
      attempts: 1,
      frozen: post,
    });
  });

  test('freezes the post: a later claim sends the same bytes, whatever it would have said', async () => {
    const { deliveryId } = await givenDelivery(store);
    const awkward = {
      ...post,
      body: String.raw`{"content":"\u0000 \ud800 ñ 🕯 'quoted' \\ $1"}`,
      lateBody: '{"content":"late"}',
      files: [
        {
          name: 'b',
          type: 'image/png',
          bytes: new Uint8Array(Array.from({ length: 256 }, (_, byte) => byte)),
        },
        { name: 'a', type: 'text/plain', bytes: new Uint8Array() },
      ],
      claims: ['two', 'one'],
    };
    await claimed(store, deliveryId, { ...inTime, post: awkward });
    await leaseRanOut(deliveryId);
    const { frozen } = (
      await claimed(store, deliveryId, { ...inTime, post: { body: '{}', files: [], claims: [] } })
    ).delivery;
    expect(frozen).toEqual(awkward);
    expect((await ledger.find(deliveryId))?.frozen).toEqual(frozen);
  });

  test.for(Array.from({ length: 20 }, (_, round) => round))(
    'is won by one of eight at once, round %i',
    async () => {
      const { deliveryId } = await givenDelivery(store);
      const all = await Promise.all(
        Array.from(
          { length: 8 },
          async (_, who) =>
            await ledger.claim(deliveryId, { ...inTime, post: { ...post, body: `{"content":"${who}"}` } }),
        ),
      );
      const winners = all.filter((result) => result.kind === 'claimed');
      expect(winners).toHaveLength(1);
      expect(all.filter((result) => result.kind === 'not-now' && result.reason === 'leased')).toHaveLength(7);
      const kept = await ledger.find(deliveryId);
      expect(kept?.frozen).toEqual(winners[0]?.delivery.frozen);
      expect(kept?.attempts).toBe(1);
    },
  );

  test('is refused while another holds the lease, and possible when that has run out', async () => {
    const { deliveryId } = await givenDelivery(store);
    const first = await claimed(store, deliveryId);
    expect(await ledger.claim(deliveryId, inTime)).toEqual({
      kind: 'not-now',
      state: 'sending',
      reason: 'leased',
    });
    await leaseRanOut(deliveryId, 90_000);
    const second = await claimed(store, deliveryId);
    expect(second).toMatchObject({
      first: false,
      stopped: null,
      anchor: first.anchor,
      delivery: { attempts: 2 },
    });
    expect(second.sinceFirstAttemptMs).toBeGreaterThanOrEqual(90_000);
    expect(second.sinceFirstAttemptMs).toBeLessThan(100_000);
    const attempts = await db
      .selectFrom('delivery_attempts')
      .select('outcome')
      .where('delivery_id', '=', deliveryId)
      .orderBy('started_at')
      .execute();
    expect(attempts).toEqual([{ outcome: 'abandoned' }, { outcome: null }]);
  });

  test('is refused for what was deleted', async () => {
    expect(await ledger.claim('AAAAAAAAAAAAAAAA', inTime)).toMatchObject({
      kind: 'not-now',
      reason: 'ended',
    });
  });
});

describe('what stops a delivery', () => {
  test('being too late', async () => {
    const { deliveryId } = await givenDelivery(store);
    expect(await ledger.claim(deliveryId, tooLate)).toEqual({
      kind: 'not-now',
      state: 'pending',
      reason: 'late',
    });
    await claimed(store, deliveryId, { ...inTime, now: dueAt.add({ hours: 6 }) });
  });

  test('a pause, until it ends', async () => {
    const { campaign, deliveryId } = await givenDelivery(store);
    await campaigns.setState(guildId, campaign.id, 'paused', organiserId);
    expect(await ledger.claim(deliveryId, inTime)).toMatchObject({ kind: 'not-now', reason: 'paused' });
    await campaigns.setState(guildId, campaign.id, 'active', organiserId);
    await claimed(store, deliveryId);
  });

  test('the loss of its channel, until that is mended', async () => {
    const { campaign, deliveryId } = await givenDelivery(store);
    await losePublicChannel(campaign.id, 'deleted');
    expect(await ledger.claim(deliveryId, inTime)).toMatchObject({ kind: 'not-now', reason: 'quarantined' });
    await losePublicChannel(campaign.id, null);
    await claimed(store, deliveryId);
  });

  test("an organiser's decision to skip its slot", async () => {
    const { campaign, deliveryId } = await givenDelivery(store);
    await db
      .insertInto('overrides')
      .values({
        campaign_id: campaign.id,
        purpose: 'digest',
        subject: '',
        slot: '2026-03-09T09:00',
        skipped: true,
        decided_by: organiserId,
      })
      .execute();
    expect(await ledger.claim(deliveryId, inTime)).toMatchObject({ kind: 'not-now', reason: 'withdrawn' });
  });

  test('does not keep one that is in doubt from being found out', async () => {
    const { campaign, deliveryId } = await givenDelivery(store);
    await claimed(store, deliveryId);
    const claimAnew = async (options = inTime) => {
      await leaseRanOut(deliveryId);
      return await claimed(store, deliveryId, options);
    };
    expect(await claimAnew(tooLate)).toMatchObject({ first: false, stopped: 'late' });
    await losePublicChannel(campaign.id, 'deleted');
    expect(await claimAnew()).toMatchObject({ stopped: 'quarantined' });
    await campaigns.setState(guildId, campaign.id, 'paused', organiserId);
    expect(await claimAnew()).toMatchObject({ stopped: 'paused' });
  });

  test('a pause that was confirmed lets no later claim through, whatever runs at once', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { campaign, deliveryId } = await givenDelivery(store);
      const order: string[] = [];
      await Promise.all([
        campaigns.setState(guildId, campaign.id, 'paused', organiserId).then(() => order.push('paused')),
        ledger.claim(deliveryId, inTime).then(({ kind }) => order.push(kind)),
      ]);
      const { rows } = await sql<{ claimed_after_pause: boolean }>`
        select started_at > (select at from audit where campaign_id = ${campaign.id} order by id desc limit 1)
          as claimed_after_pause
        from delivery_attempts where delivery_id = ${deliveryId}`.execute(db);
      // The audit row was written inside the pause: an attempt that began after it had to see it.
      expect(rows.every((row) => !row.claimed_after_pause)).toBe(true);
      expect(order).toHaveLength(2);
    }
  });
});

describe('the anchor', () => {
  const idAt = (moment: Temporal.Instant) => BigInt(moment.epochMilliseconds - 1_420_070_400_000) << 22n;

  test('lies five minutes before it was due, however late the first claim comes', async () => {
    const past = Temporal.Instant.from('2026-03-09T09:00:00Z');
    const { deliveryId } = await givenDelivery(store);
    const { anchor } = await claimed(store, deliveryId, { ...inTime, now: past.add({ hours: 5 }) });
    expect(BigInt(anchor)).toBe(idAt(past.subtract({ minutes: 5 })));
  });

  test("lies five minutes before the database's time when the campaign clock is ahead", async () => {
    const { deliveryId } = await givenDelivery(store);
    await sql`
      update deliveries set due_at = '2126-01-01Z', latest_at = '2126-01-02Z' where id = ${deliveryId}`.execute(
      db,
    );
    const before = await ledger.time();
    const { anchor } = await claimed(store, deliveryId, {
      ...inTime,
      now: Temporal.Instant.from('2126-01-01T00:00:00Z'),
    });
    const after = await ledger.time();
    expect(BigInt(anchor)).toBeGreaterThanOrEqual(idAt(before.subtract({ minutes: 5 })));
    expect(BigInt(anchor)).toBeLessThanOrEqual(idAt(after.subtract({ minutes: 5 })));
  });
});
