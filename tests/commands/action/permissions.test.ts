import { beforeEach, describe, expect, test } from 'vitest';
import { actionWorld, petition } from '../../support/action-world.ts';

const world = await actionWorld();
const { organiser, foreigner, member, drafted, open, all } = world;

beforeEach(async () => await world.reset());

describe('two organisers at once', () => {
  const other = world.somebody({ userId: '100000000000000077' });

  test('do not overwrite each other, and get back what they typed', async () => {
    const id = await world.campaign();
    const card = await drafted();
    const mine = (await organiser.press(card.press['Edit'])).form;
    const theirs = (await other.press(card.press['Edit'])).form;
    await other.submit(theirs, { ...petition, title: 'Theirs' });
    const lost = await organiser.submit(mine, { ...petition, title: 'Mine' });
    expect(lost.text).toContain('Nothing was saved: <@100000000000000077> changed this action');
    expect(lost.text).toContain('Mine');
    expect(await all(id)).toMatchObject([{ typed: { title: 'Theirs' } }]);
    expect((await organiser.press(lost.press['Back to the action'])).text).toContain('“Theirs” is a draft');
    expect((await organiser.press(card.press['Publish'])).text).toContain(
      'Nothing was saved: <@100000000000000077>',
    );
    expect(await open(id)).toEqual([]);
  });
});

describe('who may not organise', () => {
  test('reaches no button and no form of an action', async () => {
    const id = await world.campaign();
    const card = await drafted();
    const ids = [
      ...Object.values(card.press),
      ...['reached', 'close', 'turn'].map(
        (route) => `action-${route}:${card.press['Preview']?.split(':')[1]}:1:closed`,
      ),
    ];
    for (const press of ids) {
      expect((await member.press(press)).text).toContain('Only organisers');
      if (press.startsWith('action-list')) continue;
      expect((await foreigner.press(press)).text).toContain('This action is not in this server');
      expect((await organiser.press(press.replace(/:[\w-]{16}/, ':AAAAAAAAAAAAAAAA'))).text).toContain(
        'This action is not in this server',
      );
    }
    const elsewhere = world.somebody({
      userId: '100000000000000055',
      roles: ['100000000000000088'],
      permissions: { manageServer: false, speak: true },
    });
    const second = await world.campaign('Second');
    await world.database.db
      .updateTable('campaigns')
      .set({ organiser_role: '100000000000000088' })
      .where('id', '=', second)
      .execute();
    for (const press of Object.values(card.press)) {
      expect((await elsewhere.press(press)).text).toMatch(/not in this server|campaign/);
    }
    expect(await elsewhere.suggest('action edit', 'action', '')).toEqual([]);
    expect((await elsewhere.use('action list')).text).toContain('There is no action here');
    expect(await all(id)).toMatchObject([{ state: 'draft', version: 1 }]);
  });
});
