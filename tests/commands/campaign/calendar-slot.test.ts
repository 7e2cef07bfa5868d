import { Temporal } from 'temporal-polyfill';
import { beforeEach, describe, expect, test } from 'vitest';
import { calendarPosts, choose, digests, mourningDay } from '../../support/calendar-posts.ts';
import { ids, organising } from '../../support/organising.ts';

const world = await organising('2026-11-10T15:00:00Z');
const { organiser } = world;
const { audit, open } = calendarPosts(world);

beforeEach(async () => await world.reset());

describe('a post that is opened from the calendar', () => {
  test('says when, what, where, and what can be done with it', async () => {
    await world.campaign();
    const post = await open(mourningDay);
    expect(post.kind).toBe('update');
    expect(post.text).toContain('Day of mourning: 4 years since “Title of day-of-mourning”** is planned');
    expect(post.text).toContain('Saturday 9 January 2027, 10:00 (Lima time)');
    expect(post.text).toContain(
      `<t:${Temporal.Instant.from('2027-01-09T15:00:00Z').epochMilliseconds / 1000}:f>`,
    );
    expect(post.text).toContain(`It goes to <#${ids.channel}>`);
    expect(post.text).toContain('a digest waits until the next day, and nobody is pinged');
    expect(post.text).toContain('The campaign is paused');
    expect(Object.keys(post.press)).toEqual([
      'Preview',
      'Note',
      'Skip',
      'Move',
      'Post now',
      'Back to the calendar',
    ]);
  });

  test('is one of the folded digests, shown one by one', async () => {
    await world.campaign();
    const calendar = await organiser.use('campaign calendar', { months: 12 });
    const folded = calendar.options[digests] ?? '';
    const single = await organiser.press(calendar.press[choose], [folded]);
    expect(Object.keys(single.options)[0]).toBe('Monday 16 November 2026, 09:00');
    expect(single.text).toContain('Page 1 of 6');
    const next = await organiser.press(single.press['Next page']);
    expect(next.text).toContain('Page 2 of 6');
    const digest = await organiser.press(next.press[choose], Object.values(next.options).slice(0, 1));
    expect(digest.text).toContain('Monday 25 January 2027, 09:00');
    const back = await organiser.press(digest.press['Back to the calendar']);
    expect(back.text).toContain('Page 2 of 6');
    expect((await organiser.press(back.press['Back to the calendar'])).text).toContain(
      'every Monday at 09:00, 52 times',
    );
  });

  test('is nothing for whoever may not see it, and a forged id says no more than that', async () => {
    const id = await world.campaign();
    const post = await open(mourningDay);
    const skip = post.press['Skip'] ?? '';
    const stranger = { userId: '100000000000000008', permissions: { manageServer: false, speak: true } };
    const nobody = world.somebody(stranger);
    const roleOfOther = world.somebody({ ...stranger, roles: ['100000000000000066'] });
    for (const somebody of [nobody, roleOfOther, world.member]) {
      expect((await somebody.press(skip)).text).toContain('Only organisers');
    }
    expect((await world.somebody({ muted: true }).press(skip)).text).toContain('muted');
    expect((await world.foreigner.press(skip)).text).toContain('not in this server');
    const forged = skip.replace(/^(slot-skip:[^:]+:)[^:]+/, '$1AAAAAAAAAAAAAAAA');
    expect((await organiser.press(forged)).text).toContain('no longer planned');
    for (const wrong of [
      `slot-skip:${id}`,
      `${skip}x`,
      skip.replace(':0:', ':x:'),
      `slot-skip:${id}:a:0:99.0`,
    ]) {
      expect((await organiser.press(wrong)).text).toMatch(/out of date|no longer planned/);
    }
    expect(await audit()).toEqual([]);
    expect(world.faults).toEqual([]);
  });
});
