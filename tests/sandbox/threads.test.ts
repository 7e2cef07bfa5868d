import { once } from 'node:events';
import { ChannelType, Events, PermissionFlagsBits as bits, type Client } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { channels, type Harness, nextInteraction, start } from './harness.ts';

const thread = channels.march;
const messages = `/channels/${thread}/messages`;

/** The client's thread once the client was told of a change to it. */
async function afterUpdate(client: Client, act: () => void) {
  const told = once(client, Events.ThreadUpdate);
  act();
  return (await told)[1];
}

async function post(harness: Harness): Promise<string> {
  const { json, status } = await harness.request('POST', messages, { content: 'We meet at the bridge' });
  expect(status).toBe(200);
  return (json as { id: string }).id; // what was posted has an id
}

describe('a thread', () => {
  test('is known to the client when it connects, under its channel, and is no channel of the list', async () => {
    await using harness = await start();
    const client = await harness.connect();
    const known = client.channels.cache.get(thread);
    expect(known).toMatchObject({
      type: ChannelType.PublicThread,
      name: 'march-planning',
      parentId: channels.campaign,
      archived: false,
      locked: false,
      ownerId: harness.rosa.id,
    });
    const guild = client.guilds.cache.first();
    const listed = await harness.request('GET', `/guilds/${guild?.id}/channels`);
    expect(JSON.stringify(listed.json)).not.toContain('march-planning');
    const active = await harness.request('GET', `/guilds/${guild?.id}/threads/active`);
    expect(active.json).toMatchObject({ threads: [{ id: thread }], members: [] });
  });

  test('takes messages, whose author is in it from then on', async () => {
    await using harness = await start();
    const { people } = harness.sandbox;
    const client = await harness.connect();
    const joined = once(client, Events.ThreadMembersUpdate);
    const id = await post(harness);
    expect([...(await joined)[0].keys()]).toEqual([client.user.id]);
    expect((await people.messages(harness.ana.id, thread)).map(({ message }) => message.id)).toEqual([id]);
    expect((await harness.request('GET', messages)).json).toMatchObject([{ id, channel_id: thread }]);
    expect((await harness.request('GET', `/channels/${thread}`)).json).toMatchObject({
      parent_id: channels.campaign,
      last_message_id: id,
      member: { user_id: client.user.id },
      member_count: 2,
    });
    const members = `/channels/${thread}/thread-members`;
    expect((await harness.request('GET', `${members}/@me`)).json).toMatchObject({ id: thread });
    expect((await harness.request('GET', `${members}/${harness.ana.id}`)).json).toMatchObject({
      code: 10007,
    });
    expect(await people.say(harness.ana.id, thread, 'I bring water')).toEqual({ kind: 'answered' });
    expect((await harness.request('GET', `${members}/${harness.ana.id}`)).status).toBe(200);
  });

  test('has the permissions of its channel, and one of its own for writing', async () => {
    await using harness = await start();
    const { people, world } = harness.sandbox;
    const [guild] = world.guilds;
    world.overwrite(channels.campaign, world.bot.id, { deny: bits.SendMessages });
    await post(harness);
    world.overwrite(channels.campaign, world.bot.id, { deny: bits.SendMessagesInThreads });
    expect(await harness.request('POST', messages, { content: 'x' })).toMatchObject({
      status: 403,
      json: { code: 50013 },
    });
    world.overwrite(channels.campaign, world.bot.id, { deny: bits.ViewChannel });
    expect((await harness.request('GET', `/channels/${thread}`)).json).toMatchObject({ code: 50001 });
    world.overwrite(channels.campaign, guild?.id ?? '', { deny: bits.SendMessagesInThreads });
    expect(await people.say(harness.ana.id, thread, 'x')).toEqual({
      kind: 'refused',
      reason: 'You can’t write in this channel.',
    });
    world.overwrite(channels.campaign, guild?.id ?? '', { deny: bits.ViewChannel });
    expect(people.view(harness.ana.id).channels.map(({ name }) => name)).not.toContain('march-planning');
  });

  test('is no channel to crosspost from, and goes with its channel', async () => {
    await using harness = await start();
    const { world } = harness.sandbox;
    const made = world.threads.add(channels.announcements, { name: 'replies', ownerId: harness.rosa.id });
    expect(made.type).toBe(ChannelType.AnnouncementThread);
    const { json } = await harness.request('POST', `/channels/${made.id}/messages`, { content: 'x' });
    const { id } = json as { id: string }; // what was posted has an id
    const crosspost = `/channels/${made.id}/messages/${id}/crosspost`;
    expect((await harness.request('POST', crosspost)).json).toMatchObject({ code: 50024 });
    world.removeChannel(channels.announcements);
    expect((await harness.request('GET', `/channels/${made.id}`)).json).toMatchObject({ code: 10003 });
  });
});

describe('an archived thread', () => {
  test('is opened by the next message, and nothing else can be changed in it until then', async () => {
    await using harness = await start();
    const { world } = harness.sandbox;
    const client = await harness.connect();
    const id = await post(harness);
    const second = await post(harness);
    const archive = () => world.threads.change(thread, { archived: true });
    expect(await afterUpdate(client, archive)).toMatchObject({ archived: true });
    const edit = () => harness.request('PATCH', `${messages}/${id}`, { content: 'y' });
    expect(await edit()).toMatchObject({ status: 400, json: { code: 50083 } });
    expect((await harness.request('PUT', `${messages}/pins/${id}`)).json).toMatchObject({ code: 50083 });
    expect((await harness.request('DELETE', `${messages}/${second}`)).status).toBe(204);
    const later = await harness.connect();
    expect(later.channels.cache.has(thread), 'archived threads are not told of').toBe(false);

    const opened = once(client, Events.ThreadUpdate);
    await post(harness);
    expect((await opened)[1]).toMatchObject({ archived: false });
    expect((await edit()).status).toBe(200);
  });

  test('can be opened by who may write in it', async () => {
    await using harness = await start();
    const { world } = harness.sandbox;
    const patch = (body: object) => harness.request('PATCH', `/channels/${thread}`, body);
    expect((await patch({ archived: true })).json).toMatchObject({ code: 50013 });
    world.threads.change(thread, { archived: true });
    expect((await patch({ locked: true })).json).toMatchObject({ code: 50083 });
    expect((await patch({ archived: 'no' })).json).toMatchObject({ code: 50035 });
    expect((await patch({ archived: false })).json).toMatchObject({ thread_metadata: { archived: false } });
    expect((await harness.request('PATCH', `/channels/${channels.campaign}`, {})).status).toBe(400);
    world.threads.change(thread, { archived: true, locked: true });
    expect((await patch({ archived: false })).json).toMatchObject({ code: 50013 });
  });
});

describe('a locked thread', () => {
  test.each([
    ['open', false, 160005, 204],
    ['archived', true, 50083, 400],
  ])('that is %s takes nothing new from anybody but moderators', async (_how, archived, code, deletion) => {
    await using harness = await start();
    const { people, world } = harness.sandbox;
    const id = await post(harness);
    world.threads.change(thread, { archived, locked: true });
    expect((await harness.request('POST', messages, { content: 'x' })).json).toMatchObject({ code });
    expect((await harness.request('PATCH', `${messages}/${id}`, { content: 'y' })).json).toMatchObject({
      code,
    });
    expect(await people.say(harness.ana.id, thread, 'x')).toMatchObject({
      reason: 'Moderators locked this thread: only they can write in it.',
    });
    expect((await harness.request('DELETE', `${messages}/${id}`)).status).toBe(deletion);
    const [guild] = world.guilds;
    const moderators = world.addRole(guild?.id ?? '', 'Moderators', bits.ManageThreads);
    world.setMemberRoles(guild?.id ?? '', harness.ana.id, [moderators.id]);
    expect(await people.say(harness.ana.id, thread, 'x')).toEqual({ kind: 'answered' });
  });

  test('takes private answers alone', async () => {
    await using harness = await start({ answerWithin: 500 });
    const { people, world } = harness.sandbox;
    const client = await harness.connect();
    await client.application.commands.set([{ name: 'help', description: 'x' }]);
    world.threads.change(thread, { locked: true });
    const use = { channelId: thread, name: 'help', options: {}, locale: 'en-US' };
    const answered = people.command(harness.ana.id, use);
    const asked = await nextInteraction(client);
    if (!asked.isChatInputCommand()) throw new Error('no command');
    await expect(asked.reply('for all')).rejects.toMatchObject({ code: 50083 });
    await asked.reply({ content: 'for you', flags: ['Ephemeral'] });
    expect(await answered).toEqual({ kind: 'answered' });
  });
});

describe('a private thread', () => {
  test('is seen by who is in it and by moderators, and the bot is told when it is added', async () => {
    await using harness = await start();
    const { people, world } = harness.sandbox;
    const client = await harness.connect();
    const { id } = world.threads.add(channels.general, {
      name: 'quiet',
      ownerId: harness.rosa.id,
      private: true,
    });
    const seen = (personId: string) => people.view(personId).channels.some((one) => one.name === 'quiet');
    expect([seen(harness.rosa.id), seen(harness.ana.id)]).toEqual([true, false]);
    expect((await harness.request('GET', `/channels/${id}`)).json).toMatchObject({ code: 50001 });
    expect(client.channels.cache.has(id)).toBe(false);
    const told = once(client, Events.ThreadCreate);
    world.threads.join(id, world.bot.id);
    expect((await told)[0]).toMatchObject({ id, type: ChannelType.PrivateThread });
    expect((await harness.request('GET', `/channels/${id}`)).status).toBe(200);
    world.threads.leave(id, world.bot.id);
    expect((await harness.request('POST', `/channels/${id}/messages`, { content: 'x' })).status).toBe(403);
    world.threads.join(id, harness.ana.id);
    expect(seen(harness.ana.id)).toBe(true);
    world.threads.remove(id);
    expect(seen(harness.rosa.id)).toBe(false);
  });

  test('that is gone is told of', async () => {
    await using harness = await start();
    const client = await harness.connect();
    const told = once(client, Events.ThreadDelete);
    harness.sandbox.world.threads.remove(thread);
    expect((await told)[0]).toMatchObject({ id: thread });
    expect((await harness.request('POST', messages, { content: 'x' })).json).toMatchObject({ code: 10003 });
  });
});
