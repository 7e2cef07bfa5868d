import { createPostgresBackend, createRedisBackend, runMigrations, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { pino } from 'pino';
import type { Queue } from '../../../campaigns/ports/queue.ts';
import { createPostgresQueue } from '../../../src/queue/postgres-queue.ts';
import { createRedisQueue } from '../../../src/queue/redis-queue.ts';
import { startServers, whyNot, type Servers } from '../../drills/harness/servers.ts';
import { interleaved, type Bench, type Row } from '../bench.ts';
import { median } from '../statistics.ts';

const concurrency = 32;
/** As many at a time as the planner hands over. */
const batch = 500;
const goal = 1.2;
const log = pino({ level: 'silent' });
const settings = { log, concurrency };

export const queue: Bench = {
  name: 'queue',
  about: 'what a job costs through our queue, beside bare BullMQ on the same server; the ledger apart',
  run: async ({ quick, rounds, tell }) => {
    // Each run takes some two seconds: one of a few tenths would tell more about the machine's moods.
    const jobs = quick ? { redis: 500, postgres: 500 } : { redis: 20_000, postgres: 4_000 };
    const profile = whyNot('redis') === null ? 'redis' : 'postgres';
    await using servers = await startServers(profile);
    const rows: Row[] = [];
    if (servers.redis) {
      const { url } = servers.redis;
      rows.push(
        await compare('Redis', rounds, tell, {
          ours: async (round) =>
            await throughOurs(
              await createRedisQueue({ ...settings, url, prefix: `ours-${round}` }),
              jobs.redis,
            ),
          bare: (round) => bareOnRedis(url, `bare-${round}`, jobs.redis),
        }),
      );
    } else tell(`not on Redis: ${whyNot('redis')}`);
    const { poolConfig } = servers;
    rows.push(
      await compare('PostgreSQL', rounds, tell, {
        ours: async (round) =>
          await throughOurs(
            await createPostgresQueue({ ...settings, poolConfig, schema: `ours_${round}` }),
            jobs.postgres,
          ),
        bare: (round) => bareOnPostgres(poolConfig, `bare_${round}`, jobs.postgres),
      }),
    );
    return rows;
  },
};

async function compare(
  server: string,
  rounds: number,
  tell: (text: string) => void,
  cases: Readonly<Record<'ours' | 'bare', (round: number) => Promise<number>>>,
): Promise<Row> {
  // Whoever comes first also warms the server.
  await cases.bare(rounds);
  await cases.ours(rounds);
  const runs = await interleaved(rounds, cases, (text) => tell(`${server}, ${text}`));
  const [ours, bare] = [median(runs.ours), median(runs.bare)];
  return {
    what: `a job on ${server}`,
    unit: 'µs/job',
    ours,
    beside: { name: 'bare', value: bare },
    compared: `${(ours / bare).toFixed(2)} ×`,
    goal: { text: `≤ ${goal} ×`, met: ours <= bare * goal },
    runs: { ours: runs.ours, beside: runs.bare },
  };
}

/** Counts down, and says when all is done. */
function countdown(jobs: number) {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = jobs;
  const one = (): void => {
    left -= 1;
    if (left === 0) resolve();
  };
  return { one, done: promise };
}

function batches(jobs: number): string[][] {
  const ids = Array.from({ length: jobs }, (_, number) => `d${String(number).padStart(15, '0')}`);
  return Array.from({ length: Math.ceil(jobs / batch) }, (_, index) =>
    ids.slice(index * batch, (index + 1) * batch),
  );
}

async function throughOurs(ours: Queue, jobs: number): Promise<number> {
  const { one, done } = countdown(jobs);
  await ours.work(async () => {
    one();
    return { kind: 'done' };
  });
  const began = performance.now();
  for (const ids of batches(jobs)) await ours.ensure(ids);
  await done;
  const took = performance.now() - began;
  await ours.close();
  return (took * 1000) / jobs;
}

interface Bare {
  readonly add: (ids: readonly string[]) => Promise<unknown>;
  readonly close: () => Promise<unknown>;
}

async function throughBare(
  jobs: number,
  start: (work: () => Promise<void>) => Promise<Bare>,
): Promise<number> {
  const { one, done } = countdown(jobs);
  const { add, close } = await start(async () => one());
  const began = performance.now();
  for (const ids of batches(jobs)) await add(ids);
  await done;
  const took = performance.now() - began;
  await close();
  return (took * 1000) / jobs;
}

/** As BullMQ's own documentation has it, and jobs removed when they are done: else its server would fill up. */
const jobOf = (id: string) => ({ name: 'job', data: { id }, opts: { removeOnComplete: true } });

async function bareOnRedis(url: string, prefix: string, jobs: number): Promise<number> {
  return await throughBare(jobs, async (work) => {
    const classes = withBackend(createRedisBackend);
    const connections = [new Redis(url), new Redis(url, { maxRetriesPerRequest: null })] as const;
    const producer = new classes.Queue('bare', { connection: connections[0], prefix });
    const worker = new classes.Worker('bare', work, { connection: connections[1], prefix, concurrency });
    await worker.waitUntilReady();
    return {
      add: (ids) => producer.addBulk(ids.map(jobOf)),
      close: async () => {
        await worker.close();
        await producer.close();
        for (const connection of connections) connection.disconnect();
      },
    };
  });
}

async function bareOnPostgres(
  poolConfig: Servers['poolConfig'],
  schema: string,
  jobs: number,
): Promise<number> {
  const client = new Client(poolConfig);
  await client.connect();
  await runMigrations(client, schema);
  await client.end();
  return await throughBare(jobs, async (work) => {
    const classes = withBackend(createPostgresBackend);
    // BullMQ tells a setting that is absent from one that is undefined.
    const given = Object.entries(poolConfig).filter(([, value]) => value !== undefined);
    const connection = { ...Object.fromEntries(given), schema };
    const producer = new classes.Queue('bare', { connection });
    const worker = new classes.Worker('bare', work, { connection, concurrency });
    await worker.waitUntilReady();
    return {
      add: (ids) => producer.addBulk(ids.map(jobOf)),
      close: async () => {
        await worker.close();
        await producer.close();
      },
    };
  });
}
