import { beforeEach, describe, expect, test } from 'vitest';
import { actionWorld, petition } from '../../support/action-world.ts';
import type { Seen } from '../../support/organising.ts';

const world = await actionWorld();
const { organiser, foreigner, member, deps, form, published, open, all } = world;

beforeEach(async () => await world.reset());

describe('/action add', () => {
  test('keeps a draft, shows what was understood, and publishes when it is told to', async () => {
    const id = await world.campaign();
    const asked = await form();
    expect(asked).toMatchObject({ custom_id: `action-form:${id}:petition`, components: { length: 5 } });
    const card = await organiser.submit(asked, petition);
    expect(card).toMatchObject({ kind: 'answer', private: true });
    expect(card.text).toMatch(/^“Sign \\\*the\\\* petition” is a draft: members do not see it yet/);
    expect(card.text).toContain(
      'Until: Tuesday 1 December 2026, 23:59 (Lima time), for you <t:1796187540:f>',
    );
    expect(card.text).toContain('Aim: 1,000 signatures');
    expect(card.text).toContain('Link: <https://example.org/sign?a=1>');
    expect(card.text).toContain('Reminder: Monday 30 November 2026, 10:00 (Lima time)');
    expect(Object.keys(card.press)).toEqual(['Edit', 'More', 'Preview', 'Publish', 'Discard', 'All actions']);
    expect(await open(id)).toEqual([]);

    const done = await organiser.press(card.press['Publish']);
    expect(done.text).toContain('“Sign \\*the\\* petition” is published.');
    expect(done.text).toContain('“Solidarity” is paused');
    expect(await open(id)).toMatchObject([
      { kind: 'petition', goal: 1000, unit: 'signatures', reached: null, place: null, pledges: true },
    ]);
    const schedules = await deps.store.campaigns.schedules(id);
    expect(schedules.find(({ purpose }) => purpose === 'reminder')).toMatchObject({
      rule: { kind: 'once', at: '2026-11-30T10:00' },
      enabled: true,
    });
  });

  test('shows a march by when it begins, and asks nobody to say that they will come', async () => {
    const id = await world.campaign();
    const answer = await published(
      { title: 'March', when: 'next Monday 6pm', where: 'Plaza San Martín' },
      'march',
    );
    expect(answer.text).toContain('Begins: Monday 16 November 2026, 18:00 (Lima time)');
    expect(answer.text).toContain('Place: Plaza San Martín');
    expect(answer.text).toContain('Members cannot say “I’ll do it”.');
    expect(await open(id)).toMatchObject([{ pledges: false, place: 'Plaza San Martín', link: null }]);
  });

  test('needs no more than a title', async () => {
    const id = await world.campaign();
    await published({ title: ' Come  along ' });
    expect(await open(id)).toMatchObject([
      { title: 'Come along', text: '', deadline: null, link: null, goal: null, reminderHours: 24 },
    ]);
    expect((await deps.store.campaigns.schedules(id)).some(({ purpose }) => purpose === 'reminder')).toBe(
      false,
    );
  });

  test.each([
    [{ title: ' ' }, 'The title is missing'],
    [{ title: '\u200b\0' }, 'The title is missing'],
    [{ where: `https://example.org/${'漢'.repeat(480)}` }, 'too long'],
    [{ where: 'http://example.org' }, 'must begin with https'],
    [{ where: 'javascript:alert(1)' }, 'must begin with https'],
    [{ where: 'https://user:pass@example.org' }, 'must begin with https'],
    [{ where: 'example.org' }, 'must begin with https'],
    [{ goal: '0' }, 'not a whole number above 0'],
    [{ goal: '-5' }, 'not a whole number above 0'],
    [{ goal: 'many' }, 'not a whole number above 0'],
    [{ goal: '99999999999' }, 'not a whole number above 0'],
    [{ when: 'soon' }, '“soon” cannot be read as a date and time'],
    [{ when: '2026-11-09' }, 'Monday 9 November 2026, 23:59 (Lima time) has already passed'],
  ])('of %o says what is wrong, keeps all of it, and publishes nothing', async (wrong, sentence) => {
    const id = await world.campaign();
    const card = await organiser.submit(await form(), { ...petition, ...wrong });
    expect(card.text).toContain(sentence);
    expect(card.text).toContain('What you typed is saved.');
    expect(card.press['Publish']).toBeUndefined();
    expect(await all(id)).toMatchObject([{ state: 'draft', typed: { text: 'Add your name.' } }]);
    const [draft] = await all(id);
    await organiser.press(`action-publish:${draft?.id}:1`);
    expect(await open(id)).toEqual([]);
    const fix = await organiser.press(card.press['Fix']);
    expect(JSON.stringify(fix.form)).toContain('Add your name.');
    const mended = await organiser.submit(fix.form, petition);
    expect(mended.kind).toBe('update');
    expect(mended.press['Publish']).toBeDefined();
  });

  test('says everything that is wrong at once', async () => {
    await world.campaign();
    const card = await organiser.submit(await form(), { title: '', where: 'x://', goal: 'x', when: 'x' });
    expect(card.text.match(/^- /gm)).toHaveLength(4);
  });

  test('asks with buttons which day 03/04 is, and keeps the answer', async () => {
    const id = await world.campaign();
    const card = await organiser.submit(await form('meeting'), { title: 'Meet', when: '03/04/2027 18:00' });
    expect(card.text).toContain('Choose below what you mean');
    const chosen = await organiser.press(card.press['Saturday 3 April 2027, 18:00']);
    expect(chosen.text).toContain('Begins: Saturday 3 April 2027, 18:00 (Lima time)');
    await organiser.press(chosen.press['Publish']);
    expect(await open(id)).toMatchObject([{ deadline: expect.objectContaining({}) }]);
    expect(String((await open(id))[0]?.deadline)).toBe('2027-04-03T23:00:00Z');
    const forged = card.press['Saturday 3 April 2027, 18:00']?.replace('2027-04-03', '2027-05-05');
    expect((await organiser.press(forged)).text).toContain('out of date');
  });

  test('means by “tomorrow” the day after it was typed, whenever the form is opened again', async () => {
    await world.campaign();
    const card = await organiser.submit(await form(), { ...petition, title: '', when: 'tomorrow 8pm' });
    world.clock.set('2026-11-11T02:00:00Z');
    const again = await organiser.press(card.press['Fix']);
    expect(JSON.stringify(again.form)).toContain('2026-11-11 20:00');
    const fixed = await organiser.submit(again.form, { ...petition, when: '2026-11-11 20:00' });
    expect(fixed.text).toContain('Until: Wednesday 11 November 2026, 20:00');
  });

  test('is out of reach of other servers, of members and of forged kinds', async () => {
    const id = await world.campaign();
    const asked = await form();
    expect((await foreigner.submit(asked, petition)).text).toMatch(/^This campaign is not in this server\b/);
    expect((await member.submit(asked, petition)).text).toContain('Only organisers');
    expect((await organiser.press(`action-form:${id}:sabotage`)).text).toContain('out of date');
    expect((await organiser.use('action add', { kind: 'sabotage' })).text).toContain('could not be read');
    expect(await all(id)).toEqual([]);
  });
});

describe('More', () => {
  const more = async (card: Seen, fields: Readonly<Record<string, string>>) => {
    const asked = await organiser.press(card.press['More']);
    expect(asked.form?.components.length).toBeLessThanOrEqual(5);
    return await organiser.submit(asked.form, fields);
  };

  test('takes the link beside the place, the end, the unit, the reminder and the switches', async () => {
    const id = await world.campaign();
    const card = await organiser.submit(await form('march'), {
      title: 'March',
      when: '2026-12-10 15:00',
      where: 'Plaza Dos de Mayo',
      goal: '500',
    });
    const fuller = await more(card, {
      also: 'https://example.org/map',
      end: '20:00',
      unit: 'people',
      reminder: '48',
      switches: 'pledges',
    });
    expect(fuller.text).toContain('Is over: Thursday 10 December 2026, 20:00');
    expect(fuller.text).toContain('Reminder: Tuesday 8 December 2026, 15:00');
    await organiser.press(fuller.press['Publish']);
    expect(await open(id)).toMatchObject([
      {
        place: 'Plaza Dos de Mayo',
        link: 'https://example.org/map',
        unit: 'people',
        reminderHours: 48,
        pledges: true,
      },
    ]);
  });

  test('keeps a place unwritten, and writes no reminder', async () => {
    const id = await world.campaign();
    const card = await organiser.submit(await form('meeting'), {
      title: 'Meet',
      when: '2026-12-10 15:00',
      where: 'A flat',
    });
    const asking = await more(card, { reminder: '0', switches: 'onRequest' });
    expect(asking.text).toContain('members are told to ask an organiser');
    expect(asking.text).toContain('Reminder: none');
    await organiser.press(asking.press['Publish']);
    expect(await open(id)).toMatchObject([{ place: null, placeOnRequest: true, reminderHours: null }]);
    await organiser.use('campaign resume');
    const shown = (await member.use('actions')).text;
    expect(shown).toContain('For the place, ask an organiser.');
    expect(shown).not.toContain('A flat');
  });

  test.each([
    [{ also: 'https://example.org/2' }, 'Two links were typed'],
    [{ end: '2026-12-09 10:00' }, 'over before it begins'],
    [{ end: 'later' }, '“later” cannot be read'],
  ])('of %o says what is wrong', async (wrong, sentence) => {
    await world.campaign();
    const card = await organiser.submit(await form('march'), {
      title: 'March',
      when: '2026-12-10 15:00',
      where: 'https://example.org/1',
    });
    expect((await more(card, wrong)).text).toContain(sentence);
  });
});
