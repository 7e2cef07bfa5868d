import { once } from 'node:events';
import { type Client, GatewayIntentBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { channels, type Harness, nextInteraction, start } from './harness.ts';

const command = { name: 'help', description: 'Help' };
const use = { channelId: channels.general, name: 'help', options: {}, locale: 'en-US' };
const identity = { intents: 1, properties: {} };

/** A Gateway connection without a client: what it hears, and how it ends. */
async function connection({ origin }: Harness, path = '/gateway?v=10&encoding=json') {
  const socket = new WebSocket(origin.replace('http', 'ws') + path);
  const heard: { op: number; t: string | null; s: number | null; d: never }[] = [];
  const waiting: (() => void)[] = [];
  socket.on('message', (data) => {
    heard.push(JSON.parse(data instanceof Buffer ? data.toString() : ''));
    for (const check of waiting.splice(0)) check();
  });
  const closed = once(socket, 'close').then(([code]) => {
    for (const check of waiting.splice(0)) check();
    return Number(code);
  });
  await once(socket, 'open');
  return {
    closed,
    send: (payload: unknown) => socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload)),
    async hear(what: number | string) {
      for (;;) {
        const found = heard.findIndex(({ op, t }) => op === what || t === what);
        if (found >= 0) return heard.splice(found, 1)[0];
        if (socket.readyState === WebSocket.CLOSED) throw new Error(`closed before ${what} was heard`);
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    end: (code?: number) => (code === undefined ? socket.terminate() : socket.close(code)),
  };
}

describe('a connection', () => {
  test('logs in the client, which then knows the server and its channels', async () => {
    await using harness = await start();
    const client = await harness.connect();
    expect(client.user.username).toBe('campaign_bot');
    const guild = client.guilds.cache.first();
    expect(guild?.name).toBe('Solidaridad');
    expect(guild?.channels.cache.map(({ name }) => name).join(' ')).toBe(
      'general campaign announcements organisers questions march-planning',
    );
    expect(guild?.members.me?.permissions.has('SendMessages')).toBe(true);
    expect(harness.sandbox.people.view(harness.ana.id).botOnline).toBe(true);
  });

  test('with a wrong token is closed with 4004, and REST answers 401', async () => {
    await using harness = await start();
    const one = await connection(harness);
    await one.hear(10);
    one.send({ op: 2, d: { ...identity, token: 'wrong' } });
    expect(await one.closed).toBe(4004);
    const answer = await harness.request('GET', '/users/@me', undefined, { authorization: 'Bot wrong' });
    expect(answer).toMatchObject({ status: 401, json: { message: '401: Unauthorized', code: 0 } });
  });

  test.each([
    ['an unknown operation', { op: 99, d: null }, 4001],
    ['no JSON', '{', 4002],
    ['a payload of the wrong shape', { op: 2, d: {} }, 4002],
    ['an event before it identified', { op: 3, d: {} }, 4003],
  ])('that sends %s is closed', async (_what, payload, code) => {
    await using harness = await start();
    const one = await connection(harness);
    one.send(payload);
    expect(await one.closed).toBe(code);
  });

  test.each([
    ['intents that do not exist', { intents: 1 << 30 }, 4013],
    ['privileged intents that are switched off', { intents: GatewayIntentBits.MessageContent }, 4014],
    ['a shard that does not exist', { intents: 1, shard: [1, 2] }, 4010],
  ])('that identifies with %s is closed', async (_what, change, code) => {
    await using harness = await start();
    const one = await connection(harness);
    one.send({ op: 2, d: { ...identity, token: harness.sandbox.token, ...change } });
    expect(await one.closed).toBe(code);
  });

  test('to another version is closed with 4012', async () => {
    await using harness = await start();
    expect(await (await connection(harness, '/gateway?v=6')).closed).toBe(4012);
  });

  test('without heartbeats is closed with 4009, with them it stays', async () => {
    await using harness = await start({ heartbeatInterval: 200 });
    const silent = await connection(harness);
    const alive = await connection(harness);
    const stop = new AbortController();
    void silent.closed.then(() => stop.abort());
    while (!stop.signal.aborted) {
      alive.send({ op: 1, d: null });
      await alive.hear(11);
    }
    alive.end(1000);
    expect([await silent.closed, await alive.closed]).toEqual([4009, 1000]);
  });

  test('tells only of what the intents ask for', async () => {
    await using harness = await start();
    const { token, people } = harness.sandbox;
    const one = await connection(harness);
    one.send({ op: 2, d: { ...identity, token, intents: GatewayIntentBits.GuildMessages } });
    await one.hear('READY');
    await people.say(harness.ana.id, channels.organisers, 'nothing');
    await people.say(harness.rosa.id, channels.organisers, 'hello');
    expect(await one.hear('MESSAGE_CREATE')).toMatchObject({
      s: 2,
      d: { content: '', author: { id: harness.rosa.id } },
    });
    harness.sandbox.world.overwrite(channels.organisers, harness.sandbox.world.bot.id, { deny: 1024n });
    await people.say(harness.rosa.id, channels.organisers, 'unseen');
    await people.say(harness.rosa.id, channels.general, `seen <@${harness.sandbox.world.bot.id}>`);
    expect(await one.hear('MESSAGE_CREATE')).toMatchObject({ s: 3, d: { channel_id: channels.general } });
    one.end();
  });
});

describe('a session', () => {
  async function ready(): Promise<{ harness: Harness; client: Client<true> }> {
    const harness = await start();
    const client = await harness.connect();
    await client.application.commands.set([command]);
    return { harness, client };
  }

  test.each([
    ['is cut', (harness: Harness) => harness.sandbox.gateway.cut()],
    ['is closed with 4000', (harness: Harness) => harness.sandbox.gateway.drop(4000)],
    ['is closed with 1001', (harness: Harness) => harness.sandbox.gateway.drop(1001)],
    ['is asked to reconnect', (harness: Harness) => harness.sandbox.gateway.reconnect()],
  ])('that %s resumes, and what it missed is replayed', async (_what, disturb) => {
    const { harness, client } = await ready();
    await using _ = harness;
    const resumed = once(client, 'shardResume');
    const asked = nextInteraction(client);
    disturb(harness);
    const answered = harness.sandbox.people.command(harness.ana.id, use);
    const interaction = await asked;
    if (!interaction.isChatInputCommand()) throw new Error('not a slash command');
    await interaction.reply('Here I am');
    expect(await answered).toEqual({ kind: 'answered' });
    await resumed;
  });

  test('that is invalidated begins anew', async () => {
    const { harness, client } = await ready();
    await using _ = harness;
    const again = once(client, 'shardReady');
    harness.sandbox.gateway.invalidate(false);
    await again;
    const asked = nextInteraction(client);
    void harness.sandbox.people.command(harness.ana.id, use);
    const interaction = await asked;
    expect(interaction.isRepliable() && (await interaction.reply('Again')).id).toBe(interaction.id);
  });

  test('is replayed from the sequence number that was seen, and no other', async () => {
    await using harness = await start();
    const { token, world } = harness.sandbox;
    const first = await connection(harness);
    first.send({ op: 2, d: { ...identity, token } });
    const hello = await first.hear('READY');
    await first.hear('GUILD_CREATE');
    first.end();
    const { session_id } = hello?.d ?? { session_id: '' };
    const [guild] = world.guilds;
    world.addChannel(guild?.id ?? '', { name: 'one' });
    world.addChannel(guild?.id ?? '', { name: 'two' });

    const second = await connection(harness);
    second.send({ op: 6, d: { token, session_id, seq: 3 } });
    expect(await second.hear('CHANNEL_CREATE')).toMatchObject({ s: 4, d: { name: 'two' } });
    expect(await second.hear('RESUMED')).toMatchObject({ s: 5 });
    second.end();

    const third = await connection(harness);
    third.send({ op: 6, d: { token, session_id, seq: 99 } });
    expect(await third.closed).toBe(4007);
    const fourth = await connection(harness);
    fourth.send({ op: 6, d: { token, session_id: 'unknown', seq: 1 } });
    expect(await fourth.hear(9)).toMatchObject({ d: false });
    fourth.end();
  });

  test('that the client ended is not waited for', async () => {
    await using harness = await start();
    const one = await connection(harness);
    one.send({ op: 2, d: { ...identity, token: harness.sandbox.token } });
    await one.hear('READY');
    const offline = new Promise<void>((resolve) => {
      const stop = new AbortController();
      harness.sandbox.people.watch(
        harness.ana.id,
        () => {
          stop.abort();
          resolve();
        },
        stop.signal,
      );
    });
    one.end(1000);
    await offline;
    expect(harness.sandbox.gateway.online).toBe(false);
    expect(harness.sandbox.gateway.reachable).toBe(false);
  });
});

describe('the world', () => {
  test('tells the client of servers, channels, roles and its own membership', async () => {
    await using harness = await start();
    const { world } = harness.sandbox;
    const client = await harness.connect();
    const joined = once(client, 'guildCreate');
    const guild = world.addGuild('Second');
    expect((await joined)[0]).toMatchObject({ id: guild.id, name: 'Second' });
    const created = once(client, 'channelCreate');
    const channel = world.addChannel(guild.id, { name: 'news', kind: 'announcement' });
    expect((await created)[0]).toMatchObject({ id: channel.id, name: 'news' });
    const changed = once(client, 'channelUpdate');
    world.overwrite(channel.id, world.bot.id, { deny: 2048n });
    await changed;
    const sent = client.rest.post(`/channels/${channel.id}/messages`, { body: { content: 'x' } });
    await expect(sent).rejects.toMatchObject({ code: 50013, status: 403 });
    const deleted = once(client, 'channelDelete');
    world.removeChannel(channel.id);
    await deleted;
    const gone = client.rest.post(`/channels/${channel.id}/messages`, { body: { content: 'x' } });
    await expect(gone).rejects.toMatchObject({ code: 10003, status: 404 });
    const away = once(client, 'guildUnavailable');
    world.setAvailable(guild.id, false);
    await away;
    const back = once(client, 'guildAvailable');
    world.setAvailable(guild.id, true);
    await back;
    const left = once(client, 'guildDelete');
    world.removeGuild(guild.id);
    expect((await left)[0]).toMatchObject({ id: guild.id });
  });
});
