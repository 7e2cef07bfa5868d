import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { beforeEach, describe, expect, test } from 'vitest';
import { calendarOf } from '../../../campaigns/calendar/calendar-of.ts';
import { calendarPosts, mourningDay } from '../../support/calendar-posts.ts';
import { ids, languages, organising } from '../../support/organising.ts';

const world = await organising('2026-11-10T15:00:00Z');
const { organiser, deps } = world;
const { store } = deps;
const { open } = calendarPosts(world);

beforeEach(async () => await world.reset());

describe('the calendar as a file', () => {
  test('has every post with a name of its own for ever, and reads as what it was', async () => {
    const id = await world.campaign('Sol, y; "Luna"\\ – 2027');
    const { form } = await organiser.press((await open(mourningDay)).press['Move']);
    const before = await fileOf(12);
    await organiser.press((await organiser.submit(form, { when: '2027-01-10 18:00' })).press['Move it']);
    await organiser.press((await open('Monday 7 December 2026, 10:00')).press['Skip']);
    const after = await fileOf(12);
    expect(after.events.map(({ uid }) => uid).toSorted()).toEqual(
      before.events.map(({ uid }) => uid).toSorted(),
    );
    expect(new Set(after.events.map(({ uid }) => uid)).size).toBe(after.events.length);
    const summary = 'Day of mourning: 4 years since “Title of day-of-mourning”';
    const own = after.events.find((event) => event.summary === summary);
    expect(own?.start).toBe('2027-01-10T23:00:00Z');
    expect(own?.sequence).toBe(1);
    expect(before.events.find(({ uid }) => uid === own?.uid)).toMatchObject({
      start: '2027-01-09T15:00:00Z',
      sequence: 0,
    });
    const skipped = after.events.filter(({ status }) => status === 'CANCELLED');
    expect(skipped.map(({ start }) => start)).toEqual(['2026-12-07T15:00:00Z']);
    expect(after.name).toBe('Sol, y; "Luna"\\ – 2027');
    // The same moments as the calendar has.
    const campaign = await store.campaigns.find(ids.server, id);
    if (!campaign) throw new Error('the campaign is gone');
    const now = deps.clock.now();
    const until = now.toZonedDateTimeISO(campaign.zone).add({ months: 12 }).toInstant();
    const planned = calendarOf(
      await store.campaigns.schedules(id),
      await store.campaigns.overrides(id),
      deps.library.shelf(campaign.pack)?.record ?? null,
      { from: now, until },
    );
    expect(after.events.map(({ start }) => start).toSorted()).toEqual(
      planned.map(({ at }) => at.toString()).toSorted(),
    );
  });

  async function fileOf(months: number) {
    const calendar = await organiser.use('campaign calendar', { months });
    const answer = await organiser.press(calendar.press['As a calendar file']);
    expect(answer).toMatchObject({ kind: 'answer', private: true });
    const [file] = answer.files;
    expect(file?.name).toBe('sol-y-luna-2027.ics');
    const component = new ICAL.Component(ICAL.parse(new TextDecoder().decode(file?.bytes)));
    const events = component.getAllSubcomponents('vevent').map((one) => {
      const event = new ICAL.Event(one);
      return {
        uid: event.uid,
        summary: event.summary,
        sequence: event.sequence,
        start: Temporal.Instant.from(event.startDate.toJSDate().toISOString()).toString(),
        status: String(one.getFirstPropertyValue('status')),
      };
    });
    return { events, name: String(component.getFirstPropertyValue('x-wr-calname')) };
  }
});

describe('the numbers told of a campaign', () => {
  test.each(['en', 'es'] as const)('are those of its calendar (%s)', async (language) => {
    const somebody = world.somebody({ speech: languages.in(language) });
    const made = await somebody.use('campaign create', {
      name: 'Numbers',
      channel: ids.channel,
      organisers: ids.organisers,
    });
    const calendar = await somebody.use('campaign calendar', { months: 12 });
    const resumed = await somebody.use('campaign resume');
    const times = /(\d+) (?:times|veces)\. (?:When it would|Si no hay)/;
    for (const { text } of [calendar, made, resumed]) expect(times.exec(text)?.[1]).toBe('52');
  });
});
