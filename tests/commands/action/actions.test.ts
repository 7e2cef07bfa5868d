import { beforeEach, describe, expect, test } from 'vitest';
import { newAction } from '../../support/actions.ts';
import { actionWorld, petition } from '../../support/action-world.ts';
import { languages } from '../../support/organising.ts';

const world = await actionWorld();
const { organiser, foreigner, member, deps, form, published } = world;

beforeEach(async () => await world.reset());

describe('/actions', () => {
  test('shows members what is open, what ends first being first', async () => {
    await world.campaign();
    await organiser.use('campaign resume');
    for (const [title, when] of [
      ['Later', '2026-12-20'],
      ['Open', ''],
      ['Soon', '2026-11-12 18:00'],
      ['Over by then', '2026-11-11 18:00'],
    ] as const) {
      await published({ title, when });
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
    expect((await member.press('actions')).kind).toBe('answer');
  });

  test('shows nothing of a paused campaign, of another server, or of a draft', async () => {
    await world.campaign();
    const card = await published();
    await organiser.submit(await form(), { ...petition, title: 'Secret' });
    expect((await member.use('actions')).text).toContain('nothing to do at the moment');
    await organiser.use('campaign resume');
    const seen = await member.use('actions');
    expect(seen.text).toContain('There is 1 thing');
    expect(seen.text).not.toContain('Secret');
    expect((await foreigner.use('actions')).text).toContain('nothing to do at the moment');
    const id = card.press['Preview']?.split(':')[1] ?? '';
    expect((await foreigner.press('actions-choose', [id])).text).toContain(
      'is over or was taken off the list',
    );
  });

  test('turns pages of ten, however long the texts are', async () => {
    const id = await world.campaign();
    await organiser.use('campaign resume');
    for (let number = 1; number <= 12; number += 1) {
      await deps.store.actions.add(
        newAction(id, deps.clock.now(), {
          kind: 'letter',
          title: `Title ${number}`,
          text: number > 10 ? 'x'.repeat(1_000) : '',
          goal: 10,
          reached: 4,
        }),
      );
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
