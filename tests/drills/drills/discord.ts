import { Temporal } from 'temporal-polyfill';
import type { Fault } from '../../../src/sandbox/faults.ts';
import { startChannels, startIds } from '../../../src/sandbox/world/start.ts';
import type { Drill } from '../drill.ts';
import { ask } from '../harness/asking.ts';
import { chanceOf } from '../harness/chance.ts';
import { isPost } from '../harness/discord.ts';
import { until } from '../harness/verdict.ts';
import { sql } from 'kysely';

const badAnswers: readonly Fault[] = [
  { kind: 'reset', when: 'before' },
  { kind: 'reset', when: 'after' },
  { kind: 'status', status: 500, when: 'before' },
  { kind: 'status', status: 500, when: 'after' },
  { kind: 'status', status: 502, when: 'before' },
  { kind: 'status', status: 502, when: 'after' },
  { kind: 'stall' },
  { kind: 'truncate' },
  { kind: 'limit', scope: 'user', retryAfterMs: 300 },
  { kind: 'limit', scope: 'shared', retryAfterMs: 300 },
  { kind: 'limit', scope: 'global', retryAfterMs: 300 },
];

export const badDays: Drill = {
  name: 'discord',
  about:
    'resets, 500 and 502 before and after Discord acted, stalls, cut answers, 429 of every kind, at random',
  profiles: ['postgres', 'redis'],
  notices: ['nonce'],
  run: async ({ servers, discord, size, start }) => {
    const posts = 44 * size;
    const chance = chanceOf(size);
    let faults = 0;
    discord.fail((request) => {
      if (!isPost(request) || faults >= posts || chance() < 0.5) return null;
      faults += 1;
      return badAnswers[(faults - 1) % badAnswers.length] ?? null;
    });
    await ask(servers.store, { posts });
    start();
    return { asked: posts, note: `${posts} answers spoilt` };
  },
};

export const timeOut: Drill = {
  name: 'time-out',
  about: 'Discord acts and never answers: the attempt ends by itself',
  profiles: ['postgres'],
  notices: ['nonce'],
  run: async ({ servers, discord, size, start }) => {
    const posts = 5 * size;
    await ask(servers.store, { posts });
    const swallowed = Array.from({ length: posts }, () => discord.swallow(isPost));
    start();
    await Promise.all(swallowed);
    return {
      asked: posts,
      faultsEndedAt: Temporal.Now.instant().toString(),
      note: `${posts} never answered`,
    };
  },
};

export const refusedToken: Drill = {
  name: 'token',
  about: 'Discord refuses the token once: the worker ends with a word, and the next one goes on',
  profiles: ['postgres'],
  run: async ({ servers, discord, size, start }) => {
    const posts = 4 * size;
    await ask(servers.store, { posts });
    let refused = false;
    discord.fail((request) => {
      if (refused || !isPost(request)) return null;
      refused = true;
      return { kind: 'unauthorized' };
    });
    const first = start();
    await first.ended;
    start();
    const said = /Discord refused DISCORD_TOKEN/.test(first.output());
    return { asked: posts, failures: said ? [] : ['the worker did not say that its token was refused'] };
  },
};

export const lostChannel: Drill = {
  name: 'channel',
  about: 'the permission to post is lost and given back: nothing is lost, nothing goes out in between',
  profiles: ['postgres'],
  run: async ({ servers, discord, size, start }) => {
    const posts = 6 * size;
    const { world } = discord.sandbox;
    const everything = { allow: 0n, deny: 0n };
    world.overwrite(startChannels.campaign, startIds.botRole, { deny: 1n << 11n });
    await ask(servers.store, { posts });
    start();
    await until(
      servers,
      'the channel is quarantined',
      sql<{
        yes: boolean;
      }>`select exists (select from campaign_channels where quarantined_since is not null) as yes`,
    );
    const before = [...discord.posted.values()]
      .flat()
      .filter(({ channelId }) => channelId === startChannels.campaign);
    world.overwrite(startChannels.campaign, startIds.botRole, everything);
    return {
      asked: posts,
      faultsEndedAt: Temporal.Now.instant().toString(),
      failures: before.length === 0 ? [] : ['something was posted without the permission'],
    };
  },
};

export const deletedChannel: Drill = {
  name: 'channel-gone',
  about: 'the channel is deleted: nothing is posted elsewhere, and the organisers are told once',
  profiles: ['postgres'],
  run: async ({ servers, discord, size, start }) => {
    const posts = 3 * size;
    await ask(servers.store, { posts, latenessMinutes: 1 });
    discord.sandbox.world.removeChannel(startChannels.campaign);
    start();
    await until(
      servers,
      'every post is missed',
      sql<{ yes: boolean }>`select count(*) >= ${posts} as yes from deliveries
        join occurrences on occurrences.id = occurrence_id
        where purpose = 'announcement' and deliveries.state = 'missed'`,
      150_000,
    );
    const notices = [...discord.posted.values()]
      .flat()
      .filter(({ channelId }) => channelId === startChannels.organisers);
    return {
      asked: posts,
      mayEnd: posts,
      failures: notices.length === 1 ? [] : [`the organisers were told ${notices.length} times, not once`],
    };
  },
};

export const moderator: Drill = {
  name: 'moderator',
  about: 'a moderator deletes each post at once, and the answer is lost: it stays deleted',
  profiles: ['postgres'],
  notices: ['nonce'],
  run: async ({ servers, discord, size, start }) => {
    const posts = 4 * size;
    let left = posts;
    discord.onPosted(async (messageId) => {
      if (left <= 0) return;
      left -= 1;
      await discord.remove(messageId);
    });
    discord.fail((request) => (isPost(request) && left > 0 ? { kind: 'reset', when: 'after' } : null));
    await ask(servers.store, { posts });
    start();
    return { asked: posts, mayBeUndecided: posts, mayEnd: posts, note: 'a deletion is final' };
  },
};
