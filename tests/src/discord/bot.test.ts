import { once } from 'node:events';
import { Events } from 'discord.js';
import { describe, expect, onTestFinished, test } from 'vitest';
import { defineCommand, type Asker } from '../../../commands/contract.ts';
import { createRegistry } from '../../../commands/registry.ts';
import { sentenceAnswer } from '../../../messages/answers/sentence.ts';
import { judgeAccess } from '../../../src/discord/access.ts';
import { cachedChannelFacts } from '../../../src/discord/access-gateway.ts';
import { createBot } from '../../../src/discord/bot.ts';
import { createClient } from '../../../src/discord/client.ts';
import type { Problem } from '../../../src/problem.ts';
import { bot as botOf } from '../../support/asking.ts';
import { quiet, signal } from '../../support/signals.ts';
import {
  helpAsked,
  ids,
  serverJson,
  smallDiscord,
  type Asked,
  type Told,
} from '../../support/small-discord.ts';

const callback = ({ path }: Asked): boolean => path.endsWith('/callback');

/** A bot over a real client and a small Discord. Its only command is `/help`, which says who asked. */
async function started(
  options: Parameters<typeof smallDiscord>[0] = {},
  work: () => Promise<void> = async () => {},
) {
  const discord = await smallDiscord(options);
  const askers: Asker[] = [];
  const help = defineCommand({
    name: 'help',
    scope: 'anywhere',
    needs: 'nothing',
    description: 'commands.help.description',
    options: () => [],
    parse: () => null,
    run: async (_given, asker) => {
      askers.push(asker);
      await work();
      return { kind: 'answer', private: true, answer: sentenceAnswer('done') };
    },
  });
  const { dispatch, deps } = botOf({
    registry: createRegistry({ commands: [help], handlers: [], groups: {} }),
  });
  const problem = signal<Problem>();
  const client = createClient(discord.apiUrl);
  const onProblem = problem.give;
  const bot = createBot({ client, token: 'a.b.c', dispatch, deps, log: quiet, onProblem });
  onTestFinished(async () => {
    await bot.stop();
    await discord[Symbol.asyncDispose]();
  });
  await bot.start(new AbortController().signal);
  return { discord, client, askers, problem: problem.given };
}

describe('the connection to the Gateway', () => {
  test('is one, also when the first tries are turned away', async () => {
    const { discord } = await started({ refuse: 2 });
    const answered = discord.next(callback);
    discord.dispatch('INTERACTION_CREATE', helpAsked());
    await answered;
    expect(discord.connections).toBe(1);
  });

  test('waits for no server in an outage', { timeout: 10_000 }, async () => {
    const { client } = await started({ untold: [ids.server] });
    expect(client.isReady()).toBe(true);
  });

  test('that Discord ends for good is a problem, and says which', async () => {
    const { discord, problem } = await started();
    discord.close(4011);
    expect((await problem).message).toMatch(/4011 \(ShardingRequired\)/);
  });

  test('that Discord ends because of the token says so', async () => {
    const { discord, problem } = await started();
    discord.close(4004);
    expect((await problem).message).toMatch(/Discord refused DISCORD_TOKEN/);
  });
});

describe('who asks', () => {
  async function askerOf(more: object) {
    const { discord, askers } = await started({ untold: [ids.server] });
    const answered = discord.next(callback);
    discord.dispatch('INTERACTION_CREATE', helpAsked(more));
    await answered;
    return askers[0];
  }

  test('is known in a server that the Gateway has not told of yet', async () => {
    expect(await askerOf({})).toMatchObject({
      guildId: ids.server,
      permissions: { manageServer: true, speak: true },
    });
  });

  test('is in no server of ours where they brought the bot for themselves', async () => {
    const foreign = { authorizing_integration_owners: { 1: ids.person } };
    expect(await askerOf(foreign)).toMatchObject({ guildId: null, permissions: { speak: true } });
  });
});

describe('an answer that takes long', () => {
  test('comes also when the word about its being late arrived but was answered with a failure', async () => {
    const sent: Asked[] = [];
    // The first one is acted on; Discord knows the second one again.
    const answer = (asked: Asked): Told => {
      if (!callback(asked)) return { status: 200, body: { id: ids.channel } };
      sent.push(asked);
      return sent.length === 1
        ? { status: 502 }
        : { status: 400, body: { code: 40_060, message: 'Already acknowledged' } };
    };
    const deferred = signal();
    const { discord } = await started({ answer }, () => deferred.given);
    const edited = discord.next(({ method, path }) => method === 'PATCH' && path.endsWith('/@original'));
    discord.dispatch('INTERACTION_CREATE', helpAsked());
    await discord.next(callback);
    await discord.next(callback);
    deferred.give();
    expect(JSON.stringify((await edited).body)).toContain('done');
    expect(sent.map(({ body }) => body)).toMatchObject([{ type: 5 }, { type: 5 }]);
  });
});

describe('what the Gateway told of a channel', () => {
  const channel = { id: ids.channel, type: 0, name: 'general', position: 0 };
  const me = { user: { id: ids.bot, username: 'bot', discriminator: '0', avatar: null }, roles: [] };

  async function accessIn(server: object | null, asked: object = {}) {
    const { discord, client } = await started({ untold: server === null ? [ids.server] : [] });
    if (server !== null) {
      const told = once(client, Events.GuildCreate);
      discord.dispatch('GUILD_CREATE', server);
      await told;
    }
    const answered = discord.next(callback);
    discord.dispatch('INTERACTION_CREATE', helpAsked(asked));
    await answered;
    const known = cachedChannelFacts(client, ids.server, ids.channel);
    return known && judgeAccess(known.facts);
  }

  test('is used', async () => {
    const access = await accessIn(serverJson({ channels: [channel], members: [me] }));
    expect(access).toMatchObject({ kind: 'usable', name: 'general', private: false });
  });

  const { position: _, ...partial } = channel;
  const naming = {
    data: {
      id: '100000000000000008',
      name: 'help',
      type: 1,
      options: [{ name: 'channel', type: 7, value: ids.channel }],
      resolved: { channels: { [ids.channel]: { ...partial, permissions: '0' } } },
    },
  };

  test.each([
    ['the server', null, naming],
    ['the bot in it', serverJson({ channels: [channel], members: [] }), {}],
    ['the channel, which only a command named', serverJson({ members: [me] }), naming],
  ])('is left alone when it said nothing of %s', async (_what, server, asked) => {
    expect(await accessIn(server, asked)).toBeNull();
  });
});
