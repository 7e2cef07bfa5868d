import { beforeEach, describe, expect, test } from 'vitest';
import { languages, organising } from '../../support/organising.ts';

const world = await organising('2026-11-10T15:00:00Z');
const { organiser, foreigner, member, deps } = world;
const petition = {
  title: 'Sign *the* petition',
  text: 'Add your name.',
  deadline: '2026-12-01',
  link: 'https://example.org/sign?a=1',
  goal: '1,000',
};

beforeEach(async () => await world.reset());

const form = async () => (await organiser.use('action add', { kind: 'petition' })).form;
const open = async (id: string) => await deps.store.actions.open(id);

describe('/action add', () => {
  test('asks in a form, adds, and shows what members will see', async () => {
    const id = await world.campaign();
    const asked = await form();
    expect(asked).toMatchObject({ custom_id: `action-form:${id}:petition`, components: { length: 5 } });
    const answer = await organiser.submit(asked, petition);
    expect(answer).toMatchObject({ kind: 'answer', private: true });
    expect(answer.text).toContain('**Sign \\*the\\* petition** (petition)\nAdd your name.');
    expect(answer.text).toContain(
      'Until Tuesday 1 December 2026, 23:59 (Lima time), for you <t:1796187540:f>',
    );
    expect(answer.text).toContain('Aim: 1,000');
    expect(answer.text).toContain('<https://example.org/sign?a=1>');
    expect(await open(id)).toMatchObject([{ kind: 'petition', goal: 1000, reached: null, place: null }]);
  });

  test('can be taken back', async () => {
    const id = await world.campaign();
    const answer = await organiser.submit(await form(), petition);
    const press = answer.press['Remove this action'];
    expect((await foreigner.press(press)).text).toContain('not in this server');
    expect((await member.press(press)).text).toContain('Only organisers');
    expect(await open(id)).toHaveLength(1);
    expect((await organiser.press(press)).text).toContain('The action was removed');
    expect(await open(id)).toEqual([]);
    expect((await organiser.press(press)).text).toContain('already removed');
  });

  test('needs no more than a title', async () => {
    const id = await world.campaign();
    await organiser.submit(await form(), { title: ' Come  along ' });
    expect(await open(id)).toMatchObject([
      { title: 'Come along', text: '', deadline: null, link: null, goal: null },
    ]);
  });

  test.each([
    [{ title: ' ' }, 'The title is missing'],
    [{ title: '\u200b\0' }, 'The title is missing'],
    [{ link: `https://example.org/${'漢'.repeat(480)}` }, 'too long'],
    [{ link: 'http://example.org' }, 'must begin with https'],
    [{ link: 'javascript:alert(1)' }, 'must begin with https'],
    [{ link: 'https://user:pass@example.org' }, 'must begin with https'],
    [{ link: 'example.org' }, 'must begin with https'],
    [{ goal: '0' }, 'not a whole number above 0'],
    [{ goal: '-5' }, 'not a whole number above 0'],
    [{ goal: 'many' }, 'not a whole number above 0'],
    [{ goal: '99999999999' }, 'not a whole number above 0'],
    [{ deadline: 'soon' }, '“soon” cannot be read as a date and time'],
    [{ deadline: '2026-11-09' }, 'Monday 9 November 2026, 23:59 (Lima time) has already passed'],
    [{ deadline: '03/04/2027' }, 'Write 2027-04-03 23:59 or 2027-03-04 23:59'],
  ])('refuses %o, adds nothing, and gives back what was typed', async (wrong, sentence) => {
    const id = await world.campaign();
    const answer = await organiser.submit(await form(), { ...petition, ...wrong });
    expect(answer.text).toContain(sentence);
    expect(answer.text).toContain('Add your name.');
    expect(await open(id)).toEqual([]);
  });

  test('says everything that is wrong at once', async () => {
    await world.campaign();
    const answer = await organiser.submit(await form(), { title: '', link: 'x', goal: 'x', deadline: 'x' });
    expect(answer.text.match(/^- /gm)).toHaveLength(4);
  });

  test('is out of reach of other servers and of members', async () => {
    const id = await world.campaign();
    const asked = await form();
    expect((await foreigner.submit(asked, petition)).text).toMatch(/^This campaign is not in this server\./);
    expect((await member.submit(asked, petition)).text).toContain('Only organisers');
    expect((await organiser.press(`action-form:${id}:sabotage`)).text).toContain('out of date');
    expect((await organiser.use('action add', { kind: 'sabotage' })).text).toContain('could not be read');
    expect(await open(id)).toEqual([]);
  });
});

describe('/actions', () => {
  test('shows members what is open, what ends first being first', async () => {
    await world.campaign();
    await organiser.use('campaign resume');
    for (const [title, deadline] of [
      ['Later', '2026-12-20'],
      ['Open', ''],
      ['Soon', '2026-11-12 18:00'],
      ['Over by then', '2026-11-11 18:00'],
    ] as const) {
      await organiser.submit(await form(), { title, deadline });
    }
    world.clock.set('2026-11-12T00:00:00Z');
    const answer = await member.use('actions');
    expect(answer.text).toContain('There are 3 things that you can do now');
    expect([...answer.text.matchAll(/\*\*(.*?)\*\* \(/g)].map(([, title]) => title)).toEqual([
      'Soon',
      'Later',
      'Open',
    ]);
    expect(answer.private).toBe(true);
    const spanish = world.somebody({
      speech: languages.in('es'),
      permissions: { manageServer: false, speak: true },
    });
    expect((await spanish.use('actions')).text).toContain('Hay 3 cosas que puedes hacer ahora');
  });

  test('shows nothing of a paused campaign or of another server', async () => {
    await world.campaign();
    await organiser.submit(await form(), petition);
    expect((await member.use('actions')).text).toContain('nothing to do at the moment');
    await organiser.use('campaign resume');
    expect((await member.use('actions')).text).toContain('There is 1 thing');
    expect((await foreigner.use('actions')).text).toContain('nothing to do at the moment');
  });

  test('turns pages of ten, however long the texts are', async () => {
    const id = await world.campaign();
    await organiser.use('campaign resume');
    for (let number = 1; number <= 12; number += 1) {
      await deps.store.actions.add({
        campaignId: id,
        kind: 'letter',
        title: `Title ${number}`,
        text: number > 10 ? 'x'.repeat(1_000) : '',
        link: null,
        place: null,
        deadline: null,
        goal: 10,
        reached: 4,
        createdAt: deps.clock.now(),
      });
    }
    let page = await member.use('actions');
    const titles: string[] = [];
    for (;;) {
      titles.push(...[...page.text.matchAll(/Title (\d+)/g)].map(([, number = '']) => number));
      if (page.press['Next page'] === undefined) break;
      page = await member.press(page.press['Next page']);
      expect(page.kind).toBe('update');
    }
    expect(new Set(titles).size).toBe(12);
    expect((await member.press('actions-page:-1')).text).toContain('out of date');
    expect((await member.press('actions-page:999')).text).toContain('Title');
  });
});
