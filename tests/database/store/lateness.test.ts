import { afterEach, describe, expect, test } from 'vitest';
import type { Id } from '../../../campaigns/campaign.ts';
import type { Notice } from '../../../campaigns/notice.ts';
import { createStore } from '../../../src/database/store/store.ts';
import {
  archiveAll,
  at,
  claimed,
  dueAt,
  givenCampaign,
  givenDelivery,
  guildId,
  organiserId,
  planSlots,
  post,
} from '../../support/campaigns.ts';
import { freshDatabase } from '../../support/database.ts';

const { db } = await freshDatabase();
const store = createStore({ db });
const { campaigns, ledger, planning } = store;
const justInTime = dueAt.add({ hours: 6 });
const late = justInTime.add({ milliseconds: 1 });

async function deliveriesOf(campaignId: Id, purpose = 'digest') {
  return await db
    .selectFrom('deliveries')
    .innerJoin('occurrences', 'occurrences.id', 'deliveries.occurrence_id')
    .select([
      'deliveries.id',
      'deliveries.state',
      'deliveries.reason',
      'deliveries.cause',
      'occurrences.slot',
    ])
    .where('deliveries.campaign_id', '=', campaignId)
    .where('occurrences.purpose', '=', purpose === 'digest' ? 'digest' : 'notice')
    .orderBy('occurrences.due_at')
    .execute();
}

/** What the organisers will read: notices whose delivery or occurrence was not taken back. */
async function noticesOf(campaignId: Id): Promise<readonly (Notice | null)[]> {
  const rows = await db
    .selectFrom('occurrences')
    .leftJoin('deliveries', 'deliveries.occurrence_id', 'occurrences.id')
    .select('subject')
    .where('occurrences.campaign_id', '=', campaignId)
    .where('purpose', '=', 'notice')
    .where('occurrences.state', 'in', ['planned', 'opened'])
    .where((where) =>
      where.or([where('deliveries.state', 'is', null), where('deliveries.state', '<>', 'skipped')]),
    )
    .execute();
  return await Promise.all(rows.map(async ({ subject }) => await store.notices.find(campaignId, subject)));
}

async function quarantinePublic(campaignId: Id, reason: string | null): Promise<void> {
  const channel = (await campaigns.channels(campaignId)).find(({ audience }) => audience === 'public');
  await campaigns.setQuarantine(channel?.id ?? '', reason, dueAt);
}

afterEach(async () => await archiveAll(store));

describe('what is later than it may be', () => {
  test('is missed, and told; up to the last moment it is not', async () => {
    const { campaign, deliveryId } = await givenDelivery(store);
    expect((await planning.closeLate(justInTime)).missed).toEqual([]);
    expect((await planning.closeLate(late)).missed).toEqual([
      { campaignId: campaign.id, count: 1, first: dueAt, last: dueAt },
    ]);
    expect(await deliveriesOf(campaign.id)).toMatchObject([
      { id: deliveryId, state: 'missed', reason: 'late' },
    ]);
    expect(await noticesOf(campaign.id)).toEqual([
      { kind: 'missed', count: 1, first: '2026-03-09T09:00:00Z', last: '2026-03-09T09:00:00Z' },
    ]);
    expect((await planning.closeLate(late)).missed).toEqual([]);
  });

  test('is missed as well when nobody was there to open it, and stands in the log all the same', async () => {
    const { id } = await givenCampaign(store);
    await planSlots(store, id, ['2026-03-02T09:00', '2026-03-09T09:00', '2026-03-16T09:00']);
    expect((await planning.closeLate(late)).missed).toEqual([
      { campaignId: id, count: 2, first: at('03-02T09:00'), last: at('03-09T09:00') },
    ]);
    expect(await deliveriesOf(id)).toMatchObject([
      { slot: '2026-03-02T09:00', state: 'missed', reason: 'late' },
      { slot: '2026-03-09T09:00', state: 'missed', reason: 'late' },
    ]);
    await planning.openDeliveries(late, 100);
    expect(await deliveriesOf(id)).toHaveLength(2);
  });

  test('is skipped without a word when the campaign is paused, opened or not', async () => {
    const { campaign } = await givenDelivery(store);
    await campaigns.setState(guildId, campaign.id, 'paused', organiserId);
    const unopened = await givenCampaign(store, { state: 'paused' });
    await planSlots(store, unopened.id, ['2026-03-09T09:00']);
    expect((await planning.closeLate(late)).missed).toEqual([]);
    for (const { id } of [campaign, unopened]) {
      expect(await deliveriesOf(id)).toMatchObject([{ state: 'skipped', reason: 'paused' }]);
      expect(await noticesOf(id)).toEqual([]);
    }
  });

  test('is missed without a further word when its channel is lost', async () => {
    const { campaign } = await givenDelivery(store);
    await quarantinePublic(campaign.id, 'Missing Permissions');
    expect((await planning.closeLate(late)).missed).toEqual([]);
    expect(await deliveriesOf(campaign.id)).toMatchObject([
      { state: 'missed', reason: 'late', cause: 'Missing Permissions' },
    ]);
  });

  test('is neither while it is being sent or in doubt', async () => {
    const { campaign, deliveryId } = await givenDelivery(store);
    await ledger.claim(deliveryId, { post, leaseMs: 0, now: dueAt });
    expect((await planning.closeLate(late)).missed).toEqual([]);
    expect(await deliveriesOf(campaign.id)).toMatchObject([{ state: 'sending' }]);
    expect(await planning.unfinished(100)).toContain(deliveryId);
  });

  test('is told once by many planners at once', async () => {
    const { id } = await givenCampaign(store);
    await planSlots(store, id, ['2026-03-02T09:00', '2026-03-03T09:00', '2026-03-09T09:00']);
    const all = await Promise.all(Array.from({ length: 6 }, async () => await planning.closeLate(late)));
    expect(all.flatMap(({ missed }) => missed).reduce((sum, { count }) => sum + count, 0)).toBe(3);
    const ended = all.flatMap((one) => one.ended.map((delivery) => delivery.id));
    expect(ended.toSorted()).toEqual([...new Set(ended)].toSorted());
    const told = (await noticesOf(id)).filter((notice) => notice?.kind === 'missed');
    expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });
});

describe('an outage', () => {
  async function missOneAt(campaignId: Id, slot: string): Promise<void> {
    await db
      .updateTable('schedules')
      .set({ next_look_at: '2026-01-01T00:00Z' })
      .where('campaign_id', '=', campaignId)
      .execute();
    await planSlots(store, campaignId, [slot]);
  }

  test('is one notice while nobody can have read it', async () => {
    const { id } = await givenCampaign(store);
    await missOneAt(id, '2026-03-02T09:00');
    await planning.closeLate(at('03-02T20:00'));
    await missOneAt(id, '2026-03-03T09:00');
    await planning.closeLate(at('03-03T20:00'));
    const both = { kind: 'missed', count: 2, first: '2026-03-02T09:00:00Z', last: '2026-03-03T09:00:00Z' };
    expect(await noticesOf(id)).toEqual([both]);

    // Frozen by an attempt that surely failed: still nobody has read it.
    await planning.openDeliveries(at('03-03T20:00'), 100);
    const [waiting] = (await deliveriesOf(id, 'notice')).filter(({ state }) => state === 'pending');
    const claim = await claimed(store, waiting?.id ?? '', { post, leaseMs: 60_000, now: at('03-03T20:00') });
    await ledger.settle(
      claim.delivery.id,
      claim.leaseId,
      { to: 'pending', cause: 'refused' },
      at('03-03T20:00'),
    );
    await missOneAt(id, '2026-03-04T09:00');
    await planning.closeLate(at('03-04T20:00'));
    expect(await noticesOf(id)).toEqual([{ ...both, count: 3, last: '2026-03-04T09:00:00Z' }]);
    expect((await deliveriesOf(id, 'notice')).map(({ reason }) => reason)).toContain('replaced');
  });

  test('that was told is over: what is missed later is told anew', async () => {
    const { id } = await givenCampaign(store);
    await missOneAt(id, '2026-03-02T09:00');
    await planning.closeLate(at('03-02T20:00'));
    await planning.openDeliveries(at('03-02T20:00'), 100);
    const [told] = await deliveriesOf(id, 'notice');
    await ledger.claim(told?.id ?? '', { post, leaseMs: 60_000, now: at('03-02T20:00') });
    await missOneAt(id, '2026-03-03T09:00');
    await planning.closeLate(at('03-03T20:00'));
    expect((await noticesOf(id)).map((notice) => notice?.kind === 'missed' && notice.count)).toEqual([1, 1]);
  });
});
