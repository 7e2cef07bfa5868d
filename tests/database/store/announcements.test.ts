import { describe, expect, test } from 'vitest';
import { announcementWorld, edit, scheduleOf, valueOf, words } from '../../support/announcement-world.ts';
import { givenCampaign, guildId, organiserId, otherGuildId } from '../../support/campaigns.ts';

const { db, store, givenDraft, givenScheduled, opened, sent, audited } = await announcementWorld();
const { announcements } = store;
const otherOrganiser = '200000000000000009';

describe('an announcement', () => {
  test('is found with its campaign, by its own server alone', async () => {
    const draft = await givenDraft();
    expect(await announcements.find(guildId, draft.id)).toMatchObject({
      ...draft,
      state: 'draft',
      campaign: { id: draft.campaignId, guildId },
    });
    expect(await announcements.find(otherGuildId, draft.id)).toBeNull();
    expect(await announcements.standing(otherGuildId, 100)).toEqual([]);
    expect((await announcements.standing(guildId, 100)).map(({ id }) => id)).toContain(draft.id);
  });

  test('stands until everything of it went out, when it goes out once', async () => {
    const standing = async (id: string) =>
      (await announcements.standing(guildId, 100)).some((one) => one.id === id);
    const once = await givenScheduled();
    expect(await standing(once.id)).toBe(true);
    const deliveries = await opened(once);
    expect(await standing(once.id)).toBe(true);
    for (const delivery of deliveries) await sent(delivery);
    expect(await standing(once.id)).toBe(false);
  });

  test('keeps everything that is decided about it', async () => {
    const draft = await givenDraft();
    const bytes = new Uint8Array([0, 255, 1]);
    const change = {
      title: 'Vigil',
      whenTyped: 'some day',
      at: null,
      repeat: { kind: 'yearly', of: '2023-01-09', typed: '', leadDays: 7 },
      mourning: true,
      channels: ['AAAAAAAAAAAAAAAA'],
      crosspost: true,
      translation: { language: 'es', words: { title: 'Vigilia', text: 'A las seis' } },
      picture: { type: 'image/png', width: 2, height: 3, alt: 'A candle', bytes },
    } as const;
    const saved = valueOf(await announcements.change(edit(draft), change));
    const expected = {
      title: 'Vigil',
      text: words.text,
      whenTyped: 'some day',
      at: null,
      repeat: change.repeat,
      mourning: true,
      channels: change.channels,
      crosspost: true,
      translations: { es: { title: 'Vigilia', text: 'A las seis' } },
      picture: { type: 'image/png', width: 2, height: 3, alt: 'A candle', size: 3 },
      version: 2,
    };
    expect(saved).toMatchObject(expected);
    expect(await announcements.find(guildId, draft.id)).toMatchObject(expected);
    expect(new Uint8Array((await announcements.picture(draft.id)) ?? [])).toEqual(bytes);

    const { picture: _, ...rest } = expected;
    const other = { picture: { type: 'image/png', width: 2, height: 3, alt: 'Candles' } } as const;
    expect(valueOf(await announcements.change(edit(saved), other)).picture?.alt).toBe('Candles');
    const bare = { picture: null, translation: { language: 'es', words: null }, channels: null } as const;
    expect(valueOf(await announcements.change(edit({ ...saved, version: 3 }), bare))).toMatchObject({
      ...rest,
      picture: null,
      translations: {},
      channels: null,
      version: 4,
    });
    expect(await announcements.picture(draft.id)).toBeNull();
  });

  test('is changed by who saw its last version, of its own server alone', async () => {
    const draft = await givenDraft();
    const foreign = edit(draft, { guildId: otherGuildId });
    expect(await announcements.change(foreign, { text: 'taken over' })).toEqual({ kind: 'gone' });
    const changes = await Promise.all(
      ['one', 'two', 'three'].map(
        async (text) => await announcements.change(edit(draft, { by: otherOrganiser }), { text }),
      ),
    );
    expect(changes.filter(({ kind }) => kind === 'saved')).toHaveLength(1);
    expect(changes.filter(({ kind }) => kind === 'changed')).toMatchObject([
      { by: otherOrganiser, value: { version: 2 } },
      { by: otherOrganiser, value: { version: 2 } },
    ]);
    expect((await audited(draft.id)).map(({ what }) => what)).toEqual(['announcement.change']);
  });

  test('is scheduled once, however often it is confirmed', async () => {
    const draft = await givenDraft();
    const foreign = edit(draft, { guildId: otherGuildId });
    expect(await announcements.schedule(foreign, scheduleOf(draft))).toEqual({ kind: 'gone' });
    const confirmed = await Promise.all(
      [1, 2, 3].map(
        async () => await announcements.schedule(edit(draft, { by: otherOrganiser }), scheduleOf(draft)),
      ),
    );
    expect(confirmed.filter(({ kind }) => kind === 'saved')).toHaveLength(1);
    expect(await store.campaigns.schedules(draft.campaignId)).toHaveLength(1);
    expect(await announcements.find(guildId, draft.id)).toMatchObject({
      version: draft.version,
      changedBy: organiserId,
    });
    expect(await audited(draft.id)).toMatchObject([{ what: 'announcement.schedule', by: otherOrganiser }]);
  });

  test('is not scheduled when it says something else than what was seen', async () => {
    const draft = await givenDraft();
    const changed = valueOf(await announcements.change(edit(draft), { text: 'not seen' }));
    expect(await announcements.schedule(edit(draft), scheduleOf(draft))).toMatchObject({ kind: 'changed' });
    expect(await announcements.find(guildId, draft.id)).toMatchObject({ state: 'draft' });
    expect(valueOf(await announcements.schedule(edit(changed), scheduleOf(draft))).state).toBe('scheduled');
  });

  test('holds text that PostgreSQL does not', async () => {
    const draft = await givenDraft();
    const text = 'a\0b\ud800c';
    const translation = { language: 'es', words: { title: text, text } };
    const changed = valueOf(await announcements.change(edit(draft), { text, whenTyped: text, translation }));
    expect(changed).toMatchObject({
      text: 'ab\ufffdc',
      whenTyped: 'ab\ufffdc',
      translations: { es: { title: 'ab\ufffdc' } },
    });
  });

  test('goes to the chosen channels alone, and to no more of them than get announcements', async () => {
    const gets = [
      ['300000000000000011', ['announcement']],
      ['300000000000000012', ['announcement']],
      ['300000000000000013', ['digest']],
    ] as const;
    const campaign = await givenCampaign(store, {
      schedules: [],
      channels: [
        ...gets.map(([channelId]) => ({ channelId, audience: 'public', language: 'en' }) as const),
        { channelId: '300000000000000014', audience: 'organisers', language: 'en' },
      ],
    });
    for (const [channelId, purposes] of gets) {
      await db
        .updateTable('campaign_channels')
        .set({ gets: [...purposes] })
        .where('campaign_id', '=', campaign.id)
        .where('channel_id', '=', channelId)
        .execute();
    }
    const channels = await store.campaigns.channels(campaign.id);
    const idOf = (channelId: string) => channels.find((one) => one.channelId === channelId)?.id ?? '';
    const got = async (chosen: readonly string[] | null) => {
      const draft = await announcements.draft({ campaignId: campaign.id, ...words, createdBy: organiserId });
      const changed = valueOf(
        await announcements.change(edit(draft), { channels: chosen && chosen.map(idOf) }),
      );
      await givenScheduled(changed);
      await db.deleteFrom('deliveries').where('campaign_id', '=', campaign.id).execute();
      const ids = await opened(changed);
      const rows = await db
        .selectFrom('deliveries')
        .innerJoin('campaign_channels', 'campaign_channels.id', 'deliveries.campaign_channel_id')
        .select('channel_id')
        .where('deliveries.id', 'in', [...ids, ''])
        .orderBy('channel_id')
        .execute();
      return rows.map((row) => row.channel_id);
    };
    expect(await got(null)).toEqual(['300000000000000011', '300000000000000012']);
    expect(await got(['300000000000000012'])).toEqual(['300000000000000012']);
    expect(await got(['300000000000000011', '300000000000000013'])).toEqual(['300000000000000011']);
  });
});
