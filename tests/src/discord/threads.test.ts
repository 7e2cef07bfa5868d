import { once } from 'node:events';
import { Events, PermissionFlagsBits as P } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { loadLanguages } from '../../../messages/words.ts';
import { cachedChannelFacts, cachedPrivateThread } from '../../../src/discord/access-gateway.ts';
import { askerOf } from '../../../src/discord/asker.ts';
import { createDiscordPort } from '../../../src/discord/discord-port.ts';
import { createPostingRest, createReadingRest } from '../../../src/discord/rest.ts';
import { startIds } from '../../../src/sandbox/world/start.ts';
import { channels, type Harness, nextInteraction, start } from '../../sandbox/harness.ts';

const { march } = channels;
const { ManageThreads, SendMessages, SendMessagesInThreads, ViewChannel } = P;

/** Discord as the bot's process sees it, with a Gateway, and as a worker does without one. */
async function views(harness: Harness) {
  const { sandbox, origin } = harness;
  const credentials = { apiUrl: sandbox.restBase(origin), token: sandbox.token };
  const posting = createPostingRest(credentials);
  const reading = createReadingRest(credentials);
  const client = await harness.connect();
  const rest = { posting, reading, botUserId: sandbox.world.bot.id };
  const cachedFacts = (guildId: string, channelId: string) => cachedChannelFacts(client, guildId, channelId);
  const ports = [
    createDiscordPort(rest),
    createDiscordPort({ ...rest, cachedFacts, cachedPrivateThread: (id) => cachedPrivateThread(client, id) }),
  ] as const;
  /** What the bot may do there, which both must say alike. */
  const access = async (channelId: string) => {
    const [asked, known] = await Promise.all(
      ports.map(async (port) => await port.channelAccess(startIds.guild, channelId)),
    );
    expect(known).toEqual(asked);
    return asked;
  };
  /** Waits until the client was told of a change that was made. */
  const after = async (event: Events, change: () => void) => {
    const told = once(client, event);
    change();
    await told;
  };
  return { client, access, after, worker: ports[0], bot: ports[1] };
}

describe('what the bot may do in a thread', () => {
  test('is judged by its channel, and by how the thread stands', async () => {
    await using harness = await start();
    const { world } = harness.sandbox;
    const { access, after } = await views(harness);
    const usable = { kind: 'usable', name: 'march-planning', type: 'thread', private: false };
    expect(await access(march)).toMatchObject(usable);
    expect(await access(channels.questions)).toEqual({
      kind: 'wrong-type',
      name: 'questions',
      type: 'GuildForum',
    });
    await after(Events.ThreadUpdate, () => world.threads.change(march, { archived: true }));
    expect(await access(march)).toMatchObject({ ...usable, archived: true });
    await after(Events.ThreadUpdate, () => world.threads.change(march, { archived: false, locked: true }));
    expect(await access(march)).toEqual({ kind: 'locked-thread', name: 'march-planning' });
    await after(Events.ThreadUpdate, () => world.threads.change(march, { locked: false }));

    const deny = async (permission: bigint) =>
      await after(Events.ChannelUpdate, () =>
        world.overwrite(channels.campaign, world.bot.id, { deny: permission }),
      );
    await deny(SendMessages);
    expect(await access(march)).toMatchObject(usable);
    await deny(SendMessagesInThreads);
    expect(await access(march)).toMatchObject({ missing: ['SendMessagesInThreads'] });
    await after(Events.ThreadDelete, () => world.threads.remove(march));
    expect(await access(march)).toEqual({ kind: 'not-found' });
  });

  test('is nothing in a private one until somebody adds the bot, also when a command named it', async () => {
    await using harness = await start();
    const { world, people } = harness.sandbox;
    const { access, client, worker, bot } = await views(harness);
    const { id } = world.threads.add(channels.general, {
      name: 'quiet',
      ownerId: harness.rosa.id,
      private: true,
    });
    const option = { name: 'where', description: 'x', type: 7, required: true };
    await client.application.commands.set([{ name: 'post', description: 'x', options: [option] }]);
    const used = { channelId: channels.general, name: 'post', options: { where: id }, locale: 'en-US' };
    const answered = people.command(harness.rosa.id, used);
    const asked = await nextInteraction(client);
    if (asked.isChatInputCommand()) await asked.reply({ content: 'x', flags: ['Ephemeral'] });
    await answered;
    expect(await bot.channelAccess(startIds.guild, id)).toEqual({ kind: 'not-in-thread', name: 'quiet' });
    expect(await worker.channelAccess(startIds.guild, id)).toMatchObject({ missing: ['ViewChannel'] });
    world.threads.join(id, world.bot.id);
    expect(await access(id)).toMatchObject({ kind: 'usable', type: 'thread', private: true });
    const sees = async (userId: string, roles: readonly string[] = []) =>
      await worker.canSee({ userId, roles }, startIds.guild, id);
    expect([await sees(harness.rosa.id), await sees(harness.ana.id)]).toEqual([true, false]);
    const moderators = world.addRole(startIds.guild, 'Moderators', ManageThreads | ViewChannel);
    expect(await sees(harness.ana.id, [moderators.id])).toBe(true);
  });
});

describe('a post in an archived thread', () => {
  async function posted(harness: Harness) {
    const { json } = await harness.request('POST', `/channels/${march}/messages`, { content: 'x' });
    const messageId = (json as { id: string }).id; // what was posted has an id
    return { channelId: march, messageId, signal: AbortSignal.timeout(5_000) };
  }

  test('is corrected and pinned after the thread was opened again, and deleted at once', async () => {
    await using harness = await start();
    const { people, world } = harness.sandbox;
    const { worker: discord } = await views(harness);
    const at = await posted(harness);
    const archive = () => world.threads.change(march, { archived: true });
    archive();
    expect(await discord.edit({ ...at, body: '{"content":"y"}' })).toEqual({ kind: 'done' });
    archive();
    expect(await discord.pin(at)).toEqual({ kind: 'done' });
    const [seen] = await people.messages(harness.ana.id, march);
    expect(seen?.message).toMatchObject({ content: 'y', pinned: true });
    archive();
    expect(await discord.remove(at)).toEqual({ kind: 'done' });
    expect(world.place(march)?.channel).toMatchObject({ thread_metadata: { archived: true } });
  });

  test('that moderators locked stays as it is', async () => {
    await using harness = await start();
    const { worker: discord } = await views(harness);
    const at = await posted(harness);
    harness.sandbox.world.threads.change(march, { archived: true, locked: true });
    const refused = { kind: 'refused', fix: 'channel', code: 50_083 };
    expect(await discord.edit({ ...at, body: '{"content":"y"}' })).toMatchObject(refused);
    expect(await discord.remove(at)).toMatchObject(refused);
  });
});

test.each([
  [false, true],
  [true, false],
])('in a thread whose lock is %s somebody can be answered for all to see: %s', async (locked, speak) => {
  await using harness = await start();
  const { people, world } = harness.sandbox;
  const client = await harness.connect();
  await client.application.commands.set([{ name: 'help', description: 'x' }]);
  world.threads.change(march, { locked });
  const used = { channelId: march, name: 'help', options: {}, locale: 'en-US' };
  const answered = people.command(harness.ana.id, used);
  const asked = await nextInteraction(client);
  expect(askerOf(asked, await loadLanguages()).permissions.speak).toBe(speak);
  if (asked.isChatInputCommand()) await asked.reply({ content: 'x', flags: ['Ephemeral'] });
  await answered;
});
