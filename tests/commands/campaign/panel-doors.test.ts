import { beforeEach, describe, expect, test } from 'vitest';
import { help } from '../../../commands/help.ts';
import { ids, languages, organising } from '../../support/organising.ts';

const world = await organising();
const { organiser, deps } = world;
const role = '100000000000000020';
const byRole = {
  userId: '100000000000000021',
  permissions: { manageServer: false, speak: true },
  roles: [role],
};
/** Somebody for whom Discord hides the commands of organisers: they have the button, and what it leads to. */
const volunteer = world.somebody(byRole);
let id = '';

beforeEach(async () => {
  await world.reset();
  id = await world.campaign();
  const campaign = await deps.store.campaigns.find(ids.server, id);
  await organiser.press(`organiser-role:${id}:${campaign?.version}`, [role]);
});

/** What stands behind a door of the panel, from the button on. */
async function behind(door: string) {
  const panel = await volunteer.press('organise');
  return await volunteer.press(panel.press['See or change …'], [panel.options[door] ?? '']);
}

describe('who organises by a role alone reaches with the button', () => {
  test('the actions, adds one, and comes back to the panel', async () => {
    const none = await behind('Actions');
    expect(none.text).toContain('There is no action here yet');
    const add = 'Add something of this kind …';
    const asked = await volunteer.press(none.press[add], [none.options['A petition'] ?? '']);
    const card = await volunteer.submit(asked.form, { title: 'Sign the petition' });
    expect(card.text).toContain('is a draft');
    const list = await volunteer.press(card.press['All actions']);
    expect(list.text).toContain('There is 1 action here');
    expect(list.press[add]).toBeDefined();
    const back = await volunteer.press(list.press['Back to the overview']);
    expect(back.text).toContain('**Solidarity** is paused');
  });

  test('the announcements, writes one, and finds its draft again', async () => {
    const none = await behind('Announcements');
    expect(none.text).toContain('has no announcement that is a draft or scheduled');
    const asked = await volunteer.press(none.press['Write an announcement']);
    const card = await volunteer.submit(asked.form, { title: 'March on Saturday', text: 'Come.', when: '' });
    expect(card.text).toContain('how your announcement will look');
    const list = await volunteer.press(card.press['All announcements']);
    expect(list.text).toContain('has 1 announcement');
    expect(list.text).toContain('**March on Saturday** – draft');
    const chosen = await volunteer.press(list.press['Open one of them'], [
      list.options['March on Saturday'] ?? '',
    ]);
    expect(chosen.press['Post now']).toBeDefined();
    expect((await volunteer.press(list.press['Back to the overview'])).text).toContain('is paused');
  });

  test('turns the pages of many announcements', async () => {
    for (let number = 1; number <= 12; number += 1) {
      await organiser.use('announce', { title: `Title ${number}`, text: 'A text' });
    }
    const first = await behind('Announcements');
    expect(first.text).toContain('has 12 announcements');
    expect(first.text).toContain('Page 1 of 2');
    const second = await volunteer.press(first.press['Next page']);
    expect(second.text.match(/– draft/g)).toHaveLength(2);
    expect(second.press['Next page']).toBeUndefined();
    expect((await volunteer.press(`announce-list:${id}:x`)).text).toContain('out of date');
  });

  test('the log and the calendar, and comes back from each', async () => {
    const log = await behind('Log');
    expect(log.text).toContain('This is what happened in Solidarity');
    const panel = await volunteer.press(log.press['Back to the overview']);
    const calendar = await volunteer.press(panel.press['See the calendar']);
    expect((await volunteer.press(calendar.press['Back to the overview'])).text).toContain('is paused');
  });

  test('the campaign as a file', async () => {
    const file = await behind('As a file');
    expect(file).toMatchObject({ kind: 'answer', private: true });
    expect(file.files).toHaveLength(1);
  });
});

describe('/help', () => {
  const asked = async (more: Partial<Parameters<typeof help.answer>[1]>): Promise<string> => {
    const asker = {
      interactionId: '300000000000000001',
      guildId: ids.server,
      channelId: ids.channel,
      muted: false,
      speech: languages.in('en'),
      ...byRole,
      ...more,
    };
    return JSON.stringify(await help.answer({}, asker, deps));
  };

  test('tells who organises by a role of the button, and who manages the server of the commands', async () => {
    expect(await asked({})).toContain('press **Organise**');
    expect(await asked({})).not.toContain('three steps');
    expect(await asked({ permissions: { manageServer: true, speak: true } })).toContain('three steps');
  });

  test('tells members of neither, elsewhere and after the campaign was archived neither', async () => {
    for (const more of [{ roles: [] }, { guildId: null }, { guildId: ids.otherServer }]) {
      expect(await asked(more)).not.toMatch(/Organise\*\*|three steps/);
    }
    await organiser.press(`campaign-archive:${id}:yes`);
    expect(await asked({})).not.toContain('press **Organise**');
  });
});
