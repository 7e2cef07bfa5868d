import { beforeEach, describe, expect, test } from 'vitest';
import { calendarPosts } from '../../support/calendar-posts.ts';
import { ids, organising, type Seen } from '../../support/organising.ts';
import { giveChannels, moreChannels, posted, words, workOnce } from './kit.ts';

const world = await organising('2026-11-10T15:00:00Z');
const { organiser } = world;
const { open, tick, occurrences } = calendarPosts(world);

/** Monday 16 November 2026 has a digest at nine. */
const monday = '2026-11-16';
const vigil = { ...words, when: `${monday} 18:00` };

beforeEach(async () => {
  await world.reset();
  world.discord.requests.length = 0;
});

async function calendarText(): Promise<string> {
  return (await organiser.use('campaign calendar', { months: 1 })).text;
}

/** When its digests are, by the calendar as a file, in UTC. */
async function fileStarts(): Promise<readonly string[]> {
  const calendar = await organiser.use('campaign calendar', { months: 1 });
  const [file] = (await organiser.press(calendar.press['As a calendar file'])).files;
  const text = new TextDecoder().decode(file?.bytes);
  return text
    .split('BEGIN:VEVENT')
    .filter((event) => event.includes('Digest'))
    .map((event) => /DTSTART:(\S+)/.exec(event)?.[1] ?? '');
}

async function planned(campaignId: string): Promise<readonly string[]> {
  await tick();
  const all = await occurrences(campaignId);
  return all.flatMap((one) => (one.purpose === 'digest' ? [one.due_at.toString()] : []));
}

async function mourned(given: Record<string, string> = vigil): Promise<Seen> {
  const card = await organiser.use('announce', given);
  expect(card.press['Day of mourning: yes']).toBeUndefined();
  return await organiser.press(card.press['Day of mourning: no']);
}

describe('an announcement of a day of mourning', () => {
  test('says so on its card, and can be taken back there', async () => {
    await world.campaign();
    const card = await mourned();
    expect(card.text).toContain('It is of mourning: it pings nobody. A digest of the campaign waits');
    const back = await organiser.press(card.press['Day of mourning: yes']);
    expect(back.text).not.toContain('mourning');
    expect(back.press['Day of mourning: no']).toBeDefined();
  });

  test('moves the digest in the calendar, its file and the plan, once it is scheduled', async () => {
    const id = await world.campaign();
    const card = await mourned();
    expect(await planned(id)).toEqual([`${monday}T14:00:00Z`]);
    expect(await calendarText()).not.toContain('falls on a day of mourning');
    await organiser.press(card.press['Schedule']);
    expect(await planned(id)).toEqual(['2026-11-17T14:00:00Z']);
    expect(await calendarText()).toContain(
      'Moved to this day, because Monday 16 November 2026, 09:00 falls on a day of mourning',
    );
    expect(await calendarText()).toContain('On this day a digest waits until the next day');
    expect((await fileStarts())[0]).toBe('20261117T140000Z');
    const digest = await open('Tuesday 17 November 2026, 09:00');
    const form = await organiser.press(digest.press['Move']);
    const asked = await organiser.submit(form.form, { when: `${monday} 20:00` });
    expect(asked.text).toContain('Mind that 16 November 2026 is a day of mourning.');
  });

  test('gives the digest back when it is withdrawn', async () => {
    const id = await world.campaign();
    const scheduled = await organiser.press((await mourned()).press['Schedule']);
    expect(await planned(id)).toEqual(['2026-11-17T14:00:00Z']);
    await organiser.press(scheduled.press['Withdraw']);
    expect(await planned(id)).toEqual([`${monday}T14:00:00Z`]);
    expect((await fileStarts())[0]).toBe(`20261116T140000Z`);
  });

  test('holds for the digest of every channel, also when it goes to another one', async () => {
    const id = await world.campaign();
    const channels = await giveChannels(world, id);
    await organiser.use('campaign resume');
    const card = await mourned();
    const { form } = await organiser.press(card.press['Channels']);
    const fewer = await organiser.submit(form, { channels: channels[moreChannels.spanish] ?? '' });
    await organiser.press(fewer.press['Schedule']);
    expect(await planned(id)).toContain('2026-11-17T14:00:00Z');
    world.clock.set(`${monday}T23:30:00Z`);
    await workOnce(world);
    expect(posted(world, moreChannels.spanish)).toHaveLength(1);
    expect(posted(world, ids.channel)).toEqual([]);
  });

  test('is chosen in the form about repeating, too, and is the day itself of what goes out before it', async () => {
    const id = await world.campaign();
    const card = await mourned();
    const { form } = await organiser.press(card.press['Repeat']);
    expect(JSON.stringify(form)).toContain('"value":"mourning","default":true');
    const yearly = { repeat: 'yearly', of: '2020-11-16', lead: '3', tone: 'mourning' };
    const memory = await organiser.submit(form, yearly);
    await organiser.press(memory.press['Schedule']);
    expect(await planned(id)).toEqual(['2026-11-17T14:00:00Z']);
    // The post three days before is not on the day of mourning.
    expect((await calendarText()).match(/On this day a digest waits/g)).toBeNull();
  });
});
