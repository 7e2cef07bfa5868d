import { expect, test } from 'vitest';
import type { Change, InteractionResult, Person } from '../../src/sandbox/person.ts';
import { startChannels, startIds } from '../../src/sandbox/world/start.ts';
import { appDatabase } from './app-database.ts';
import { startApp } from './app-process.ts';
import { startStandIn, type StandIn } from './stand-in.ts';

const locale = 'en-US';
const channelId = startChannels.organisers;

/** Somebody in the organisers' channel, who reads the newest message and presses what is on it. */
function at({ sandbox: { people } }: StandIn, { id }: Person) {
  /** Resolves once what was done is answered in full: on a slow machine the bot says first that it works on it. */
  const answered = async (act: () => Promise<InteractionResult>): Promise<InteractionResult> => {
    const watching = new AbortController();
    const changed = new Promise<void>((resolve) => {
      const listener = (change: Change): void => {
        if (change.kind === 'message' && change.seen.private && !change.seen.thinking) resolve();
      };
      people.watch(id, listener, watching.signal);
    });
    const result = await act();
    if (result.kind === 'answered') await changed;
    watching.abort();
    return result;
  };
  const newest = async () => {
    const seen = (await people.messages(id, channelId, { limit: 1 })).at(-1);
    if (!seen) throw new Error('nothing is there');
    return { id: seen.message.id, text: JSON.stringify(seen.message.components), private: seen.private };
  };
  const pressOn = async (messageId: string, customId: string, values: readonly string[] = []) =>
    await answered(() => people.press(id, { messageId, customId, values, locale }));
  return {
    newest,
    pressOn,
    press: async (route: string, values: readonly string[] = []) => {
      const message = await newest();
      const [, customId] = new RegExp(`"custom_id":"(${route}(?::[^"]*)?)"`).exec(message.text) ?? [];
      if (customId === undefined) throw new Error(`nothing to press for ${route}: ${message.text}`);
      return await pressOn(message.id, customId, values);
    },
    use: async (name: string, options: Record<string, string>) =>
      await answered(() => people.command(id, { channelId, name, options, locale })),
    submit: async (formId: string, fields: Record<string, string>) =>
      await answered(() => people.submit(id, { formId, fields, locale })),
  };
}

test('a campaign is made in one line, set up in the panel, and opened to a role by the pinned button', async () => {
  await using discord = await startStandIn();
  await using data = await appDatabase();
  const app = startApp({ ...discord.env, DATABASE_URL: data.url });
  await app.said(/commands are published/);
  const { people, world } = discord.sandbox;
  const luis = people.all.find(({ role }) => role === 'volunteer');
  if (!luis) throw new Error('the sandbox has no volunteer');
  const rosa = at(discord, discord.rosa);

  const made = await rosa.use('campaign create', {
    name: 'Solidarity',
    channel: startChannels.campaign,
    organisers: startChannels.organisers,
  });
  expect(made).toEqual({ kind: 'answered' });
  expect((await rosa.newest()).text).toContain('**Solidarity** is saved and paused');
  const pinned = (await people.messages(discord.rosa.id, channelId)).filter(({ message }) => message.pinned);
  expect(pinned.map(({ message }) => message.content)).toEqual([
    expect.stringContaining('Organise the campaigns of this server'),
  ]);

  await rosa.press('panel-go', ['times']);
  const form = await rosa.press('times-form');
  if (form.kind !== 'form') throw new Error(`no form: ${JSON.stringify(form)}`);
  const fields = { remembrance: '8 am', days: '3', weekday: '5', digest: '18:30', lateness: '2' };
  expect(await rosa.submit(form.formId, fields)).toEqual({ kind: 'answered' });
  expect((await rosa.newest()).text).toContain('the digest on Friday at 18:30');

  await rosa.press('panel-go', ['channels']);
  await rosa.press('channel-add', [startChannels.announcements]);
  await rosa.press('channel-role', [startIds.volunteerRole]);
  await rosa.press('channel-ping', ['announcement']);
  await rosa.press('channel-gets', ['announcement', 'digest']);
  expect((await rosa.newest()).text).toContain(`Mentions <@&${startIds.volunteerRole}> for announcements`);

  await rosa.press('panel');
  await rosa.press('panel-go', ['who']);
  const before = at(discord, luis);
  const [button] = pinned;
  const organise = async () => {
    const components = JSON.stringify(button?.message.components);
    const [, customId = ''] = /"custom_id":"(organise:[^"]+)"/.exec(components) ?? [];
    return await before.pressOn(button?.message.id ?? '', customId);
  };
  await organise();
  expect((await before.newest()).text).toContain('Only organisers of a campaign');
  await rosa.press('organiser-role', [startIds.volunteerRole]);
  await organise();
  const panel = await before.newest();
  expect(panel.private).toBe(true);
  expect(panel.text).toContain('**Solidarity** is paused');
  expect(await before.press('campaign-resume')).toEqual({ kind: 'answered' });

  const [campaign] = await data.store.campaigns.ofGuild(startIds.guild);
  expect(campaign).toMatchObject({
    state: 'active',
    organiserRole: startIds.volunteerRole,
    times: { remembrance: '08:00', planningDays: 3, digestWeekday: 5, digest: '18:30', latenessMinutes: 120 },
  });
  await app.said(/"to":"sent"/);
  expect((await discord.posts(channelId)).join('\n')).toContain('who may organise was changed');

  const paused = app.said(/a server removed the bot/);
  world.removeGuild(startIds.guild);
  await paused;
  expect((await data.store.campaigns.ofGuild(startIds.guild))[0]?.state).toBe('paused');
  app.kill('SIGTERM');
  expect(await app.ended).toBe(0);
});
