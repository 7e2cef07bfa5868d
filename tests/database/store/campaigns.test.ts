import assert from 'node:assert/strict';
import { describe, expect, test } from 'vitest';
import { createStore } from '../../../src/database/store/store.ts';
import {
  at,
  created,
  digest,
  givenCampaign,
  guildId,
  newCampaign,
  organiserId,
  otherGuildId,
  planSlots,
  remembrance,
} from '../../support/campaigns.ts';
import { freshDatabase } from '../../support/database.ts';

const { db } = await freshDatabase();
const store = createStore({ db });
const { campaigns } = store;

describe('a campaign', () => {
  test('is kept as it was made, and starts paused', async () => {
    const wanted = newCampaign({ schedules: [digest, remembrance('juliaca')] });
    const made = await campaigns.create(wanted);
    assert(made !== 'taken');
    expect(made).toMatchObject({
      guildId,
      name: wanted.name,
      zone: 'UTC',
      state: 'paused',
      createdAt: created,
    });
    expect(await campaigns.find(guildId, made.id)).toEqual(made);
    expect(await campaigns.channels(made.id)).toMatchObject([
      { audience: 'organisers', quarantine: null },
      { audience: 'public', quarantine: null },
    ]);
    expect(await campaigns.schedules(made.id)).toMatchObject([
      { ...digest, enabled: true },
      { ...remembrance('juliaca'), enabled: true },
    ]);
  });

  test('belongs to its server, and no other sees it', async () => {
    const made = await givenCampaign(store);
    expect(await campaigns.find(otherGuildId, made.id)).toBeNull();
    expect(await campaigns.setState(otherGuildId, made.id, 'archived', organiserId)).toBeNull();
    expect(await campaigns.find(guildId, made.id)).toEqual(made);
    expect((await campaigns.ofGuild(otherGuildId)).map(({ id }) => id)).not.toContain(made.id);
    expect((await campaigns.ofGuild(guildId)).map(({ id }) => id)).toContain(made.id);
  });

  test('needs a channel for its organisers', async () => {
    const channels = newCampaign().channels.filter(({ audience }) => audience === 'public');
    await expect(campaigns.create(newCampaign({ channels }))).rejects.toThrow(RangeError);
  });

  test('has a name that no other of the server has, case aside, also when two are made at once', async () => {
    const both = await Promise.all(
      ['Justicia para ÁNCASH', 'justicia para áncash'].map(
        async (name) => await campaigns.create(newCampaign({ name })),
      ),
    );
    expect(both.filter((made) => made === 'taken')).toHaveLength(1);
    const elsewhere = await campaigns.create(
      newCampaign({ name: 'Justicia para Áncash', guildId: otherGuildId }),
    );
    expect(elsewhere).not.toBe('taken');
  });

  test('that is archived is no longer planned, and is looked at again when it is brought back', async () => {
    const { id } = await givenCampaign(store);
    const looked: string[] = [];
    const look = async () =>
      await store.planning.expandDue(at('02-01T00:00'), 100, ({ schedule }) => {
        looked.push(schedule.campaignId);
        return null;
      });
    await campaigns.setState(guildId, id, 'archived', organiserId);
    expect((await campaigns.all()).map((campaign) => campaign.id)).not.toContain(id);
    await look();
    expect(looked).not.toContain(id);
    await campaigns.setState(guildId, id, 'paused', organiserId);
    await look();
    expect(looked).toContain(id);
  });

  test('records who changed its state', async () => {
    const { id } = await givenCampaign(store);
    const entries = await db.selectFrom('audit').selectAll().where('campaign_id', '=', id).execute();
    expect(entries).toMatchObject([
      {
        guild_id: guildId,
        by: organiserId,
        what: 'campaign.state',
        details: { from: 'paused', to: 'active' },
      },
    ]);
  });
});

describe('a lost channel', () => {
  test('is marked once, told once, and comes back', async () => {
    const { id } = await givenCampaign(store);
    const channel = (await campaigns.channels(id)).find(({ audience }) => audience === 'public');
    assert(channel !== undefined);
    const lost = { kind: 'channel-lost', channelId: channel.channelId, reason: 'gone' } as const;
    const now = at('02-01T00:00');
    const both = await Promise.all([
      campaigns.setQuarantine(channel.id, 'gone', now, lost),
      campaigns.setQuarantine(channel.id, 'gone', now, lost),
    ]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await campaigns.quarantined()).toMatchObject([
      { id: channel.id, quarantine: { since: now, reason: 'gone' } },
    ]);
    const notices = await db.selectFrom('notices').select('id').where('campaign_id', '=', id).execute();
    expect(notices).toHaveLength(1);
    expect(await store.notices.find(id, notices[0]?.id ?? '')).toEqual(lost);

    expect(await campaigns.setQuarantine(channel.id, null, now)).toBe(true);
    expect(await campaigns.setQuarantine(channel.id, null, now)).toBe(false);
    expect(await campaigns.quarantined()).toEqual([]);
  });
});

describe('remembrances', () => {
  test('follow the pack: added, changed, switched off and on again', async () => {
    const { id } = await givenCampaign(store, {
      schedules: [digest, remembrance('ilave'), remembrance('juliaca')],
    });
    await planSlots(store, id, ['2026-01-09T10:00', '2026-05-09T10:00']);
    const now = at('02-01T00:00');
    const moved = remembrance('juliaca', {
      rule: { kind: 'yearly', of: '2023-01-10', time: '10:00', leadDays: 0 },
    });

    await campaigns.syncRemembrances(id, [moved, remembrance('puno')], now);
    expect(await campaigns.schedules(id)).toMatchObject([
      { ...digest, enabled: true },
      { subject: 'ilave', enabled: false },
      { ...moved, enabled: true },
      { subject: 'puno', enabled: true },
    ]);
    const planned = await db
      .selectFrom('occurrences')
      .select(['purpose', 'subject', 'slot'])
      .where('campaign_id', '=', id)
      .orderBy('purpose')
      .orderBy('subject')
      .orderBy('slot')
      .execute();
    expect(planned.map(({ purpose, subject, slot }) => `${purpose} ${subject} ${slot}`)).toEqual([
      'digest  2026-01-09T10:00',
      'digest  2026-05-09T10:00',
      'remembrance ilave 2026-01-09T10:00',
      'remembrance juliaca 2026-01-09T10:00',
    ]);

    await campaigns.syncRemembrances(id, [moved, remembrance('puno'), remembrance('ilave')], now);
    expect((await campaigns.schedules(id)).every(({ enabled }) => enabled)).toBe(true);
  });

  test('that are as they were are not planned again, and two processes at once add them once', async () => {
    const { id } = await givenCampaign(store, { schedules: [] });
    const wanted = [remembrance('juliaca'), remembrance('puno')];
    const now = at('02-01T00:00');
    await Promise.all([1, 2, 3].map(async () => await campaigns.syncRemembrances(id, wanted, now)));
    await planSlots(store, id, ['2026-05-09T10:00']);
    await campaigns.syncRemembrances(id, wanted, at('03-01T00:00'));
    const looks = await db
      .selectFrom('schedules')
      .select('next_look_at')
      .where('campaign_id', '=', id)
      .execute();
    expect(looks).toEqual([{ next_look_at: null }, { next_look_at: null }]);
  });
});
