import { beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { createHousekeeping } from '../../../worker/housekeeping.ts';
import { managing } from '../../support/managing.ts';
import { ids, languages } from '../../support/organising.ts';

const world = await managing();
const { organiser, discord, clock, deps, database } = world;
let campaign = '';

beforeEach(async () => {
  campaign = await world.running();
});

async function remembranceOut(): Promise<string> {
  clock.set('2027-01-09T15:00:00Z');
  await world.round();
  return await world.delivery();
}

const show = async (filter: string) => await organiser.press(`log-filter:${campaign}`, [filter]);

describe('/campaign log', () => {
  test('tells who did what, what was posted where with a link, newest first, and pings nobody', async () => {
    await remembranceOut();
    const seen = await organiser.use('campaign log');
    const lines = seen.text.split('\n');
    expect(lines[0]).toBe('This is what happened in Solidarity, newest first.');
    expect(seen.text).toContain(`<@${ids.organiser}> created the campaign`);
    expect(seen.text).toContain(
      `A post of remembrance “Title of day-of-mourning” in <#${ids.channel}>: posted. https://discord.example/channels/${ids.server}/${ids.channel}/`,
    );
    expect(seen.text.indexOf('A post of remembrance')).toBeLessThan(
      seen.text.indexOf('created the campaign'),
    );
  });

  test('filters, and opens a post', async () => {
    const id = await remembranceOut();
    expect((await show('decisions')).text).not.toContain('remembrance');
    expect((await show('posts')).text).not.toContain('created');
    expect((await show('problems')).text).toBe('Nothing went wrong in Solidarity.');
    const posts = await show('posts');
    const opened = await organiser.press(posts.press['Look at one of them'], [id]);
    expect(opened.text).toMatch(/^A post of remembrance was posted/);
  });

  test('says why something went wrong, in words and not in codes, with the way to mend it', async () => {
    discord.access.set(ids.channel, {
      kind: 'missing-permissions',
      name: 'public',
      missing: ['SendMessages'],
    });
    discord.faults.push({
      creates: false,
      answer: () => ({ kind: 'refused', fix: 'channel', code: 50_013, reason: 'Missing Permissions' }),
    });
    const id = await remembranceOut();
    const now = await show('problems');
    expect(now.text).toContain(`nothing can be posted in <#${ids.channel}>: the bot lacks a permission`);
    clock.set('2027-01-10T15:00:00Z');
    await world.round();
    const later = await show('problems');
    expect(later.text).toContain('missed: it became too late (the bot lacks a permission in the channel)');
    expect(later.text).not.toContain('50013');
    const opened = await organiser.press(later.press['Look at one of them'], [id]);
    expect(Object.keys(opened.press)).toContain('Post it now');
  });

  test('turns pages of ten, and shows the first one when there is no such page', async () => {
    await sql`insert into audit (guild_id, campaign_id, by, what, details, at)
      select ${ids.server}, ${campaign}, ${ids.organiser}, 'slot.skip', '{}', '2027-01-01'::timestamptz + n * interval '1 minute'
      from generate_series(1, 25) as n`.execute(database.db);
    const first = await organiser.use('campaign log');
    expect(first.text).toMatch(/Page 1 of 3/);
    const second = await organiser.press(first.press['Next page']);
    expect(second.text).toMatch(/Page 2 of 3/);
    expect((await organiser.press(`log:${campaign}:all:99`)).text).toMatch(/Page 1 of 3/);
    expect((await organiser.press(`log:${campaign}:all:x`)).text).toContain('out of date');
    expect((await organiser.press(`log:${campaign}:everything:0`)).text).toContain('out of date');
  });

  test('shows nothing of another server or campaign', async () => {
    await remembranceOut();
    for (const press of [`log:${campaign}:all:0`, `log-new:${campaign}`]) {
      const seen = await world.foreigner.press(press);
      expect(seen.text).not.toContain('Solidarity');
      expect((await world.member.press(press)).text).toContain('Only organisers');
    }
    await world.campaign('Elsewhere', world.foreigner);
    const theirs = await world.foreigner.use('campaign log');
    expect(theirs.text).not.toContain('remembrance');
  });

  test('speaks Spanish', async () => {
    await remembranceOut();
    const rosa = world.somebody({ speech: languages.in('es') });
    const seen = await rosa.use('campaign log');
    expect(seen.text).toMatch(/^Esto es lo que pasó en Solidarity/);
    expect(seen.text).toContain(
      `Una publicación de memoria «Title of day-of-mourning (es)» en <#${ids.channel}>`,
    );
    expect(seen.text).toContain('creó la campaña');
    expect(seen.text).not.toMatch(/\{\{|log\.|manage\./);
  });
});

test('after 180 days it is forgotten who it was, and not what', async () => {
  await remembranceOut();
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const housekeeping = createHousekeeping({ ...deps, log });
  const start = deps.clock.now();
  clock.set(start.add({ hours: 24 * 170 }).toString());
  await housekeeping.run();
  expect((await organiser.use('campaign log')).text).toContain(`<@${ids.organiser}>`);
  clock.set(start.add({ hours: 24 * 190 }).toString());
  await housekeeping.run();
  const seen = await show('decisions');
  expect(seen.text).not.toContain('<@');
  expect(seen.text).toContain('Somebody (names are kept for 180 days) created the campaign');
});
