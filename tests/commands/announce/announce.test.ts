import { beforeEach, describe, expect, test } from 'vitest';
import { announcementLengths } from '../../../messages/campaigns/announcement-form.ts';
import { ids, languages, organising, type Seen } from '../../support/organising.ts';
import { words, workOnce } from './kit.ts';

const world = await organising('2026-11-10T15:00:00Z');
const { organiser, foreigner, member, deps, discord } = world;

beforeEach(async () => await world.reset());

const drafts = async () => await world.database.db.selectFrom('announcements').selectAll().execute();
const first = async () => (await drafts())[0];
const schedules = async (id: string) =>
  (await deps.store.campaigns.schedules(id)).filter(({ purpose }) => purpose === 'announcement');

/** What a preview frames: the post itself. */
function framed({ text }: Seen): string {
  return text.slice(text.indexOf('**March'));
}

describe('/announce', () => {
  test('shows exactly what will be posted, and posts exactly that', async () => {
    await world.campaign();
    await organiser.use('campaign resume');
    const preview = await organiser.use('announce', words);
    expect(preview.private).toBe(true);
    expect(preview.text).toContain(`in <#${ids.channel}>`);
    expect(preview.text).toContain('as soon as you press “Post now”');
    expect(Object.keys(preview.press)).toEqual([
      'Post now',
      'Change',
      'Repeat',
      'Picture',
      'Discard',
      'Day of mourning: no',
      'All announcements',
    ]);
    await workOnce(world);
    expect(discord.in(ids.channel)).toEqual([]);
    const confirmed = await organiser.press(preview.press['Post now']);
    expect(confirmed.kind).toBe('update');
    expect(confirmed.text).toContain(`on its way to <#${ids.channel}>`);
    await workOnce(world);
    expect(discord.in(ids.channel).map(({ content }) => content)).toEqual([framed(preview)]);
    expect(framed(preview)).toBe('**March on Saturday**\n\nWe meet at the *fountain* at ten.');
  });

  test('goes out at once also in the minute in which the campaign was made', async () => {
    world.clock.set('2026-11-10T15:00:20Z');
    await world.campaign();
    await organiser.use('campaign resume');
    const preview = await organiser.use('announce', { title: 'At once', text: 'Come to the square.' });
    world.clock.set('2026-11-10T15:00:40Z');
    await organiser.press(preview.press['Post now']);
    await workOnce(world);
    expect(discord.in(ids.channel).filter(({ content }) => content.includes('At once'))).toHaveLength(1);
  });

  test('schedules for the time that it showed, in both times', async () => {
    const id = await world.campaign();
    const preview = await organiser.use('announce', { ...words, when: 'Saturday 10:00' });
    expect(preview.text).toContain('Saturday 14 November 2026, 10:00 (Lima time), for you <t:1794668400:f>');
    expect(preview.text).toContain('**Solidarity is paused.**');
    expect(await schedules(id)).toEqual([]);
    const confirmed = await organiser.press(preview.press['Schedule']);
    expect(confirmed.text).toContain('is scheduled for Saturday 14 November 2026, 10:00 (Lima time)');
    expect(confirmed.text).toContain('**Solidarity is paused.**');
    const announcement = await first();
    expect(await schedules(id)).toMatchObject([
      {
        subject: announcement?.id,
        rule: { kind: 'once', at: '2026-11-14T10:00' },
        zone: 'America/Lima',
        latenessMinutes: 360,
      },
    ]);
    const calendar = await organiser.use('campaign calendar', { months: 1 });
    expect(calendar.text).toContain('Announcement: “March on Saturday”');
    const audit = await world.database.db.selectFrom('audit').select('what').execute();
    expect(audit.map(({ what }) => what)).toContain('announcement.schedule');
  });

  test('asks in a form for what is missing, keeping what was typed', async () => {
    const id = await world.campaign();
    const { form } = await organiser.use('announce', { title: 'March on Saturday', when: 'mañana' });
    expect(form).toMatchObject({
      custom_id: `announce-form:${id}`,
      title: 'Write an announcement',
      components: [
        { label: 'Title', component: { custom_id: 'title', value: 'March on Saturday', required: true } },
        { label: 'Text', component: { custom_id: 'text', max_length: announcementLengths.text } },
        { label: 'When?', component: { custom_id: 'when', value: 'mañana', required: false } },
      ],
    });
    const preview = await organiser.submit(form, { ...words, when: 'mañana a las 6 de la tarde' });
    expect(preview).toMatchObject({ kind: 'answer', private: true });
    expect(preview.text).toContain('Wednesday 11 November 2026, 18:00');
    expect(await drafts()).toMatchObject([{ ...words, at: '2026-11-11T18:00', state: 'draft' }]);
  });

  test('asks which day an ambiguous date means', async () => {
    await world.campaign();
    const question = await organiser.use('announce', { ...words, when: '03/04 6pm' });
    expect(question.text).toContain('Which day do you mean by “03/04 6pm”?');
    expect(question.text).toContain(words.text);
    const labels = Object.keys(question.press);
    expect(labels).toEqual([
      'Saturday 3 April 2027, 18:00',
      'Thursday 4 March 2027, 18:00',
      'Change',
      'Repeat',
      'Picture',
      'Discard',
      'Day of mourning: no',
      'All announcements',
    ]);
    const preview = await organiser.press(question.press[labels[1] ?? '']);
    expect(preview.kind).toBe('update');
    expect(preview.text).toContain('4 March 2027, 18:00');
    expect(await first()).toMatchObject({ at: '2027-03-04T18:00' });
  });

  test.each([
    ['some day soon', '“some day soon” cannot be read as a date and time'],
    ['2026-11-10 09:00', 'Tuesday 10 November 2026, 09:00 (Lima time) has already passed'],
    ['2062-11-10 09:00', 'more than five years ahead'],
  ])('keeps what was written when the time is no good: %s', async (when, sentence) => {
    await world.campaign();
    const answer = await organiser.use('announce', { ...words, when });
    expect(answer.text).toContain(sentence);
    expect(answer.text).toContain(words.text);
    expect(Object.keys(answer.press)).toEqual([
      'Change',
      'Repeat',
      'Picture',
      'Discard',
      'Day of mourning: no',
      'All announcements',
    ]);
    expect(await drafts()).toMatchObject([{ ...words, state: 'draft' }]);
    const { form } = await organiser.press(answer.press['Change']);
    expect(form?.components).toMatchObject([
      { component: { value: words.title } },
      { component: { value: words.text } },
      {},
    ]);
    const preview = await organiser.submit(form, { ...words, when: '2026-12-01 09:00' });
    expect(preview.kind).toBe('update');
    expect(preview.press['Schedule']).toBeDefined();
    expect(await drafts()).toHaveLength(1);
  });

  test('keeps a text that does not fit, says by how much, and never cuts it', async () => {
    await world.campaign();
    const title = '*'.repeat(announcementLengths.title);
    const text = 'x'.repeat(announcementLengths.text);
    const { form } = await organiser.use('announce');
    const answer = await organiser.submit(form, { title, text, when: '' });
    expect(answer.text).toMatch(/about \d+ characters too long for one message on Discord/);
    expect(answer.press['Post now']).toBeUndefined();
    expect((await first())?.text).toBe(text);
    const blank = await organiser.submit(form, { title: '  ', text: 'Only a text', when: '' });
    expect(blank.text).toContain('needs a title and a text');
  });

  test('does not confirm what was changed after the preview', async () => {
    const id = await world.campaign();
    const preview = await organiser.use('announce', { ...words, when: '2026-12-01 09:00' });
    const { form } = await organiser.press(preview.press['Change']);
    expect(form?.components).toMatchObject([{}, {}, { component: { value: '2026-12-01 09:00' } }]);
    const changed = await organiser.submit(form, {
      ...words,
      text: 'Something else',
      when: '2026-12-01 09:00',
    });
    expect((await organiser.press(preview.press['Schedule'])).text).toMatch(
      /^This announcement was changed by <@100000000000000002> <t:\d+:R>, since you opened it/,
    );
    expect(await schedules(id)).toEqual([]);
    await organiser.press(changed.press['Schedule']);
    expect(await schedules(id)).toHaveLength(1);
    expect((await organiser.press(changed.press['Schedule'])).text).toContain(
      'scheduled, posted, discarded or withdrawn',
    );
    expect(await schedules(id)).toHaveLength(1);
  });

  test('does not confirm what somebody else changes in this very moment', async () => {
    const id = await world.campaign();
    for (let round = 0; round < 5; round += 1) {
      const preview = await organiser.use('announce', { ...words, text: 'Seen' });
      const { form } = await organiser.press(preview.press['Change']);
      const unseen = { ...words, text: 'Not seen', when: '' };
      await Promise.all([
        organiser.press(preview.press['Post now']),
        world.somebody({ userId: ids.otherOrganiser }).submit(form, unseen),
      ]);
    }
    const scheduled = (await schedules(id)).map(
      async ({ subject }) => await world.deps.store.announcements.find(ids.server, subject),
    );
    // Changed after it was confirmed, it is a draft again and waits for another look.
    const standing = (await Promise.all(scheduled)).filter((one) => one?.state === 'scheduled');
    for (const announcement of standing) expect(announcement?.text).toBe('Seen');
  });

  test('does not confirm a time that went by while the preview stood there', async () => {
    const id = await world.campaign();
    const preview = await organiser.use('announce', { ...words, when: '2026-11-10 11:00' });
    world.clock.set('2026-11-10T16:00:01Z');
    expect((await organiser.press(preview.press['Schedule'])).text).toContain('has already passed');
    expect(await schedules(id)).toEqual([]);
  });

  test('can be discarded, and withdrawn until it is sent', async () => {
    const id = await world.campaign();
    const before = [...discord.in(ids.channel)];
    await organiser.use('campaign resume');
    const discarded = await organiser.use('announce', words);
    expect((await organiser.press(discarded.press['Discard'])).text).toContain('Nothing is posted');
    expect((await organiser.press(discarded.press['Post now'])).text).toContain('discarded or withdrawn');
    const kept = await organiser.use('announce', { ...words, when: '2026-12-01 09:00' });
    const scheduled = await organiser.press(kept.press['Schedule']);
    expect((await organiser.press(scheduled.press['Withdraw'])).text).toContain('was withdrawn');
    expect((await organiser.press(scheduled.press['Withdraw'])).text).toContain('already');
    expect(await schedules(id)).toMatchObject([{ enabled: false }]);
    world.clock.set('2026-12-01T14:00:01Z');
    await workOnce(world);
    expect(discord.in(ids.channel)).toEqual(before);
  });

  test('is out of reach of other servers and of members, by whatever id', async () => {
    const id = await world.campaign();
    const preview = await organiser.use('announce', { ...words, when: '2026-12-01 09:00' });
    const draft = (await first())?.id ?? '';
    const presses = [
      ...Object.values(preview.press),
      `announce-at:${draft}:1:2027-01-01T1000`,
      `announce-withdraw:${draft}`,
      `announce-form:${id}:${draft}:1`,
      `announce-open:${draft}`,
      `announce-preview:${draft}:${ids.channel}`,
      `announce-channels:${draft}`,
      `announce-channels-form:${draft}:1`,
      `announce-repeat-form:${draft}:1`,
      `announce-day:${draft}:1:2023-01-09`,
      `announce-language:${draft}`,
      `announce-language-form:${draft}:1:es`,
      `announce-picture-form:${draft}:1`,
      `announce-no-picture:${draft}:1`,
      `announce-crosspost:${draft}:1`,
      `announce-form:${id}`,
    ];
    for (const press of presses) {
      expect((await foreigner.press(press)).text).toMatch(
        /^This (announcement|campaign) is not in this server/,
      );
      expect((await member.press(press)).text).toContain('Only organisers');
    }
    await world.campaign('Foreign', foreigner);
    const own = (await deps.store.campaigns.ofGuild(ids.otherServer))[0]?.id;
    await foreigner.press(`announce-form:${own}:${draft}:1`);
    expect(await drafts()).toMatchObject([{ ...words, state: 'draft', at: '2026-12-01T09:00' }]);
  });

  test.each([
    'announce-at:%:1:2027-13-45T9999',
    'announce-at:%:1:',
    'announce-at:%:0:2027-01-01T1000',
    'announce-at:%:x:2027-01-01T1000',
    'announce-day:%:1:2023-01-09',
    'announce-form:x:%:7',
    'announce-repeat-form:%:1',
    'announce-channels-form:%:1',
    'announce-language:%',
    'announce-language-form:%:1:EN',
    'announce-no-picture:%:1',
    'announce-preview:%:1',
    'announce-discard:%:99999999999',
    'announce-confirm:%',
    'announce-confirm:%:x',
    'announce-change:x',
  ])('stands a forged id: %s', async (forged) => {
    await world.campaign();
    await organiser.use('announce', { ...words, when: '2026-12-01 09:00' });
    const before = await drafts();
    const answer = await organiser.press(forged.replace('%', before[0]?.id ?? ''));
    expect(answer.text).toMatch(/out of date|changed by|not in this server/);
    expect(await drafts()).toEqual(before);
    expect(world.faults).toEqual([]);
  });

  test('speaks Spanish', async () => {
    await world.campaign();
    const spanish = world.somebody({ speech: languages.in('es') });
    const preview = await spanish.use('announce', { ...words, when: 'sábado a las 10' });
    expect(preview.text).toContain(
      'saldrá el sábado 14 de noviembre de 2026, 10:00 (hora de Lima), para ti <t:',
    );
    expect(Object.keys(preview.press)).toEqual([
      'Programar',
      'Cambiar',
      'Repetir',
      'Imagen',
      'Descartar',
      'Día de duelo: no',
      'Todos los anuncios',
    ]);
  });
});
