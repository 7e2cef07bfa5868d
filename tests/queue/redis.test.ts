import { inspect } from 'node:util';
import { createRedisBackend, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redisConnections } from '../../src/queue/redis-connections.ts';
import { createRedisQueue } from '../../src/queue/redis-queue.ts';
import { queueConformance } from '../conformance/queue.ts';
import { giveUpWith } from '../support/given-up.ts';
import { canStartRedis, startRedis, whyNoRedis, type TestRedis } from '../support/redis.ts';
import { quiet, signal } from '../support/signals.ts';

const missing = whyNoRedis();
if (missing) process.stdout.write(`Not run: the queue on Redis (${missing}).\n`);

/** Somebody else's server: nothing of it is started or ended here. */
const nothing = async (): Promise<void> => {};
const givenRedis = {
  halt: nothing,
  start: nothing,
  remove: nothing,
  crash: nothing,
  forget: nothing,
  pid: () => 0,
};

describe.skipIf(missing !== null)('the queue on Redis', () => {
  const prefix = 'solidarity-test';
  let redis: TestRedis;
  let url: string;
  beforeAll(async () => {
    const given = process.env['TEST_REDIS_URL'];
    redis = given ? { ...givenRedis, url: given } : await startRedis();
    url = redis.url;
  });
  afterAll(() => redis.remove());

  queueConformance(() => ({
    open: (settings) => createRedisQueue({ ...settings, url, prefix }),
    async wipe() {
      const client = new Redis(url);
      const keys = await client.keys(`${prefix}:*`);
      if (keys.length > 0) await client.del(...keys);
      await client.quit();
    },
    giveUp: (deliveryId) => giveUpWith(withBackend(createRedisBackend), { url }, deliveryId, { prefix }),
  }));
});

describe.skipIf(!canStartRedis())('a Redis that is not fit for it', () => {
  test('is refused when it would drop jobs, with what to do', async () => {
    const redis = await startRedis({ 'maxmemory-policy': 'allkeys-lru' });
    await expect(createRedisQueue({ log: quiet, url: redis.url })).rejects.toThrow(
      /maxmemory-policy is "allkeys-lru".*config set maxmemory-policy noeviction/s,
    );
    await redis.remove();
  });

  test('is warned about without an append-only file, and not with one', async () => {
    for (const [appendonly, warnings] of [
      ['no', 1],
      ['yes', 0],
    ] as const) {
      const redis = await startRedis({ appendonly });
      const said: unknown[] = [];
      const log = { warn: (...what: unknown[]) => said.push(what), error: () => {} };
      const queue = await createRedisQueue({ log, url: redis.url });
      await queue.close();
      await redis.remove();
      expect(said).toHaveLength(warnings);
    }
  });

  test('is named without its password when it does not answer', async () => {
    const refused = createRedisQueue({ log: quiet, url: 'redis://user:secret@127.0.0.1:1/0' });
    await expect(refused).rejects.toThrow(/Redis at 127\.0\.0\.1:1 does not answer \(.*ECONNREFUSED/);
    await expect(refused).rejects.not.toThrow(/secret/);
  });

  test('may go away and come back', async () => {
    const redis = await startRedis();
    const lost = signal();
    const worked = signal<string>();
    const log = { warn: () => {}, error: () => lost.give() };
    const queue = await createRedisQueue({ log, url: redis.url });
    await queue.work(async (id) => {
      worked.give(id);
      return { kind: 'done' };
    });
    await redis.halt();
    await lost.given;
    await expect(queue.ensure(['one'])).rejects.toThrow(/isn't writeable|Connection is closed/);
    await redis.start();
    // The connection comes back by itself, a moment later.
    await expect.poll(() => queue.ensure(['one']).catch((error: unknown) => error)).toBeUndefined();
    expect(await worked.given).toBe('one');
    await queue.close();
    await redis.remove();
  });

  test('may be gone when the queue closes', async () => {
    const redis = await startRedis();
    const lost = signal();
    const errors: string[] = [];
    const log = {
      warn: () => {},
      error: (what: unknown) => {
        errors.push(inspect(what));
        lost.give();
      },
    };
    const queue = await createRedisQueue({ log, url: redis.url });
    await queue.work(async () => ({ kind: 'done' }));
    await redis.remove();
    await lost.given;
    await expect(queue.ensure(['one'])).rejects.toThrow(/isn't writeable|Connection is closed/);
    await queue.close();
    expect(errors).toEqual([...new Set(errors)]);
  });

  test('lets go of a connection that is between two tries', async () => {
    const redis = await startRedis();
    await redis.remove();
    const connections = redisConnections(redis.url);
    const client = connections.open({ maxRetriesPerRequest: null });
    const copy = client.duplicate();
    const trying = [client, copy].map((one) => {
      const again = signal();
      one.once('reconnecting', () => again.give());
      return again.given;
    });
    const waiting = copy.ping().catch((error: unknown) => String(error));
    await Promise.all(trying);
    await connections.settle();
    connections.end();
    expect(await waiting).toContain('Connection is closed');
    expect([client.status, copy.status]).toEqual(['end', 'end']);
  });
});
