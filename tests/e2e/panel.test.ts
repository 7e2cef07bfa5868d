import { expect, test } from 'vitest';
import { startChannels, startIds } from '../../src/sandbox/world/start.ts';
import { appDatabase } from './app-database.ts';
import { startApp } from './app-process.ts';
import { personIn } from './person-in.ts';
import { startStandIn } from './stand-in.ts';

const channelId = startChannels.organisers;

test('a campaign is made in one line, set up in the panel, and opened to a role by the pinned button', async () => {
  await using discord = await startStandIn();
  await using data = await appDatabase();
  const app = startApp({ ...discord.env, DATABASE_URL: data.url });
  await app.said(/commands are published/);
  const { people, world } = discord.sandbox;
  const luis = people.all.find(({ role }) => role === 'volunteer');
  if (!luis) throw new Error('the sandbox has no volunteer');
  const rosa = personIn(discord, discord.rosa, channelId);

  const made = await rosa.use('campaign create', {
    name: 'Solidarity',
    channel: startChannels.campaign,
    organisers: startChannels.organisers,
  });
  expect(made).toEqual({ kind: 'answered' });
  expect(await rosa.answer()).toContain('**Solidarity** is saved and paused');
  const pinned = (await people.messages(discord.rosa.id, channelId)).filter(({ message }) => message.pinned);
  expect(pinned.map(({ message }) => message.content)).toEqual([
    expect.stringContaining('Organise the campaigns of this server'),
  ]);

  await rosa.press('panel-go', ['times']);
  const form = await rosa.press('times-form');
  if (form.kind !== 'form') throw new Error(`no form: ${JSON.stringify(form)}`);
  const fields = { remembrance: '8 am', days: '3', weekday: '5', digest: '18:30', lateness: '2' };
  expect(await rosa.submit(form.formId, fields)).toEqual({ kind: 'answered' });
  expect(await rosa.answer()).toContain('the digest on Friday at 18:30');

  await rosa.press('panel-go', ['channels']);
  await rosa.press('channel-add', [startChannels.announcements]);
  await rosa.press('channel-role', [startIds.volunteerRole]);
  await rosa.press('channel-ping', ['announcement']);
  await rosa.press('channel-gets', ['announcement', 'digest']);
  expect(await rosa.answer()).toContain(`Mentions <@&${startIds.volunteerRole}> for announcements`);

  await rosa.press('panel');
  await rosa.press('panel-go', ['who']);
  const before = personIn(discord, luis, channelId);
  const [button] = pinned;
  const organise = async () => {
    const components = JSON.stringify(button?.message.components);
    const [, customId = ''] = /"custom_id":"(organise:[^"]+)"/.exec(components) ?? [];
    return await before.pressOn(button?.message.id ?? '', customId);
  };
  await organise();
  expect(await before.answer()).toContain('Only organisers of a campaign');
  await rosa.press('organiser-role', [startIds.volunteerRole]);
  await organise();
  expect(await before.answer()).toContain('**Solidarity** is paused');
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
