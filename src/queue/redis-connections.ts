import { Redis, type RedisOptions } from 'ioredis';

/** A connection that died without a word is given up after this long; it must exceed BullMQ's longest wait, 10 s. */
const socketTimeout = 15_000;

/** The connections of one queue. BullMQ leaves those open that it was given, so they are ended here. */
export interface RedisConnections {
  open(options: Pick<RedisOptions, 'enableOfflineQueue' | 'maxRetriesPerRequest' | 'lazyConnect'>): Redis;
  /**
   * Reconnects no more, and waits until each connection is either up or gone. Closing BullMQ while one of
   * them is between two tries would wait for good: ioredis announces no end then.
   */
  settle(): Promise<void>;
  end(): void;
}

/** @param url `redis://…`, `rediss://…`, `unix:///…` or the path of a socket */
export function redisConnections(url: string): RedisConnections {
  const all: Redis[] = [];
  let settling = false;
  const retryStrategy = (times: number): number | null => (settling ? null : Math.min(times * 100, 2_000));

  const own = (client: Redis): Redis => {
    all.push(client);
    // BullMQ reports errors; without a listener of its own ioredis would print them once BullMQ has let go.
    client.on('error', () => {});
    // BullMQ makes itself a second connection, to wait on.
    client.duplicate = (override) => own(Redis.prototype.duplicate.call(client, override));
    return client;
  };

  return {
    open: (options) => own(new Redis(url, { ...options, socketTimeout, retryStrategy })),
    async settle() {
      settling = true;
      await Promise.all(all.map(upOrGone));
    },
    end() {
      for (const client of all) client.disconnect();
    },
  };
}

function upOrGone(client: Redis): Promise<void> {
  if (['ready', 'wait', 'end'].includes(client.status)) return Promise.resolve();
  return new Promise((resolve) => {
    client.once('ready', () => resolve());
    client.once('end', () => resolve());
  });
}
