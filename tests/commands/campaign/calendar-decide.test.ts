import { Temporal } from 'temporal-polyfill';
import { beforeEach, describe, expect, test } from 'vitest';
import { calendarPosts, choose, digests, mourningDay } from '../../support/calendar-posts.ts';
import { organising } from '../../support/organising.ts';

const world = await organising('2026-11-10T15:00:00Z');
const { organiser, deps } = world;
const { store } = deps;
const other = world.somebody({ userId: '100000000000000007' });
const { audit, open } = calendarPosts(world);

beforeEach(async () => await world.reset());

describe('what organisers decide about it', () => {
  test('skip and back', async () => {
    const id = await world.campaign();
    const skipped = await organiser.press((await open(mourningDay)).press['Skip']);
    expect(skipped.text).toContain('Saved. You can take that back until its time');
    expect(skipped.text).toContain('it is not posted on');
    const calendar = await organiser.use('campaign calendar', { months: 12 });
    expect(calendar.text).toContain('An organiser skipped this one');
    const back = await organiser.press(skipped.press['Do not skip']);
    expect(back.text).toContain('Saved: it is posted again as planned');
    expect(await audit()).toEqual(['slot.skip', 'slot.unskip']);
    expect((await store.slots.of(id)).map(({ version }) => version)).toEqual([2]);
  });

  test('what is skipped says so once, and nothing of who gets or approves it', async () => {
    const id = await world.campaign();
    await world.database.db.updateTable('campaigns').set({ approvals: 2 }).where('id', '=', id).execute();
    const post = await open(mourningDay);
    expect(post.text).toContain('It goes out only when 2 people have approved it');
    const skipped = await organiser.press(post.press['Skip']);
    expect(skipped.text).toContain('An organiser skipped **Day of mourning');
    expect(skipped.text.match(/skipped/g)).toHaveLength(1);
    expect(skipped.text).not.toMatch(/approved|It goes to|paused/);
    const back = await organiser.press(skipped.press['Do not skip']);
    expect(back.text).toContain('It goes out only when 2 people have approved it');
  });

  test('a move, shown back before it counts, and back again', async () => {
    const id = await world.campaign();
    const post = await open(mourningDay);
    const form = await organiser.press(post.press['Move']);
    expect(JSON.stringify(form.form)).toContain('2027-01-09 10:00');
    const asked = await organiser.submit(form.form, { when: '10 January 2027 6pm' });
    expect(asked.text).toContain('**Day of mourning');
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
    const folded = await organiser.press(calendar.press[choose], [calendar.options[digests] ?? '']);
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
