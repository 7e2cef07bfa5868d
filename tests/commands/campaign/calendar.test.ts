import { Temporal } from 'temporal-polyfill';
import type { Purpose } from '../../../campaigns/schedule.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { ids, languages, organising, type Seen, type Somebody } from '../../support/organising.ts';

const world = await organising('2026-11-10T15:00:00Z');
const { organiser, deps } = world;

beforeEach(async () => await world.reset());

/** Every page of a calendar, by pressing "Next" until there is none. */
async function pagesOf(first: Seen, by: Somebody = organiser): Promise<readonly Seen[]> {
  const next = first.press['Next page'] ?? first.press['Página siguiente'];
  return next === undefined ? [first] : [first, ...(await pagesOf(await by.press(next), by))];
}

async function override(
  campaignId: string,
  row: { readonly purpose: Purpose; readonly subject: string; readonly slot: string },
  decided: { readonly skipped?: boolean; readonly moved_to?: string },
): Promise<void> {
  await world.database.db
    .insertInto('overrides')
    .values({
      campaign_id: campaignId,
      ...row,
      skipped: false,
      moved_to: null,
      note: null,
      ...decided,
      decided_by: ids.organiser,
    })
    .execute();
}

describe('/campaign calendar', () => {
  test('shows a year in one go, the digests folded, each with both times', async () => {
    await world.campaign();
    const answer = await organiser.use('campaign calendar', { months: 12 });
    const at = (moment: string) => Math.floor(Temporal.ZonedDateTime.from(moment).epochMilliseconds / 1000);
    const entries = answer.text
      .split('\n')
      .filter((line) => line.startsWith('**') && line.includes('for you'));
    expect(entries).toEqual([
      `**Monday 16 November 2026, 09:00** · for you <t:${at('2026-11-16T09:00[America/Lima]')}:f>`,
      `**Monday 30 November 2026, 10:00** · for you <t:${at('2026-11-30T10:00[America/Lima]')}:f>`,
      `**Monday 7 December 2026, 10:00** · for you <t:${at('2026-12-07T10:00[America/Lima]')}:f>`,
      `**Saturday 2 January 2027, 10:00** · for you <t:${at('2027-01-02T10:00[America/Lima]')}:f>`,
      `**Saturday 9 January 2027, 10:00** · for you <t:${at('2027-01-09T10:00[America/Lima]')}:f>`,
      `**Sunday 21 February 2027, 10:00** · for you <t:${at('2027-02-21T10:00[America/Lima]')}:f>`,
      `**Sunday 28 February 2027, 10:00** · for you <t:${at('2027-02-28T10:00[America/Lima]')}:f>`,
    ]);
    expect(answer.text).toContain('every Monday at 09:00, 52 times');
    expect(answer.text).toContain('posts at most 58 times until 10 November 2027');
    expect(answer.text).toContain('Day of mourning: 4 years since “Title of day-of-mourning”');
    expect(answer.text).toContain('Day to remember: 4 years since “Title of milestone”');
    expect(answer.text).toContain('The hours are those of America/Lima');
    expect(answer.text).toContain('It is paused');
    expect(answer.text).not.toContain('not-remembered');
    expect(answer.text).not.toContain('known-to-the-month');
  });

  test('shows three months when nothing is said, and says what is moved, skipped or waits', async () => {
    const id = await world.campaign();
    await override(
      id,
      { purpose: 'remembrance', subject: 'milestone', slot: '2026-12-07T10:00' },
      { skipped: true },
    );
    await override(
      id,
      { purpose: 'planning-note', subject: 'day-of-mourning', slot: '2027-01-02T10:00' },
      { moved_to: '2027-01-04T18:00' },
    );
    const answer = await organiser.use('campaign calendar');
    expect(answer.text).toContain('An organiser skipped this one');
    expect(answer.text).toContain('**Monday 4 January 2027, 18:00**');
    expect(answer.text).toContain(
      'An organiser moved this one; it was planned for Saturday 2 January 2027, 10:00',
    );
    expect(answer.text).toContain('every Monday at 09:00, 13 times');
    expect(answer.text).toContain('posts at most 16 times until 10 February 2027');
  });

  test('shows a digest of its own that waits for the day after a day of mourning', async () => {
    world.clock.set('2034-01-03T15:00:00Z');
    await world.campaign();
    const answer = await organiser.use('campaign calendar', { months: 1 });
    expect(answer.text).toContain('**Tuesday 10 January 2034, 09:00**');
    expect(answer.text).toContain(
      'Moved to this day, because Monday 9 January 2034, 09:00 falls on a day of mourning',
    );
    expect(answer.text).toContain('every Monday at 09:00, 3 times');
  });

  test('turns pages of ten, and stays in the language and on the message', async () => {
    const id = await world.campaign();
    await world.organiser.use('campaign resume');
    for (let day = 1; day <= 14; day += 1) {
      const words = { title: `Title ${day}`, text: 'Text', at: `2026-12-${String(day + 10)}T12:00` };
      const draft = await deps.store.announcements.draft({
        ...words,
        campaignId: id,
        createdBy: ids.organiser,
      });
      const now = deps.clock.now();
      const edit = { guildId: ids.server, id: draft.id, seen: 1, by: ids.organiser, now };
      await deps.store.announcements.schedule(edit, {
        purpose: 'announcement',
        subject: draft.id,
        rule: { kind: 'once', at: words.at },
        zone: 'America/Lima',
        latenessMinutes: 360,
      });
    }
    const spanish = world.somebody({ speech: languages.in('es') });
    const pages = await pagesOf(await spanish.use('campaign calendar', { months: 24 }), spanish);
    const counts = pages.map(
      ({ text }) => text.split('\n').filter((line) => line.includes('para ti <t:')).length,
    );
    expect(counts).toEqual([10, 10, 7]);
    expect(pages.map(({ kind }) => kind)).toEqual(['answer', 'update', 'update']);
    expect(pages.map(({ text }) => text).join('\n')).toContain('Anuncio: «Title 14»');
    expect(pages.at(-1)?.text).toContain('Página 3 de 3');
    expect(pages.at(-1)?.press['Página anterior']).toBe(`campaign-calendar:${id}:24:1`);
  });

  test.each([0, 25, -1])('refuses %i months in a sentence', async (months) => {
    await world.campaign();
    expect((await organiser.use('campaign calendar', { months })).text).toContain('from 1 to 24 months');
  });

  test('keeps the hour of the campaign through a clock change', async () => {
    await organiser.use('campaign create', {
      name: 'London',
      channel: ids.channel,
      organisers: ids.organisers,
      zone: 'Europe/London',
    });
    world.clock.set('2027-03-01T12:00:00Z');
    const id = (await deps.store.campaigns.ofGuild(ids.server))[0]?.id ?? '';
    await override(
      id,
      { purpose: 'digest', subject: '', slot: '2027-03-22T09:00' },
      { moved_to: '2027-03-28T01:30' },
    );
    const answer = await organiser.use('campaign calendar', { months: 1 });
    // 01:30 does not exist on that Sunday: the clocks go from 01:00 to 02:00.
    expect(answer.text).toContain('**Sunday 28 March 2027, 02:30**');
  });
});
