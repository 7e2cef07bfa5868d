import { describe, expect, test } from 'vitest';
import type { Announcement } from '../../../campaigns/campaign.ts';
import { createStore } from '../../../src/database/store/store.ts';
import {
  at,
  claimed,
  givenCampaign,
  guildId,
  organiserId,
  otherGuildId,
  planSlots,
  post,
} from '../../support/campaigns.ts';
import { freshDatabase } from '../../support/database.ts';

const { db } = await freshDatabase();
const store = createStore({ db });
const { announcements, ledger, planning } = store;

const words = { title: 'March', text: 'On Saturday at noon', at: '2026-03-14T12:00' };
const lease = { post, leaseMs: 60_000, now: at('03-14T12:00') };

async function givenDraft(): Promise<Announcement> {
  const { id } = await givenCampaign(store, { schedules: [] });
  return await announcements.draft({ campaignId: id, ...words, createdBy: organiserId });
}

/** Scheduled, and with `open` its delivery is there. */
async function givenScheduled(): Promise<Announcement & { open(): Promise<string> }> {
  const draft = await givenDraft();
  await announcements.schedule(guildId, draft.id, scheduleOf(draft));
  return {
    ...draft,
    open: async () => {
      await planSlots(store, draft.campaignId, [words.at]);
      await planning.openDeliveries(at('03-14T12:00'), 100);
      const rows = await db
        .selectFrom('deliveries')
        .select('id')
        .where('campaign_id', '=', draft.campaignId)
        .execute();
      if (rows[0] === undefined) throw new Error('nothing was opened');
      return rows[0].id;
    },
  };
}

function scheduleOf({ id }: Announcement) {
  return {
    purpose: 'announcement',
    subject: id,
    rule: { kind: 'once', at: words.at },
    zone: 'UTC',
    latenessMinutes: 360,
  } as const;
}

describe('an announcement', () => {
  test('is found with its campaign, by its own server alone', async () => {
    const draft = await givenDraft();
    expect(await announcements.find(guildId, draft.id)).toMatchObject({
      ...draft,
      state: 'draft',
      campaign: { id: draft.campaignId, guildId },
    });
    expect(await announcements.find(otherGuildId, draft.id)).toBeNull();
  });

  test('can be changed while it is a draft, by its own server alone', async () => {
    const draft = await givenDraft();
    expect(await announcements.change(otherGuildId, draft.id, { ...words, text: 'taken over' })).toBeNull();
    expect(await announcements.change(guildId, draft.id, { ...words, text: 'At one' })).toMatchObject({
      text: 'At one',
    });
    await announcements.schedule(guildId, draft.id, scheduleOf(draft));
    expect(await announcements.change(guildId, draft.id, words)).toBeNull();
    expect(await announcements.find(guildId, draft.id)).toMatchObject({ text: 'At one', state: 'scheduled' });
  });

  test('is scheduled once, however often it is confirmed', async () => {
    const draft = await givenDraft();
    expect(await announcements.schedule(otherGuildId, draft.id, scheduleOf(draft))).toBe(false);
    const confirmed = await Promise.all(
      [1, 2, 3].map(async () => await announcements.schedule(guildId, draft.id, scheduleOf(draft))),
    );
    expect(confirmed.filter(Boolean)).toHaveLength(1);
    expect(await store.campaigns.schedules(draft.campaignId)).toHaveLength(1);
  });

  test('is not scheduled when it says something else than what was seen', async () => {
    const draft = await givenDraft();
    const changed = await announcements.change(guildId, draft.id, { ...words, text: 'not seen' });
    expect(await announcements.schedule(guildId, draft.id, scheduleOf(draft), draft)).toBe(false);
    expect(await announcements.find(guildId, draft.id)).toMatchObject({ state: 'draft' });
    expect(await announcements.schedule(guildId, draft.id, scheduleOf(draft), changed ?? draft)).toBe(true);
  });

  test('holds text that PostgreSQL does not', async () => {
    const draft = await givenDraft();
    const changed = await announcements.change(guildId, draft.id, { ...words, text: 'a\0b\ud800c' });
    expect(changed?.text).toBe('ab\ufffdc');
  });
});

describe('withdrawing', () => {
  test('stops what is not planned yet', async () => {
    const scheduled = await givenScheduled();
    expect(await announcements.withdraw(otherGuildId, scheduled.id)).toBe(false);
    expect(await announcements.withdraw(guildId, scheduled.id)).toBe(true);
    expect(await announcements.withdraw(guildId, scheduled.id)).toBe(false);
    await expect(scheduled.open()).rejects.toThrow('nothing was opened');
  });

  test('stops what is waiting to be posted', async () => {
    const scheduled = await givenScheduled();
    const deliveryId = await scheduled.open();
    expect(await announcements.withdraw(guildId, scheduled.id)).toBe(true);
    expect(await ledger.find(deliveryId)).toMatchObject({ state: 'skipped' });
    expect(await ledger.claim(deliveryId, lease)).toMatchObject({ kind: 'not-now', reason: 'ended' });
  });

  test('does not pretend to stop what is posted', async () => {
    const scheduled = await givenScheduled();
    const deliveryId = await scheduled.open();
    const { leaseId } = await claimed(store, deliveryId, lease);
    await ledger.settle(deliveryId, leaseId, { to: 'sent', messageId: '400000000000000001' }, lease.now);
    expect(await announcements.withdraw(guildId, scheduled.id)).toBe(false);
    expect(await announcements.find(guildId, scheduled.id)).toMatchObject({ state: 'scheduled' });
  });
});
