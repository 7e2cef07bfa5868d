import { sql, type KyselyPlugin } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import type { Id } from '../../../campaigns/campaign.ts';
import { deliveryIdOf } from '../../../campaigns/delivery.ts';
import { createStore } from '../../../src/database/store/store.ts';
import {
  archiveAll,
  at,
  digest,
  dueAt,
  givenCampaign,
  givenDelivery,
  guildId,
  organiserId,
  organisersChannelId,
  planSlots,
  post,
  publicChannelId,
  remembrance,
} from '../../support/campaigns.ts';
import { freshDatabase } from '../../support/database.ts';

const { db } = await freshDatabase();
const store = createStore({ db });
const { campaigns, ledger, planning } = store;

async function deliveriesOf(campaignId: Id) {
  return await db
    .selectFrom('deliveries')
    .innerJoin('campaign_channels', 'campaign_channels.id', 'deliveries.campaign_channel_id')
    .innerJoin('occurrences', 'occurrences.id', 'deliveries.occurrence_id')
    .select([
      'deliveries.id',
      'deliveries.state',
      'deliveries.campaign_channel_id',
      'campaign_channels.channel_id',
      'occurrences.purpose',
      'occurrences.subject',
      'occurrences.slot',
    ])
    .where('deliveries.campaign_id', '=', campaignId)
    .execute();
}

/** How many statements the planning asks of the database meanwhile. */
async function statementsOf(work: (counted: typeof planning) => Promise<void>): Promise<number> {
  let statements = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await work(createStore({ db: db.withPlugin(counting) }).planning);
  return statements;
}

afterEach(async () => await archiveAll(store));

describe('opening', () => {
  test('makes one delivery for each channel of the audience, under an id that can be derived', async () => {
    const second = '300000000000000003';
    const { id } = await givenCampaign(store, {
      schedules: [digest, remembrance('juliaca', { purpose: 'planning-note' })],
      channels: [
        { channelId: publicChannelId, audience: 'public', language: 'en' },
        { channelId: second, audience: 'public', language: 'es' },
        { channelId: organisersChannelId, audience: 'organisers', language: 'en' },
      ],
    });
    await planSlots(store, id, ['2026-03-09T09:00']);
    expect((await planning.openDeliveries(dueAt.subtract({ milliseconds: 1 }), 100)).closed).toBe(0);
    expect((await planning.openDeliveries(dueAt, 100)).closed).toBe(2);
    const deliveries = await deliveriesOf(id);
    expect(deliveries.map(({ purpose, channel_id: channel }) => `${purpose} ${channel}`).toSorted()).toEqual([
      `digest ${publicChannelId}`,
      `digest ${second}`,
      `planning-note ${organisersChannelId}`,
    ]);
    for (const { id: deliveryId, purpose, subject, slot, campaign_channel_id: channel } of deliveries) {
      expect(deliveryId).toBe(deliveryIdOf({ campaignId: id, purpose, subject, slot }, channel));
    }
  });

  test('by many planners at once makes each delivery once', async () => {
    const { id } = await givenCampaign(store);
    const slots = Array.from({ length: 28 }, (_, day) => `2026-02-${String(day + 1).padStart(2, '0')}T09:00`);
    await db
      .updateTable('schedules')
      .set({ lateness_minutes: 60 * 24 * 60 })
      .where('campaign_id', '=', id)
      .execute();
    await planSlots(store, id, slots);
    const counts = await Promise.all(
      Array.from({ length: 8 }, async () => await planning.openDeliveries(at('03-01T00:00'), 10)),
    );
    expect(counts.reduce((sum, { closed }) => sum + closed, 0)).toBe(28);
    expect(new Set(counts.flatMap(({ made }) => made.map((delivery) => delivery.id))).size).toBe(28);
    expect((await deliveriesOf(id)).map(({ slot }) => slot).toSorted()).toEqual(slots);
  });

  test('waits while the campaign is paused', async () => {
    const { id } = await givenCampaign(store, { state: 'paused' });
    await planSlots(store, id, ['2026-03-09T09:00']);
    expect((await planning.openDeliveries(dueAt, 100)).closed).toBe(0);
    await campaigns.setState(guildId, id, 'active', organiserId);
    expect((await planning.openDeliveries(dueAt, 100)).closed).toBe(1);
  });

  test('does not wait when it is for the organisers, unless the campaign was put away', async () => {
    const paused = await givenCampaign(store, { state: 'paused' });
    const away = await givenCampaign(store, { state: 'archived' });
    await planSlots(store, paused.id, ['2026-03-09T09:00']);
    for (const { id } of [paused, away]) {
      await store.notices.tell(id, { kind: 'channel-lost', channelId: '1', reason: 'deleted' }, dueAt);
    }
    expect(await planning.nextDueAt(dueAt.subtract({ minutes: 1 }))).toEqual(dueAt);
    expect((await planning.openDeliveries(dueAt, 100)).closed).toBe(1);
    const [delivery] = await deliveriesOf(paused.id);
    expect(await planning.unfinished(10_000)).toContain(delivery?.id);
    expect(await ledger.claim(delivery?.id ?? '', { post, leaseMs: 60_000, now: dueAt })).toMatchObject({
      kind: 'claimed',
      stopped: null,
    });
    expect(await deliveriesOf(away.id)).toEqual([]);
  });

  test('takes as many statements for ten thousand deliveries as for one', async () => {
    const { id } = await givenCampaign(store);
    await planSlots(store, id, ['2026-03-09T09:00']);
    const forOne = await statementsOf(async (counted) => {
      expect((await counted.openDeliveries(dueAt, 100)).closed).toBe(1);
    });
    const other = await givenCampaign(store);
    await sql`
      insert into campaign_channels (id, campaign_id, guild_id, channel_id, audience, language, gets)
      select lpad(i::text, 16, '0'), ${other.id}, ${guildId}, (400000000000000000 + i)::text, 'public', 'en', '{digest}'
      from generate_series(1, 9999) as i`.execute(db);
    await planSlots(store, other.id, ['2026-03-09T09:00']);
    const forAll = await statementsOf(async (counted) => {
      expect((await counted.openDeliveries(dueAt, 100)).closed).toBe(1);
    });
    expect(await deliveriesOf(other.id)).toHaveLength(10_000);
    expect(forAll).toBe(forOne);
    expect(forOne).toBeGreaterThan(0);
  });
});

describe('what needs a job', () => {
  test('is what can be sent, and what nobody holds any more', async () => {
    const waiting = await givenDelivery(store);
    const held = await givenDelivery(store);
    const abandoned = await givenDelivery(store);
    const paused = await givenDelivery(store);
    const lost = await givenDelivery(store);
    await ledger.claim(held.deliveryId, { post, leaseMs: 60_000, now: dueAt });
    await ledger.claim(abandoned.deliveryId, { post, leaseMs: 0, now: dueAt });
    await campaigns.setState(guildId, paused.campaign.id, 'paused', organiserId);
    const channel = (await campaigns.channels(lost.campaign.id)).find(
      ({ audience }) => audience === 'public',
    );
    await campaigns.setQuarantine(channel?.id ?? '', 'deleted', dueAt);

    const ids = await planning.unfinished(10_000);
    expect(ids).toEqual(expect.arrayContaining([waiting.deliveryId, abandoned.deliveryId]));
    for (const { deliveryId } of [held, paused, lost]) expect(ids).not.toContain(deliveryId);
  });

  test('comes with the longest due first, and not more than asked for', async () => {
    const later = await givenCampaign(store);
    await planSlots(store, later.id, ['2026-03-08T09:00', '2026-03-07T09:00']);
    await db
      .updateTable('occurrences')
      .set({ latest_at: '2026-04-01T00:00Z' })
      .where('campaign_id', '=', later.id)
      .execute();
    await planning.openDeliveries(dueAt, 100);
    const first = await planning.unfinished(2);
    const deliveries = await deliveriesOf(later.id);
    expect(first.map((id) => deliveries.find((delivery) => delivery.id === id)?.slot)).toEqual([
      '2026-03-07T09:00',
      '2026-03-08T09:00',
    ]);
  });
});

test('the next thing that will be posted is of an active campaign, and not skipped', async () => {
  const paused = await givenCampaign(store, { state: 'paused' });
  await planSlots(store, paused.id, ['2026-06-01T09:00']);
  const active = await givenCampaign(store);
  await planSlots(store, active.id, ['2026-06-02T09:00', '2026-06-03T09:00']);
  await db
    .updateTable('occurrences')
    .set({ skip: true })
    .where('campaign_id', '=', active.id)
    .where('slot', '=', '2026-06-02T09:00')
    .execute();
  expect(await planning.nextDueAt(at('05-31T00:00'))).toEqual(at('06-03T09:00'));
  expect(await planning.nextDueAt(at('06-03T09:00'))).toBeNull();
});
