import { Temporal } from 'temporal-polyfill';
import { beforeEach, describe, expect, test } from 'vitest';
import { calendarOf } from '../../../campaigns/calendar/calendar-of.ts';
import { placeAt } from '../../../messages/campaigns/calendar-place.ts';
import { slotPreview } from '../../../messages/campaigns/slot-preview.ts';
import { calendarPosts, mourningDay } from '../../support/calendar-posts.ts';
import { brokenLimits } from '../../support/message-limits.ts';
import { ids, languages, organising } from '../../support/organising.ts';
import { testRecord } from '../../support/record.ts';

const world = await organising('2026-11-10T15:00:00Z');
const { organiser, deps } = world;
const { store } = deps;
const { open } = calendarPosts(world);

beforeEach(async () => await world.reset());

describe('/campaign preview', () => {
  test('shows what goes out next, exactly as it will, and leads on from post to post', async () => {
    await world.campaign();
    const first = await organiser.use('campaign preview');
    // The first digest has nothing to say yet.
    expect(first.text).toContain('would have nothing to say as things are now');
    let shown = first;
    while (!shown.text.includes('exactly like this') || !shown.text.includes('Four years ago today')) {
      expect(shown.press['Later post']).toBeDefined();
      shown = await organiser.press(shown.press['Later post']);
    }
    expect(shown.text).toContain('Buttons below it: Sources');
    const entry = await organiser.press(shown.press['Back']);
    expect(entry.text).toContain('is planned for');
    expect(entry.press['Move']).toBeDefined();
  });

  test('shows one for each language', async () => {
    const id = await world.campaign();
    await world.database.db
      .insertInto('campaign_channels')
      .values({
        id: 'CCCCCCCCCCCCCCCC',
        campaign_id: id,
        guild_id: ids.server,
        channel_id: '100000000000000055',
        audience: 'public',
        language: 'es',
        gets: ['remembrance'],
        quarantine_reason: null,
      })
      .execute();
    const preview = await organiser.press((await open(mourningDay)).press['Preview']);
    expect(preview.text).toContain('in English');
    expect(preview.text).toContain(`<#${ids.channel}>`);
    expect(preview.text).not.toContain('<#100000000000000055>');
    const spanish = await organiser.press(preview.press['Other channel']);
    expect(spanish.text).toContain('in Spanish');
    expect(spanish.text).toContain('Hoy hace cuatro años');
  });

  test('shows the picture of a post with its words, within what Discord allows', async () => {
    const campaign = await store.campaigns.find(ids.server, await world.campaign());
    const [channel] = await store.campaigns.channels(campaign?.id ?? '');
    if (!campaign || !channel) throw new Error('the campaign is gone');
    const at = Temporal.Instant.from('2027-01-09T15:00:00Z');
    const slot = '2027-01-09T10:00';
    const times = { slot, meant: slot, wall: slot, zone: campaign.zone, at };
    const facts = {
      campaign,
      occurrence: { purpose: 'announcement', subject: 'A', ...times, dropped: null, moved: null, note: null },
      plans: { schedules: [], occurrences: [], overrides: [], announcements: new Map([['A', 'Title']]) },
      version: 0,
      channels: [channel],
      place: placeAt(3),
    } as const;
    const file = { name: 'vigil.png', type: 'image/png', bytes: new Uint8Array([1]) };
    const body = {
      content: 'x'.repeat(2_000),
      attachments: [{ id: 0, filename: file.name, description: 'A vigil' }],
      allowed_mentions: { parse: [], roles: ['100000000000000042'] },
    };
    const telling = { record: testRecord(), speech: languages.in('en'), language: 'en', shared: false };
    const view = { variant: 0, previous: null, next: facts.occurrence };
    const post = { body, files: [file], claims: [] };
    const answer = slotPreview(facts, [{ channel, post }], view, telling);
    expect(brokenLimits(answer)).toEqual([]);
    expect(answer.files).toEqual([file]);
    const shown = JSON.stringify(answer.components);
    expect(shown).toContain('"url":"attachment://vigil.png"},"description":"A vigil"');
    expect(shown).toContain('It notifies the role <@&100000000000000042>');
  });

  test('is what is posted then, byte for byte', async () => {
    const id = await world.campaign();
    await organiser.use('campaign resume');
    const preview = await organiser.press((await open(mourningDay)).press['Preview']);
    const campaign = await store.campaigns.find(ids.server, id);
    const schedules = await store.campaigns.schedules(id);
    const window = {
      from: Temporal.Instant.from('2027-01-09T00:00Z'),
      until: Temporal.Instant.from('2027-01-10T00:00Z'),
    };
    const [occurrence] = calendarOf(schedules, [], null, window);
    if (!campaign || !occurrence) throw new Error('nothing is planned');
    const [made] = await deps.previews.of(campaign, occurrence);
    expect(preview.text).toContain(made?.post?.body.content);
  });
});
