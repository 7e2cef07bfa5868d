import { beforeEach, describe, expect, test } from 'vitest';
import { ids, languages, organising } from '../../support/organising.ts';
import { giveChannels, labels, moreChannels, posted, words, workOnce } from './kit.ts';

const world = await organising('2026-11-10T15:00:00Z');
const { organiser, deps } = world;

beforeEach(async () => {
  await world.reset();
  world.discord.requests.length = 0;
});

const none = { repeat: 'none', of: '', lead: '0', tone: 'plain' };
const schedules = async (id: string) =>
  (await deps.store.campaigns.schedules(id)).filter(({ purpose }) => purpose === 'announcement');

/** A draft whose form about repeating was submitted. */
async function repeating(fields: Partial<typeof none>, more: Record<string, string> = {}) {
  const card = await organiser.use('announce', { ...words, ...more });
  const { form } = await organiser.press(card.press['Repeat']);
  return await organiser.submit(form, { ...none, ...fields });
}

/** What goes out until that moment, looked at once a day, in the first channel. */
async function outUntil(until: string): Promise<readonly string[]> {
  const end = Date.parse(until);
  for (let now = Date.parse(deps.clock.now().toString()); now <= end; now += 86_400_000) {
    world.clock.set(new Date(now).toISOString());
    await workOnce(world);
  }
  return posted(world, ids.channel)
    .map(({ body }): string => String(body.content))
    .filter((content) => content.includes('March'));
}

describe('an announcement that repeats', () => {
  test('each week says when it goes out next, and goes out then', async () => {
    const id = await world.campaign();
    await organiser.use('campaign resume');
    const card = await repeating({ repeat: 'weekly' }, { when: '2026-11-12 09:00' });
    expect(card.text).toContain('It goes out every week: Thursday, 09:00.');
    expect(card.text).toMatch(
      /Next: Thursday 12 November 2026, 09:00 \(Lima time\), for you <t:\d+:f>; Thursday 19 November .*; Thursday 26 November/,
    );
    const scheduled = await organiser.press(card.press['Schedule']);
    expect(scheduled.text).toContain('It goes out every week: Thursday, 09:00.');
    expect(labels(scheduled)).toEqual([
      'Change',
      'Repeat',
      'Picture',
      'Withdraw',
      'Day of mourning: no',
      'All announcements',
    ]);
    expect(await schedules(id)).toMatchObject([
      { rule: { kind: 'weekly', weekday: 4, time: '09:00', from: '2026-11-12' } },
    ]);
    expect(await outUntil('2026-11-27T15:00:00Z')).toHaveLength(3);
  });

  test('each month falls on the last day of shorter months', async () => {
    const id = await world.campaign();
    const card = await repeating({ repeat: 'monthly' }, { when: '2027-01-31 09:00' });
    expect(card.text).toContain('every month, on day 31 at 09:00; in a shorter month on its last day');
    expect(card.text).toMatch(
      /Next: Sunday 31 January 2027.*; Sunday 28 February 2027.*; Wednesday 31 March 2027/,
    );
    await organiser.press(card.press['Schedule']);
    expect(await schedules(id)).toMatchObject([{ rule: { kind: 'monthly', day: 31, from: '2027-01-31' } }]);
  });

  test('each year counts the years', async () => {
    await world.campaign();
    await organiser.use('campaign resume');
    const card = await repeating({ repeat: 'yearly', of: '2023-11-12' });
    expect(card.text).toContain('every year on the day itself at 10:00');
    expect(card.text).toContain('(12 November 2023)');
    expect(card.text).toContain('**Three years ago today: March on Saturday**');
    await organiser.press(card.press['Schedule']);
    expect(await outUntil('2026-11-13T15:00:00Z')).toEqual([
      '**Three years ago today: March on Saturday**\n\nWe meet at the *fountain* at ten.',
    ]);
    world.clock.set('2027-11-12T15:00:00Z');
    await workOnce(world);
    expect(posted(world, ids.channel).at(-1)?.body.content).toContain('Four years ago today: March');
  });

  test('days before its day says how many, in the words of the channel', async () => {
    const id = await world.campaign();
    await giveChannels(world, id);
    await organiser.use('campaign resume');
    const card = await repeating({ repeat: 'yearly', of: '2023-11-20', lead: '7' });
    expect(card.text).toContain('**In 7 days it is 3 years: March on Saturday**');
    expect(card.text).toContain('**En 7 días se cumplen 3 años: March on Saturday**');
    expect(card.text).toContain('Next: Friday 13 November 2026, 10:00');
    await organiser.press(card.press['Schedule']);
    world.clock.set('2026-11-13T15:00:00Z');
    await workOnce(world);
    const contents = [ids.channel, moreChannels.spanish].map(
      (channel) => posted(world, channel).at(-1)?.body.content,
    );
    expect(contents[0]).toContain('In 7 days it is 3 years');
    expect(contents[1]).toContain('En 7 días se cumplen 3 años');
  });

  test('of 29 February falls on 28 February in other years', async () => {
    await world.campaign();
    const card = await repeating({ repeat: 'yearly', of: '2024-02-29' }, { when: '2026-12-01 18:00' });
    expect(card.text).toContain('Next: Sunday 28 February 2027, 18:00');
    expect(card.text).toContain('Tuesday 29 February 2028, 18:00');
  });

  test('in mourning pings nobody, and has no emoji and no exclamation mark', async () => {
    const id = await world.campaign();
    await giveChannels(world, id);
    await organiser.use('campaign resume');
    const loud = { ...words, text: 'Come! ¡Todas! 🕯️ <:candle:1> 1️⃣ ♥ © 9' };
    const card = await organiser.use('announce', loud);
    expect(card.text).toContain('<@&100000000000000031>');
    const { form } = await organiser.press(card.press['Repeat']);
    const mourning = { ...none, repeat: 'yearly', of: '2023-11-12', tone: 'mourning' };
    const refused = await organiser.submit(form, mourning);
    expect(refused.text).toContain('This one has: ! ¡ 🕯️ <:candle:1> 1️ ⃣ ♥ What you wrote is kept');
    expect(refused.press['Schedule']).toBeUndefined();
    const change = await organiser.press(refused.press['Change']);
    const quiet = await organiser.submit(change.form, { ...words, when: '' });
    expect(quiet.text).toContain('It is of mourning: it pings nobody.');
    expect(quiet.text).not.toContain('<@&');
    await organiser.press(quiet.press['Schedule']);
    world.clock.set('2026-11-12T15:00:00Z');
    await workOnce(world);
    const [post] = posted(world, moreChannels.news);
    expect(post?.body).toMatchObject({ allowed_mentions: { parse: [] } });
    expect(JSON.stringify(post?.body)).not.toContain('100000000000000031');
  });

  test.each([
    ['weekly', { repeat: 'weekly' }, 'needs a first day and an hour'],
    ['yearly', { repeat: 'yearly' }, 'needs the day that is remembered'],
    ['unreadable', { repeat: 'yearly', of: 'that day' }, '“that day” cannot be read as a day'],
    ['ahead', { repeat: 'yearly', of: '2027-01-09' }, '9 January 2027 lies ahead'],
  ])('asks for what it lacks, and keeps the rest: %s', async (_name, fields, sentence) => {
    await world.campaign();
    const card = await repeating(fields);
    expect(card.text).toContain(sentence);
    expect(card.text).toContain(words.text);
    expect(labels(card)).toEqual([
      'Change',
      'Repeat',
      'Picture',
      'Discard',
      'Day of mourning: no',
      'All announcements',
    ]);
    const { form } = await organiser.press(card.press['Repeat']);
    expect(JSON.stringify(form)).toContain('of' in fields ? `"value":"${fields.of}"` : 'remembered');
  });

  test('asks which day is meant', async () => {
    const id = await world.campaign();
    const card = await repeating({ repeat: 'yearly', of: '09/01/2023', lead: '3', tone: 'mourning' });
    expect(card.text).toContain('Which day do you mean by “09/01/2023”?');
    expect(labels(card).slice(0, 2)).toEqual(['9 January 2023', '1 September 2023']);
    const chosen = await organiser.press(card.press['9 January 2023']);
    expect(chosen.text).toContain('3 days before the day, at 10:00');
    await organiser.press(chosen.press['Schedule']);
    expect(await schedules(id)).toMatchObject([
      { rule: { kind: 'yearly', of: '2023-01-09', leadDays: 3, time: '10:00' } },
    ]);
  });

  test('can stop repeating, and be changed after it went out', async () => {
    const id = await world.campaign();
    await organiser.use('campaign resume');
    const card = await repeating({ repeat: 'weekly' }, { when: '2026-11-12 09:00' });
    const scheduled = await organiser.press(card.press['Schedule']);
    expect(await outUntil('2026-11-13T15:00:00Z')).toHaveLength(1);
    const { form } = await organiser.press(scheduled.press['Change']);
    const changed = await organiser.submit(form, { ...words, text: 'New words', when: '2026-11-12 09:00' });
    expect(changed.text).toContain('the announcement is off the schedule now');
    expect(await schedules(id)).toMatchObject([{ enabled: false }]);
    expect(await outUntil('2026-11-20T15:00:00Z')).toHaveLength(1);
    await organiser.press(changed.press['Schedule']);
    expect(await outUntil('2026-11-27T15:00:00Z')).toMatchObject({ 1: expect.stringContaining('New words') });
  });

  test('speaks Spanish', async () => {
    await world.campaign();
    const spanish = world.somebody({ speech: languages.in('es') });
    const card = await spanish.use('announce', words);
    const { form } = await spanish.press(card.press['Repetir']);
    const yearly = await spanish.submit(form, { ...none, repeat: 'yearly', of: '9 de enero de 2023' });
    expect(yearly.text).toContain('Sale cada año el mismo día a las 10:00');
  });
});
