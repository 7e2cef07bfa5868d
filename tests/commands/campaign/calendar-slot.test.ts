import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { beforeEach, describe, expect, test } from 'vitest';
import { calendarOf } from '../../../campaigns/calendar/calendar-of.ts';
import { placeAt } from '../../../messages/campaigns/calendar-place.ts';
import { slotPreview } from '../../../messages/campaigns/slot-preview.ts';
import { createPlanner } from '../../../worker/planner.ts';
import { brokenLimits } from '../../support/message-limits.ts';
import { ids, languages, organising, type Seen, type Somebody } from '../../support/organising.ts';
import { testRecord } from '../../support/record.ts';

const world = await organising('2026-11-10T15:00:00Z');
const { organiser, deps } = world;
const { store } = deps;
const other = world.somebody({ userId: '100000000000000007' });
const choose = 'Choose a post to preview, change, move or skip it';
const mourningDay = 'Saturday 9 January 2027, 10:00';

beforeEach(async () => await world.reset());

/** What happens by itself: everything that is due now is opened. */
async function tick(): Promise<void> {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const queue = { ensure: async () => undefined };
  await createPlanner({ ...deps, queue, log }).tick();
}

/** Opens a post of the calendar by its time. */
async function open(when: string, by: Somebody = organiser): Promise<Seen> {
  const calendar = await by.use('campaign calendar', { months: 12 });
  const value = calendar.options[when];
  if (value === undefined)
    throw new Error(`${when} is not one of ${Object.keys(calendar.options).join(' | ')}`);
  return await by.press(calendar.press[choose], [value]);
}

async function occurrences(campaignId: string) {
  return await world.database.db
    .selectFrom('occurrences')
    .select(['purpose', 'slot', 'due_at', 'state', 'skip'])
    .where('campaign_id', '=', campaignId)
    .orderBy('due_at')
    .execute();
}

async function audit(): Promise<readonly string[]> {
  const rows = await world.database.db.selectFrom('audit').select('what').orderBy('id').execute();
  return rows.map(({ what }) => what).filter((what) => what.startsWith('slot.'));
}

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
    const folded = calendar.options['All 52 of them, one by one'] ?? '';
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

describe('what organisers decide about it', () => {
  test('skip and back', async () => {
    const id = await world.campaign();
    const skipped = await organiser.press((await open(mourningDay)).press['Skip']);
    expect(skipped.text).toContain('Saved: it is skipped');
    expect(skipped.text).toContain('it is not posted on');
    const calendar = await organiser.use('campaign calendar', { months: 12 });
    expect(calendar.text).toContain('An organiser skipped this one');
    const back = await organiser.press(skipped.press['Do not skip']);
    expect(back.text).toContain('Saved: it is posted again as planned');
    expect(await audit()).toEqual(['slot.skip', 'slot.unskip']);
    expect((await store.slots.of(id)).map(({ version }) => version)).toEqual([2]);
  });

  test('a move, shown back before it counts, and back again', async () => {
    const id = await world.campaign();
    const post = await open(mourningDay);
    const form = await organiser.press(post.press['Move']);
    expect(JSON.stringify(form.form)).toContain('2027-01-09 10:00');
    const asked = await organiser.submit(form.form, { when: '10 January 2027 6pm' });
    expect(asked.text).toContain('Move **Day of mourning');
    expect(asked.text).toContain(
      'from Saturday 9 January 2027, 10:00 (Lima time) to Sunday 10 January 2027, 18:00',
    );
    expect(asked.text).toContain(
      `<t:${Temporal.Instant.from('2027-01-10T23:00:00Z').epochMilliseconds / 1000}:f>`,
    );
    expect(await audit()).toEqual([]);
    const moved = await organiser.press(asked.press['Move it']);
    expect(moved.text).toContain('Saved: it was moved');
    expect(moved.text).toContain('it was planned for Saturday 9 January 2027, 10:00');
    const [standing] = await store.slots.of(id);
    expect(standing).toMatchObject({ slot: '2027-01-09T10:00', movedTo: '2027-01-10T18:00' });
    const back = await organiser.press(moved.press['Move back']);
    expect(back.text).toContain('Saved: it is back at its own time');
    expect(back.text).toContain('Saturday 9 January 2027, 10:00 (Lima time)');
    expect(await audit()).toEqual(['slot.move', 'slot.move-back']);
  });

  test('a time that is unclear, past, too far or no time is asked again with what was typed', async () => {
    await world.campaign();
    const { form } = await organiser.press((await open(mourningDay)).press['Move']);
    const unclear = await organiser.submit(form, { when: '03/04/2027 10:00' });
    expect(Object.keys(unclear.press)).toEqual([
      'Saturday 3 April 2027, 10:00',
      'Thursday 4 March 2027, 10:00',
      'Another time',
      'Leave it as it is',
    ]);
    const chosen = await organiser.press(unclear.press['Thursday 4 March 2027, 10:00']);
    expect(chosen.text).toContain('to Thursday 4 March 2027, 10:00');
    const past = await organiser.submit(form, { when: '2026-01-01 10:00' });
    expect(past.text).toContain('has passed. Nothing was saved');
    const far = await organiser.submit(form, { when: '2029-06-01 10:00' });
    expect(far.text).toContain('more than 24 months ahead');
    const wrong = await organiser.submit(form, { when: 'when we can: 5' });
    expect(wrong.text).toContain('I do not understand “when we can\\: 5” as a time');
    const again = await organiser.press(wrong.press['Another time']);
    expect(JSON.stringify(again.form)).toContain('when we can: 5');
    expect((await organiser.press(wrong.press['Leave it as it is'])).text).toContain('is planned for');
  });

  test('a digest that is moved to a day of mourning is pointed out', async () => {
    await world.campaign();
    const calendar = await organiser.use('campaign calendar', { months: 3 });
    const folded = await organiser.press(calendar.press[choose], [
      calendar.options['All 13 of them, one by one'] ?? '',
    ]);
    const digest = await organiser.press(folded.press[choose], [
      folded.options['Monday 11 January 2027, 09:00'] ?? '',
    ]);
    const { form } = await organiser.press(digest.press['Move']);
    const asked = await organiser.submit(form, { when: '2027-01-09 09:00' });
    expect(asked.text).toContain('Mind that 9 January 2027 is a day of mourning');
  });

  test('a note, that stands in the post as the words of the organisers', async () => {
    await world.campaign();
    const post = await open(mourningDay);
    const { form } = await organiser.press(post.press['Note']);
    const noted = await organiser.submit(form, { note: 'We meet at **six**.\nBring @everyone a flower.' });
    expect(noted.text).toContain('Saved: the note goes with this post');
    const preview = await organiser.press(noted.press['Preview']);
    expect(preview.text).toContain(
      'From the organisers:\n> We meet at **six**.\n> Bring @everyone a flower.',
    );
    const again = await organiser.press(noted.press['Note']);
    expect(JSON.stringify(again.form)).toContain('Bring @everyone a flower');
    const gone = await organiser.submit(again.form, { note: '  ' });
    expect(gone.text).toContain('no note goes with this post any more');
    expect((await organiser.press(gone.press['Preview'])).text).not.toContain('From the organisers');
  });

  test('of two organisers the second one learns who was faster, and saves nothing', async () => {
    const id = await world.campaign();
    const mine = await open(mourningDay);
    const theirs = await open(mourningDay, other);
    const forms = [
      await organiser.press(mine.press['Move']),
      await other.press(theirs.press['Move']),
    ] as const;
    const asked = await organiser.submit(forms[0].form, { when: '2027-01-10 18:00' });
    const askedToo = await other.submit(forms[1].form, { when: '2027-01-11 18:00' });
    const done = await Promise.all([
      organiser.press(asked.press['Move it']),
      other.press(askedToo.press['Move it']),
    ]);
    const saved = done.filter(({ text }) => text.includes('Saved: it was moved'));
    const refused = done.filter(({ text }) => text.includes('Nothing was saved'));
    expect([saved.length, refused.length]).toEqual([1, 1]);
    expect(refused[0]?.text).toMatch(/<@1000000000000000\d\d> changed this <t:\d+:R>/);
    expect((await store.slots.of(id)).map(({ version }) => version)).toEqual([1]);
    expect(await audit()).toEqual(['slot.move']);
  });

  test('one press that arrives twice decides once', async () => {
    await world.campaign();
    const post = await open(mourningDay);
    await organiser.press(post.press['Skip'], [], '399999999999999999');
    await organiser.press(post.press['Skip'], [], '399999999999999999');
    expect(await audit()).toEqual(['slot.skip']);
  });
});

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
    expect(shown.text).toContain('Under it stands the button “Sources”');
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
      plans: { schedules: [], occurrences: [], announcements: new Map([['A', 'Title']]) },
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
