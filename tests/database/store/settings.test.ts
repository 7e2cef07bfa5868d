import { Temporal } from 'temporal-polyfill';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Change } from '../../../campaigns/ports/settings.ts';
import { createStore } from '../../../src/database/store/store.ts';
import {
  at,
  claimed,
  digest,
  dueAt,
  givenCampaign,
  givenDelivery,
  guildId,
  organiserId,
  organisersChannelId,
  otherGuildId,
  publicChannelId,
  remembrance,
} from '../../support/campaigns.ts';
import { freshDatabase } from '../../support/database.ts';

async function given() {
  const database = await freshDatabase();
  onTestFinished(async () => await database.drop());
  return { db: database.db, store: createStore(database) };
}
const other = '300000000000000003';
const changeOf = (campaignId: string, version = 1): Change => ({
  guildId,
  campaignId,
  version,
  by: organiserId,
  now: at('02-01T00:00'),
});

describe('settings', () => {
  test('are saved once for each version; who is late learns who was faster', async () => {
    const { store } = await given();
    const { id } = await givenCampaign(store);
    const change = changeOf(id);
    const both = await Promise.all([
      store.settings.change(change, { name: 'One' }),
      store.settings.change({ ...change, by: '200000000000000002' }, { name: 'Two' }),
    ]);
    const kinds = both.map((saved) => (saved === 'taken' ? saved : saved.kind)).toSorted();
    expect(kinds).toEqual(['changed', 'saved']);
    const now = await store.campaigns.find(guildId, id);
    const loser = both.find((saved) => saved !== 'taken' && saved.kind === 'changed');
    expect(loser).toMatchObject({ by: now?.changedBy, value: { name: now?.name, version: 2 } });
  });

  test('of another server, or that are the same, change nothing', async () => {
    const { store, db } = await given();
    const { id, name } = await givenCampaign(store);
    const foreign = await store.settings.change({ ...changeOf(id), guildId: otherGuildId }, { name: 'X' });
    expect(foreign).toEqual({ kind: 'gone' });
    await store.settings.change(changeOf(id), { name });
    expect(await store.campaigns.find(guildId, id)).toMatchObject({ name, version: 1 });
    expect(
      await db.selectFrom('audit').select('what').where('what', '<>', 'campaign.state').execute(),
    ).toEqual([]);
  });

  test('take over what is posted by itself, and leave an override where it is', async () => {
    const { store } = await given();
    const { id } = await givenCampaign(store, { schedules: [digest, remembrance('event')] });
    const later = { ...digest, rule: { kind: 'weekly', weekday: 5, time: '18:00' } as const };
    const schedules = [later, remembrance('event', { latenessMinutes: 60 })];
    await store.settings.change(changeOf(id), { language: 'es' }, { schedules });
    const now = await store.campaigns.schedules(id);
    expect(now.map(({ rule, latenessMinutes }) => [rule.kind, latenessMinutes])).toEqual([
      ['weekly', 360],
      ['yearly', 60],
    ]);
    expect(now[0]?.rule).toMatchObject({ weekday: 5, time: '18:00' });
  });

  test('pause all of the named that run, of that server', async () => {
    const { store } = await given();
    const running = await givenCampaign(store);
    const paused = await givenCampaign(store, { state: 'paused' });
    const foreign = await givenCampaign(store, { guildId: otherGuildId });
    const ids = [running.id, paused.id, foreign.id];
    expect(await store.settings.pauseAll(guildId, ids, organiserId, Temporal.Now.instant())).toEqual([
      running.id,
    ]);
    expect((await store.campaigns.find(otherGuildId, foreign.id))?.state).toBe('active');
  });
});

describe('channels', () => {
  const publicOf = async (store: Awaited<ReturnType<typeof given>>['store'], id: string) =>
    (await store.campaigns.channels(id)).find(({ audience }) => audience === 'public');

  test('that are replaced hand over what is surely not posted', async () => {
    const { store } = await given();
    const { campaign, deliveryId } = await givenDelivery(store);
    const before = await publicOf(store, campaign.id);
    await store.settings.replaceChannel(changeOf(campaign.id), before?.id ?? '', other);
    const delivery = await store.ledger.find(deliveryId);
    expect(delivery).toMatchObject({ state: 'pending', channel: { channelId: other } });
    expect((await claimed(store, deliveryId)).delivery.channel.channelId).toBe(other);
  });

  test('that are removed end what is surely not posted there, and leave the rest to recovery', async () => {
    const { store } = await given();
    const { campaign, deliveryId } = await givenDelivery(store);
    const second = await givenDelivery(store);
    const now = dueAt;
    await claimed(store, second.deliveryId);
    for (const [one, expected] of [
      [{ campaign, deliveryId }, 'skipped'],
      [second, 'sending'],
    ] as const) {
      const change = { ...changeOf(one.campaign.id), now };
      await store.settings.addChannel(change, { channelId: other, language: 'en', gets: [] });
      const channel = (await store.campaigns.channels(one.campaign.id)).find(
        ({ channelId }) => channelId === publicChannelId,
      );
      await store.settings.removeChannel({ ...change, version: 2 }, channel?.id ?? '');
      expect((await store.ledger.find(one.deliveryId))?.state).toBe(expected);
    }
  });

  test('that no longer get something do not get what waits of it', async () => {
    const { store } = await given();
    const { campaign, deliveryId } = await givenDelivery(store);
    const channel = await publicOf(store, campaign.id);
    await store.settings.changeChannel(changeOf(campaign.id), channel?.id ?? '', { gets: ['digest'] });
    expect((await store.ledger.find(deliveryId))?.state).toBe('pending');
    await store.settings.changeChannel(changeOf(campaign.id, 2), channel?.id ?? '', { gets: [] });
    expect((await store.ledger.find(deliveryId))?.state).toBe('skipped');
  });

  test('are found in their own campaign only, and the last one stays', async () => {
    const { store } = await given();
    const [one, two] = [await givenCampaign(store), await givenCampaign(store)];
    const foreign = await publicOf(store, two.id);
    for (const saved of [
      await store.settings.changeChannel(changeOf(one.id), foreign?.id ?? '', { gets: [] }),
      await store.settings.replaceChannel(changeOf(one.id), foreign?.id ?? '', other),
      await store.settings.removeChannel(changeOf(one.id), foreign?.id ?? ''),
    ]) {
      expect(saved).toEqual({ kind: 'gone' });
    }
    const own = await publicOf(store, one.id);
    expect(await store.settings.removeChannel(changeOf(one.id), own?.id ?? '')).toBe('last');
    for (const channelId of [publicChannelId, organisersChannelId]) {
      const added = await store.settings.addChannel(changeOf(one.id), {
        channelId,
        language: 'en',
        gets: [],
      });
      expect(added).toBe('there');
    }
  });
});

describe('a server that removed the bot', () => {
  test('is paused, forgotten after the grace, and back before that stays paused', async () => {
    const { store, db } = await given();
    const kept = await givenCampaign(store);
    const lost = await givenCampaign(store, { guildId: otherGuildId });
    expect(await store.guilds.left(guildId)).toBe(true);
    expect(await store.guilds.left(guildId)).toBe(false);
    expect(await store.guilds.left(otherGuildId)).toBe(true);
    expect((await store.campaigns.find(guildId, kept.id))?.state).toBe('paused');
    expect(await store.guilds.returned(guildId)).toBe(true);
    expect(await store.guilds.returned(guildId)).toBe(false);
    expect((await store.campaigns.find(guildId, kept.id))?.state).toBe('paused');

    const time = await store.ledger.time();
    expect(await store.guilds.purge(time.subtract({ hours: 1 }))).toEqual([]);
    expect(await store.guilds.purge(time.add({ hours: 1 }))).toEqual([otherGuildId]);
    expect(await store.campaigns.find(otherGuildId, lost.id)).toBeNull();
    expect(
      await db.selectFrom('audit').select('what').where('guild_id', '=', otherGuildId).execute(),
    ).toEqual([]);
    expect(await store.campaigns.find(guildId, kept.id)).not.toBeNull();
    expect(await store.guilds.all()).toEqual([{ id: guildId, removed: false }]);
  });
});

describe('notices for a lost channel of organisers', () => {
  test('are shown, and are taken for the creator once', async () => {
    const { store } = await given();
    const campaign = await givenCampaign(store);
    const channels = await store.campaigns.channels(campaign.id);
    const organisers = channels.find(({ audience }) => audience === 'organisers');
    const now = Temporal.Instant.from('2026-03-01T00:00:00Z');
    const notice = { kind: 'channel-lost', channelId: organisersChannelId, reason: 'gone' } as const;
    await store.notices.tell(campaign.id, notice, now);
    await store.planning.openDeliveries(now, 10);
    expect(await store.strandedNotices.of(campaign.id, 5)).toEqual([]);
    await store.campaigns.setQuarantine(organisers?.id ?? '', 'gone', now);
    expect(await store.strandedNotices.of(campaign.id, 5)).toMatchObject([
      { notice, campaign: { id: campaign.id } },
    ]);
    const taken = await Promise.all([
      store.strandedNotices.takeForCreators(10),
      store.strandedNotices.takeForCreators(10),
    ]);
    expect(taken.flat()).toHaveLength(1);
    expect(await store.strandedNotices.takeForCreators(10)).toEqual([]);
  });
});
