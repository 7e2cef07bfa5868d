import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startChannels, startIds } from '../../src/sandbox/world/start.ts';
import { dataFolder } from '../support/data-folder.ts';
import { announceNow, appDatabase } from './app-database.ts';
import { startApp } from './app-process.ts';
import { startStandIn, type StandIn } from './stand-in.ts';

/** A person at work in one channel: what they see of the newest message, and what they do with it. */
function hands({ sandbox: { people } }: StandIn, personId: string, channelId: string) {
  const newest = async () => {
    const seen = (await people.messages(personId, channelId, { limit: 1 })).at(-1);
    if (!seen) throw new Error('nothing is there');
    return { ...seen, words: JSON.stringify(seen.message.components) };
  };
  const idOf = (words: string, route: string): string => {
    const [, id] = new RegExp(`"custom_id":"(${route}[^"]*)"`).exec(words) ?? [];
    if (id === undefined) throw new Error(`no ${route} in ${words}`);
    return id;
  };
  const fill = async (opened: Awaited<ReturnType<typeof people.press>>, fields: Record<string, string>) => {
    if (opened.kind !== 'form') throw new Error(`no form: ${JSON.stringify(opened)}`);
    expect(await people.submit(personId, { formId: opened.formId, fields, locale: 'en-GB' })).toEqual({
      kind: 'answered',
    });
  };
  return {
    newest,
    fill,
    type: async (name: string, options: Record<string, string> = {}) =>
      await people.command(personId, { channelId, name, options, locale: 'en-GB' }),
    press: async (route: string, values: readonly string[] = []) => {
      const { message, words } = await newest();
      const customId = idOf(words, route);
      return await people.press(personId, { messageId: message.id, customId, values, locale: 'en-GB' });
    },
  };
}

test(
  'an action goes from a form to a pledge, and everything still works after a kill',
  { timeout: 120_000 },
  async () => {
    await using discord = await startStandIn();
    await using data = await appDatabase();
    const dataDir = await dataFolder(onTestFinished);
    const env = { ...discord.env, DATABASE_URL: data.url, DATA_DIR: dataDir };
    const app = startApp(env);
    await app.said(/commands are published/);
    const campaignId = await announceNow(data.store, discord.rosa.id, 'A campaign with actions');
    const rosa = hands(discord, discord.rosa.id, startChannels.organisers);
    const ana = hands(discord, discord.ana.id, startChannels.general);

    await rosa.fill(await rosa.type('action add', { kind: 'petition' }), {
      title: 'Sign the petition',
      text: 'It takes a minute.',
      when: 'in 10 days',
      where: 'http://example.org/sign',
      goal: '1000 signatures',
    });
    expect((await rosa.newest()).words).toContain('must begin with https');
    expect(await data.store.actions.list([campaignId], ['draft'])).toHaveLength(1);

    app.kill('SIGKILL');
    await app.ended;
    const again = startApp(env);
    await again.said(/is ready/);

    await rosa.fill(await rosa.press('action-fix'), {
      title: 'Sign the petition',
      text: 'It takes a minute.',
      when: '2099-01-01',
      where: 'https://example.org/sign',
      goal: '1000 signatures',
    });
    expect((await rosa.newest()).words).toContain('more than five years ahead');
    await rosa.fill(await rosa.press('action-fix'), {
      title: 'Sign the petition',
      text: 'It takes a minute.',
      when: 'in 10 days',
      where: 'https://example.org/sign',
      goal: '1000 signatures',
    });
    await rosa.fill(await rosa.press('action-more'), {
      also: 'Plaza',
      unit: '',
      reminder: '48',
      switches: 'pledges',
    });
    await rosa.press('action-preview');
    expect((await rosa.newest()).words).toContain('aim: 1,000 signatures · <https://example.org/sign>');
    await rosa.press('action-publish');
    expect((await rosa.newest()).words).toContain('“Sign the petition” is published.');
    const [action] = await data.store.actions.open(campaignId);
    expect(action).toMatchObject({ place: 'Plaza', reminderHours: 48, pledges: true });

    await ana.type('actions');
    await ana.press('actions-choose', [action?.id ?? '']);
    await expect(access(join(dataDir, 'pledge.key'))).resolves.toBeUndefined();
    await ana.press('action-pledge:[\\w-]*:promised');
    expect((await ana.newest()).words).toContain('You said that you will do it');
    await ana.press('action-calendar');
    const file = await ana.newest();
    expect(file.private).toBe(true);
    expect(file.message.attachments).toMatchObject([{ filename: 'action.ics' }]);
    await ana.type('privacy');
    expect((await ana.newest()).words).toContain('“Sign the petition”');
    await ana.press('privacy-forget');
    expect((await ana.newest()).words).toContain('1 “I’ll do it” or “Done” of yours was deleted.');

    expect(await data.store.pledges.actions(startIds.guild)).toEqual([]);
    again.kill('SIGTERM');
    expect(await again.ended).toBe(0);
    expect(`${app.output()}${again.output()}`, 'nobody’s name is logged').not.toContain(discord.ana.id);
  },
);
