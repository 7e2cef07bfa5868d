import { beforeEach, describe, expect, test } from 'vitest';
import { actionWorld, petition } from '../../support/action-world.ts';

const world = await actionWorld();
const { organiser, deps, form, drafted, published, open, all, reminders } = world;

beforeEach(async () => await world.reset());

describe('an action that is published', () => {
  test('is previewed as the digest and the list show it', async () => {
    await world.campaign();
    const card = await drafted();
    const preview = await organiser.press(card.press['Preview']);
    expect(preview.text).toContain(
      '- **Sign \\*the\\* petition** (petition) · until 1 December 2026, 23:59 (Lima time), <t:1796187540:R> · aim: 1,000 signatures · <https://example.org/sign?a=1>',
    );
    expect(preview.text).toContain('Aim: 1,000 signatures');
    expect(preview.text).toContain('As a reminder, Monday 30 November 2026, 10:00 (Lima time)');
    expect((await organiser.press(preview.press['Back to the action'])).text).toContain('is a draft');
    expect((await organiser.press(preview.press['Publish'])).text).toContain('is published');
  });

  test('stays as it is while a change is typed, and changes when that is published', async () => {
    const id = await world.campaign();
    const card = await published();
    const edited = await organiser.submit((await organiser.press(card.press['Edit'])).form, {
      ...petition,
      title: 'Sign today',
      when: 'whenever',
    });
    expect(edited.text).toContain('cannot be read');
    expect(await open(id)).toMatchObject([{ title: 'Sign *the* petition' }]);
    const again = await organiser.submit((await organiser.press(edited.press['Fix'])).form, {
      ...petition,
      title: 'Sign today',
      when: '2026-12-05',
    });
    expect(again.text).toContain('Members still see “Sign \\*the\\* petition” as it was');
    const done = await organiser.press(again.press['Publish changes']);
    expect(done.text).toContain('Members now see “Sign today” as you changed it.');
    expect(await open(id)).toMatchObject([{ title: 'Sign today', version: 5 }]);
    const [reminder] = (await deps.store.campaigns.schedules(id)).filter(
      ({ purpose }) => purpose === 'reminder',
    );
    expect(reminder?.rule).toEqual({ kind: 'once', at: '2026-12-04T10:00' });
  });

  test('is opened, closed after a question, and opened again', async () => {
    const id = await world.campaign();
    await published();
    const [choice] = await organiser.suggest('action edit', 'action', 'PETITION');
    expect(choice?.name).toBe('Sign *the* petition (open, Solidarity)');
    expect((await organiser.use('action edit', { action: choice?.value ?? '' })).text).toContain(
      'is open: members see it',
    );
    const asked = await organiser.use('action close', { action: 'sign' });
    expect(asked.text).toContain('Close “Sign \\*the\\* petition”?');
    expect(await open(id)).toHaveLength(1);
    const closed = await organiser.press(asked.press['Yes, close it']);
    expect(closed.text).toContain('is closed');
    expect(await open(id)).toEqual([]);
    expect(await reminders(id)).toMatchObject([{ enabled: false }]);
    await organiser.press(closed.press['Open it again']);
    expect(await open(id)).toHaveLength(1);
    expect(await reminders(id)).toMatchObject([{ enabled: true }]);
    expect((await organiser.use('action close', { action: 'no such' })).text).toContain(
      'No action is called',
    );
  });

  test('shows its progress', async () => {
    const id = await world.campaign();
    const card = await published();
    const asked = await organiser.press(card.press['Set progress']);
    expect((await organiser.submit(asked.form, { reached: 'lots' })).text).toContain(
      '“lots” is not a number',
    );
    const done = await organiser.submit(asked.form, { reached: '1,200' });
    expect(done.text).toContain('Reached: 1,200');
    expect(await open(id)).toMatchObject([{ reached: 1200, reachedAt: deps.clock.now() }]);
  });

  test('is listed with drafts and closed ones, ten a page', async () => {
    await world.campaign();
    expect((await organiser.use('action list')).text).toContain('There is no action here yet.');
    for (let number = 1; number <= 12; number += 1) {
      await organiser.submit(await form('letter'), { title: `Letter ${number}` });
    }
    await published();
    const first = await organiser.use('action list');
    expect(first.text).toContain('There are 13 actions here.');
    expect(first.text).toContain('Page 1 of 2');
    const second = await organiser.press(first.press['Next page']);
    expect(second.text.match(/^\*\*/gm)).toHaveLength(3);
    const drafts = await organiser.use('action list', { state: 'draft' });
    expect(drafts.text).toContain('There are 12 actions here in this state: draft.');
    const choice = second.press['Open one of them'];
    const [one] = await deps.store.actions.list(
      [(await deps.store.campaigns.ofGuild('100000000000000001'))[0]?.id ?? ''],
      ['open'],
    );
    expect((await organiser.press(choice, [one?.id ?? ''])).text).toContain('is open');
  });

  test('can be a draft that is discarded and brought back', async () => {
    const id = await world.campaign();
    const card = await drafted();
    const gone = await organiser.press(card.press['Discard']);
    expect(gone.text).toContain('was discarded');
    expect(await all(id)).toMatchObject([{ state: 'discarded' }]);
    expect((await organiser.press(gone.press['Bring it back'])).text).toContain('is a draft');
  });
});
