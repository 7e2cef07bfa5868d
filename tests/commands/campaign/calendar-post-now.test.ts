import { beforeEach, describe, expect, test } from 'vitest';
import { calendarPosts, mourningDay } from '../../support/calendar-posts.ts';
import { organising } from '../../support/organising.ts';

const world = await organising('2026-11-10T15:00:00Z');
const { organiser } = world;
const { audit, occurrences, open, tick } = calendarPosts(world);

beforeEach(async () => await world.reset());

describe('post now', () => {
  test('asks, opens it at once, once, and not again at its own time', async () => {
    const id = await world.campaign();
    await organiser.use('campaign resume');
    await tick();
    const post = await open(mourningDay);
    const asked = await organiser.press(post.press['Post now']);
    expect(asked.text).toContain('now, and not on Saturday 9 January 2027, 10:00 (Lima time)?');
    const done = await organiser.press(asked.press['Yes, post it now']);
    expect(done.text).toContain('within a few seconds');
    const again = await organiser.press(asked.press['Yes, post it now']);
    expect(again.text).toMatch(/changed this|on its way/);
    await tick();
    expect((await organiser.press(post.press['Skip'])).text).toContain('on its way or out already');
    expect((await organiser.press(post.press['Skip'])).text).toContain('Manage this post');
    world.clock.set('2027-01-09T15:00:00Z');
    await tick();
    await tick();
    const own = (await occurrences(id)).filter(({ purpose }) => purpose === 'remembrance');
    expect(own.filter(({ slot }) => slot === '2027-01-09T10:00')).toMatchObject([{ state: 'opened' }]);
  });

  test('is refused while the campaign is paused', async () => {
    await world.campaign();
    const refused = await organiser.press((await open(mourningDay)).press['Post now']);
    expect(refused.text).toContain('does not post at the moment');
    expect(refused.text).toContain('/campaign resume');
    expect(await audit()).toEqual([]);
  });
});

describe('after a restart, a re-plan and another rule', () => {
  test('what was moved and skipped is where it was put', async () => {
    const id = await world.campaign();
    await organiser.use('campaign resume');
    await tick();
    const { form } = await organiser.press((await open(mourningDay)).press['Move']);
    const asked = await organiser.submit(form, { when: '2027-01-10 18:00' });
    await organiser.press(asked.press['Move it']);
    await organiser.press((await open('Monday 7 December 2026, 10:00')).press['Skip']);
    // Every start brings the rules up to the settings of the campaign.
    await world.database.db
      .updateTable('campaigns')
      .set({ remembrance_time: '15:30' })
      .where('id', '=', id)
      .execute();
    await tick();
    const calendar = await organiser.use('campaign calendar', { months: 12 });
    expect(calendar.text).toContain('**Sunday 10 January 2027, 18:00**');
    expect(calendar.text).toContain('**Monday 7 December 2026, 15:30**');
    expect(calendar.text).not.toContain('Saturday 9 January 2027, 15:30');
    expect(calendar.text.match(/An organiser skipped this one/g)).toHaveLength(1);
    for (const when of ['2026-12-07T21:00:00Z', '2027-01-09T21:00:00Z', '2027-01-10T23:00:00Z']) {
      world.clock.set(when);
      await tick();
    }
    const done = (await occurrences(id)).filter(({ purpose }) => purpose === 'remembrance');
    expect(done.map(({ slot, state }) => [slot, state])).toEqual([
      ['2026-12-07T10:00', 'skipped'],
      ['2027-01-09T10:00', 'opened'],
    ]);
    expect(done[1]?.due_at.toString()).toBe('2027-01-10T23:00:00Z');
  });
});
