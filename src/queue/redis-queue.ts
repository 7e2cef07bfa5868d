import { createRedisBackend, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import type { Queue } from '../../campaigns/ports/queue.ts';
import { Problem } from '../problem.ts';
import { bullmqQueue, type QueueSettings } from './bullmq-queue.ts';
import { redisConnections } from './redis-connections.ts';

/**
 * The queue on Redis or Valkey. Its connections are its own, and go with it.
 *
 * @param options.url `redis://…`, `rediss://…`, `unix:///…` or the path of a socket
 * @param options.prefix sets the keys apart from those of another bot on the same server
 * @throws Problem when it can't be reached, or would drop jobs to save memory
 */
export async function createRedisQueue(
  options: QueueSettings & { readonly url: string; readonly prefix?: string },
): Promise<Queue> {
  const { url, prefix = 'solidarity', ...settings } = options;
  await inspect(url, settings.log);
  const connections = redisConnections(url);
  return bullmqQueue(
    {
      classes: withBackend(createRedisBackend),
      // Who adds jobs looks again later: failing at once beats waiting for a server that is away.
      producer: connections.open({ enableOfflineQueue: false, maxRetriesPerRequest: 1 }),
      // A worker waits for its server however long it takes.
      worker: connections.open({ maxRetriesPerRequest: null, lazyConnect: true }),
      prefix,
      beforeClose: () => connections.settle(),
      afterClose: () => connections.end(),
    },
    settings,
  );
}

const connectTimeout = 10_000;

/** Looks whether jobs are safe on that server. `INFO` is allowed where hosting services forbid `CONFIG`. */
async function inspect(url: string, log: QueueSettings['log']): Promise<void> {
  const where = withoutSecrets(url);
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout });
  let cause: unknown;
  client.on('error', (error) => (cause = error));
  try {
    await client.connect();
    const facts = parseInfo(await client.info());
    const policy = facts.get('maxmemory_policy') ?? 'unknown';
    if (policy !== 'noeviction') {
      throw new Problem(
        `Redis at ${where} would drop waiting posts when its memory fills up (maxmemory-policy is "${policy}"). ` +
          'Set it to noeviction: "redis-cli config set maxmemory-policy noeviction" at once, and ' +
          '"maxmemory-policy noeviction" in redis.conf so that it stays.',
      );
    }
    if (facts.get('aof_enabled') !== '1') {
      log.warn(
        `Redis at ${where} keeps no append-only file: after a crash, posts that were put off are found again ` +
          'only when the planner next looks. Set "appendonly yes" in redis.conf.',
      );
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    const reason = [cause, error].find((one) => one instanceof Error)?.message ?? 'no reason given';
    throw new Problem(
      `Redis at ${where} does not answer (${reason}). Is it running, and is REDIS_URL right?`,
      {
        cause: error,
      },
    );
  } finally {
    client.disconnect();
  }
}

function parseInfo(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(/\r?\n/).map((line) => line.split(':', 2));
  return new Map(pairs.flatMap(([key, value]) => (key && value !== undefined ? [[key, value]] : [])));
}

function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname, protocol } = new URL(url);
  return protocol === 'unix:' ? pathname : host;
}
