import { Redis } from 'ioredis';
import { Problem } from '../problem.ts';

/** A Redis or Valkey, as far as it matters whether jobs are safe there. */
export interface RedisServer {
  /** Its address without secrets. */
  readonly where: string;
  /** `Redis 8.2.1`, `Valkey 9.0.0`. */
  readonly version: string;
  /** What it does when its memory is full. */
  readonly policy: string;
  /** Whether it writes down what it was told before a crash can take it. */
  readonly appendOnly: boolean;
}

const connectTimeout = 10_000;

/**
 * Asks the server about itself. `INFO` is allowed where hosting services forbid `CONFIG`.
 *
 * @param url `redis://…`, `rediss://…`, `unix:///…` or the path of a socket
 * @throws Problem when it cannot be reached
 */
export async function readRedisServer(url: string): Promise<RedisServer> {
  const where = withoutSecrets(url);
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout });
  let cause: unknown;
  client.on('error', (error) => (cause = error));
  try {
    await client.connect();
    const facts = parseInfo(await client.info());
    const valkey = facts.get('valkey_version');
    return {
      where,
      version: valkey === undefined ? `Redis ${facts.get('redis_version') ?? '?'}` : `Valkey ${valkey}`,
      policy: facts.get('maxmemory_policy') ?? 'unknown',
      appendOnly: facts.get('aof_enabled') === '1',
    };
  } catch (error) {
    const reason = [cause, error].find((one) => one instanceof Error)?.message ?? 'no reason given';
    throw new Problem(
      `Redis at ${where} does not answer (${reason}). Is it running, and is REDIS_URL right?`,
      { cause: error },
    );
  } finally {
    client.disconnect();
  }
}

/** For whoever runs it: jobs would be dropped without an error. */
export function evicting({ where, policy }: RedisServer): Problem {
  return new Problem(
    `Redis at ${where} would drop waiting posts when its memory fills up (maxmemory-policy is "${policy}"). ` +
      'Set it to noeviction: "redis-cli config set maxmemory-policy noeviction" at once, and ' +
      '"maxmemory-policy noeviction" in redis.conf so that it stays.',
  );
}

/** For whoever runs it: nothing is lost, but it takes longer. */
export function losesJobs({ where }: RedisServer): string {
  return (
    `Redis at ${where} keeps no append-only file: after a crash, posts that were put off are found again ` +
    'only when the planner next looks. Set "appendonly yes" in redis.conf.'
  );
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
