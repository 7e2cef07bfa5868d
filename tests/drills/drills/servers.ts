import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Drill, Scene } from '../drill.ts';
import { ask } from '../harness/asking.ts';
import { isPost } from '../harness/discord.ts';
import { eventually, until } from '../harness/verdict.ts';

const now = (): string => Temporal.Now.instant().toString();

/** Waits until about that many posts of the drill are out, so that trouble comes in the middle. */
async function inTheMiddle({ discord }: Scene, posts: number): Promise<void> {
  await eventually(
    `${posts} posts were tried`,
    () => discord.requests.filter((request) => isPost(request)).length >= posts,
  );
}

/** A Redis of the drill, by its socket. */
function redisOf({ servers }: Scene): NonNullable<Scene['servers']['redis']> {
  if (servers.redis === null) throw new Error('this drill needs a Redis');
  return servers.redis;
}

export const emptiedRedis: Drill = {
  name: 'redis-emptied',
  about: 'FLUSHALL in the middle: the planner fills the queue again from the database',
  profiles: ['redis'],
  run: async (scene) => {
    const posts = 100 * scene.size;
    await ask(scene.servers.store, { posts });
    scene.start();
    const client = new Redis(redisOf(scene).url);
    for (let times = 1; times <= 3; times += 1) {
      await inTheMiddle(scene, (posts / 4) * times);
      await client.flushall();
    }
    client.disconnect();
    return { asked: posts, faultsEndedAt: now(), note: 'emptied 3 times' };
  },
};

export const killedRedis: Drill = {
  name: 'redis-killed',
  about: 'Redis is killed in the middle, and comes back: with its data, and without',
  profiles: ['redis'],
  run: async (scene) => {
    const posts = 100 * scene.size;
    await ask(scene.servers.store, { posts });
    scene.start();
    const redis = redisOf(scene);
    await inTheMiddle(scene, posts / 4);
    await redis.crash();
    await redis.start();
    await inTheMiddle(scene, posts / 2);
    await redis.crash();
    await redis.forget();
    await redis.start();
    return { asked: posts, faultsEndedAt: now(), note: 'killed twice' };
  },
};

export const frozenRedis: Drill = {
  name: 'redis-frozen',
  about: 'Redis stops answering while its connections stay open, for longer than they are trusted',
  profiles: ['redis'],
  run: async (scene) => {
    const posts = 60 * scene.size;
    await ask(scene.servers.store, { posts });
    scene.start();
    const redis = redisOf(scene);
    await inTheMiddle(scene, posts / 4);
    process.kill(redis.pid(), 'SIGSTOP');
    await wait(20_000);
    process.kill(redis.pid(), 'SIGCONT');
    return { asked: posts, faultsEndedAt: now(), note: 'silent for 20 s' };
  },
};

export const restartedPostgres: Drill = {
  name: 'postgres',
  about: 'PostgreSQL is killed three times in a row, in the middle',
  profiles: ['postgres', 'redis', 'embedded'],
  run: async (scene) => {
    const posts = 100 * scene.size;
    await ask(scene.servers.store, { posts });
    scene.start();
    for (let times = 1; times <= 3; times += 1) {
      await inTheMiddle(scene, (posts / 5) * times);
      const pid = await scene.servers.postgresPid();
      process.kill(pid, 'SIGKILL');
      await until(scene.servers, 'PostgreSQL is back', sql<{ yes: boolean }>`select true as yes`);
    }
    return { asked: posts, faultsEndedAt: now(), note: 'killed 3 times' };
  },
};

export const frozenPostgres: Drill = {
  name: 'postgres-frozen',
  about: 'PostgreSQL stops answering while its connections stay open, for longer than they are trusted',
  profiles: ['postgres'],
  run: async (scene) => {
    const posts = 60 * scene.size;
    await ask(scene.servers.store, { posts });
    scene.start();
    await inTheMiddle(scene, posts / 4);
    const parent = await scene.servers.postgresPid();
    const all = [parent, ...(await childrenOf(parent))];
    for (const pid of all) stop(pid);
    await wait(20_000);
    for (const pid of all) process.kill(pid, 'SIGCONT');
    return { asked: posts, faultsEndedAt: now(), note: 'silent for 20 s' };
  },
};

function stop(pid: number): void {
  try {
    process.kill(pid, 'SIGSTOP');
  } catch (error) {
    // A connection that ended meanwhile took its process with it.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** The processes of a server's connections. Linux alone tells. */
async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(' ').filter(Boolean).map(Number);
}
