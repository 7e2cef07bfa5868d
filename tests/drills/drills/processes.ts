import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Drill } from '../drill.ts';
import type { Servers } from '../harness/servers.ts';
import { ask } from '../harness/asking.ts';
import { isPost } from '../harness/discord.ts';
import { eventually, sent } from '../harness/verdict.ts';

const now = (): string => Temporal.Now.instant().toString();

export const crowd: Drill = {
  name: 'crowd',
  about: 'four workers, each with a planner; one is frozen past its lease in the middle of a post, and woken',
  profiles: ['postgres', 'redis'],
  run: async ({ servers, size, start }) => {
    const posts = 80 * size;
    const frozen = start({ gates: ['claimed'] });
    await frozen.origin;
    await ask(servers.store, { posts });
    const held = await frozen.arrival('claimed');
    frozen.kill('SIGSTOP');
    for (let others = 0; others < 3; others += 1) start();
    // Past its lease, another one has recovered what it held.
    await eventually(
      'it was recovered',
      async () => (await servers.store.ledger.find(held.delivery))?.state === 'sent',
    );
    frozen.kill('SIGCONT');
    frozen.open('claimed');
    return { asked: posts, faultsEndedAt: now(), note: 'one frozen past its lease' };
  },
};

export const wrongClock: Drill = {
  name: 'clock-off',
  about: 'four workers, the clock of one of them a minute ahead: that one posts nothing and says so',
  profiles: ['postgres'],
  run: async ({ servers, size, start }) => {
    const posts = 40 * size;
    await ask(servers.store, { posts });
    const off = start({ clockOffMs: 60_000 });
    await off.said(/clock/);
    const before = await claimed(servers);
    for (let others = 0; others < 3; others += 1) start();
    return {
      asked: posts,
      faultsEndedAt: now(),
      failures: before === 0 ? [] : [`the worker with the wrong clock claimed ${before}`],
    };
  },
};

async function claimed({ database }: Pick<Servers, 'database'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from delivery_attempts`.execute(
    database.db,
  );
  return rows[0]?.count ?? 0;
}

export const sigterm: Drill = {
  name: 'sigterm',
  about: 'SIGTERM under load, again and again: nothing is left half done, within the 10 s of a container',
  profiles: ['postgres', 'redis', 'embedded'],
  run: async ({ servers, discord, size, start }) => {
    const posts = 150 * size;
    await ask(servers.store, { posts });
    const failures: string[] = [];
    let slowest = 0;
    for (let times = 1; times <= 3; times += 1) {
      const app = start();
      const until = (posts / 5) * times;
      await eventually(
        `${until} posts were tried`,
        () => discord.requests.filter((request) => isPost(request)).length >= until,
      );
      const began = performance.now();
      app.kill('SIGTERM');
      await app.ended;
      slowest = Math.max(slowest, performance.now() - began);
      if (servers.profile === 'embedded') continue;
      const { rows } = await servers.database.pool.query<{ open: number }>(
        'select count(*)::int as open from delivery_attempts where ended_at is null',
      );
      if (rows[0]?.open !== 0) failures.push(`${rows[0]?.open} attempts were left half done`);
    }
    if (slowest > 10_000) failures.push(`stopping took ${(slowest / 1000).toFixed(1)} s`);
    start();
    return {
      asked: posts,
      faultsEndedAt: now(),
      failures,
      note: `stopped within ${(slowest / 1000).toFixed(1)} s`,
    };
  },
};

export const backup: Drill = {
  name: 'backup',
  about:
    'the database is restored from a backup of before the posts: what was posted since is found, not repeated',
  profiles: ['postgres'],
  notices: ['look-up'],
  sandbox: { nonceWindow: 0 },
  run: async ({ servers, size, start }) => {
    const posts = 10 * size;
    // Due earlier, so that it is late when it comes back: a late post is looked for before it is sent.
    await ask(servers.store, { posts, at: Temporal.Now.instant().subtract({ minutes: 30 }) });
    await servers.backUp();
    const app = start();
    await eventually('everything is out', async () => (await sent(servers)) === posts);
    app.kill('SIGTERM');
    await app.ended;
    await servers.restore();
    start();
    return { asked: posts, faultsEndedAt: now(), note: `${posts} posted after the backup` };
  },
};

export const down: Drill = {
  name: 'down',
  about:
    'down while posts fell due, for an hour, a day, a month: late is posted as late, too late is told once',
  profiles: ['postgres'],
  run: async ({ servers, discord, size, start }) => {
    const each = 3 * size;
    const then = (hours: number): Temporal.Instant => Temporal.Now.instant().subtract({ hours });
    for (const hours of [1, 24, 24 * 30]) await ask(servers.store, { posts: each, at: then(hours) });
    start();
    const told = (): number => [...discord.notices()].length;
    const end = performance.now() + 60_000;
    while (told() < 2 && performance.now() < end) await wait(50);
    return {
      asked: 3 * each,
      mayEnd: 2 * each,
      failures: told() === 2 ? [] : [`the organisers of the two campaigns were told ${told()} times`],
      note: `${each} an hour late, ${2 * each} missed and told`,
    };
  },
};
