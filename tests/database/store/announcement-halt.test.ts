import { describe, expect, test } from 'vitest';
import type { Announcement } from '../../../campaigns/announcement.ts';
import { announcementWorld, edit, lease, valueOf, words } from '../../support/announcement-world.ts';
import { at, guildId, otherGuildId, planSlots } from '../../support/campaigns.ts';

const { db, store, givenDraft, givenScheduled, opened, sent, audited } = await announcementWorld();
const { announcements, ledger, planning } = store;

/** By somebody who does not care what it says by now. */
function blindly(announcement: Announcement) {
  const { seen: _, ...rest } = edit(announcement);
  return rest;
}

describe('changing what is scheduled', () => {
  test('makes it a draft, of which nothing goes out until it is scheduled again', async () => {
    const scheduled = await givenScheduled();
    await planSlots(store, scheduled.campaignId, [words.at]);
    const changed = valueOf(await announcements.change(edit(scheduled), { text: 'At one' }));
    expect(changed).toMatchObject({ state: 'draft', text: 'At one' });
    expect(await store.campaigns.schedules(scheduled.campaignId)).toMatchObject([{ enabled: false }]);
    expect(await opened(scheduled)).toEqual([]);
    await givenScheduled(changed);
    expect(await store.campaigns.schedules(scheduled.campaignId)).toMatchObject([{ enabled: true }]);
    expect(await opened(scheduled)).toHaveLength(1);
  });

  test('is too late once it went out', async () => {
    const scheduled = await givenScheduled();
    const [delivery = ''] = await opened(scheduled);
    await sent(delivery);
    expect(await announcements.change(edit(scheduled), { text: 'At one' })).toEqual({ kind: 'settled' });
    expect(await announcements.find(guildId, scheduled.id)).toMatchObject({
      state: 'scheduled',
      text: words.text,
      version: scheduled.version,
    });
  });

  test('is possible for what repeats, and touches nothing that was posted', async () => {
    const draft = await givenDraft();
    const weekly = valueOf(await announcements.change(edit(draft), { repeat: { kind: 'weekly' } }));
    const scheduled = await givenScheduled(weekly);
    const [delivery = ''] = await opened(scheduled);
    await sent(delivery);
    expect(valueOf(await announcements.change(edit(scheduled), { text: 'At one' })).state).toBe('draft');
    expect(await ledger.find(delivery)).toMatchObject({ state: 'sent' });
  });

  test('while the planner opens it either comes before or is too late', async () => {
    for (let round = 0; round < 5; round += 1) {
      const scheduled = await givenScheduled();
      await planSlots(store, scheduled.campaignId, [words.at]);
      const [, changed] = await Promise.all([
        planning.openDeliveries(at('03-14T12:00'), 100),
        announcements.change(edit(scheduled), { text: 'At one' }),
      ]);
      const rows = await db
        .selectFrom('deliveries')
        .select('state')
        .where('campaign_id', '=', scheduled.campaignId)
        .execute();
      expect(rows).toHaveLength(changed.kind === 'saved' ? 0 : 1);
    }
  });
});

describe('withdrawing', () => {
  test('stops what is not planned yet', async () => {
    const scheduled = await givenScheduled();
    const blind = blindly(scheduled);
    expect(await announcements.withdraw(edit(scheduled))).toEqual({ kind: 'settled' });
    expect(await announcements.withdraw({ ...blind, guildId: otherGuildId })).toEqual({ kind: 'gone' });
    expect(valueOf(await announcements.withdraw(blind)).state).toBe('withdrawn');
    expect(await announcements.withdraw(blind)).toEqual({ kind: 'settled' });
    expect(await opened(scheduled)).toEqual([]);
    expect((await audited(scheduled.id)).map(({ what }) => what)).toEqual([
      'announcement.schedule',
      'announcement.withdraw',
    ]);
  });

  test('stops what is waiting to be posted', async () => {
    const scheduled = await givenScheduled();
    const [delivery = ''] = await opened(scheduled);
    expect(valueOf(await announcements.withdraw(blindly(scheduled))).state).toBe('withdrawn');
    expect(await ledger.find(delivery)).toMatchObject({ state: 'skipped' });
    expect(await ledger.claim(delivery, lease)).toMatchObject({ kind: 'not-now', reason: 'ended' });
  });

  test('does not pretend to stop what is posted', async () => {
    const scheduled = await givenScheduled();
    const [delivery = ''] = await opened(scheduled);
    await sent(delivery);
    expect(await announcements.withdraw(blindly(scheduled))).toEqual({ kind: 'settled' });
    expect(await announcements.find(guildId, scheduled.id)).toMatchObject({ state: 'scheduled' });
  });

  test('stops what repeats from coming again', async () => {
    const draft = await givenDraft();
    const weekly = valueOf(await announcements.change(edit(draft), { repeat: { kind: 'weekly' } }));
    const scheduled = await givenScheduled(weekly);
    const [delivery = ''] = await opened(scheduled);
    await sent(delivery);
    expect(valueOf(await announcements.withdraw(blindly(scheduled))).state).toBe('withdrawn');
    expect(await store.campaigns.schedules(scheduled.campaignId)).toMatchObject([{ enabled: false }]);
    expect(await ledger.find(delivery)).toMatchObject({ state: 'sent' });
  });
});
