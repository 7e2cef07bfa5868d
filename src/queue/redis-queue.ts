import { createRedisBackend, withBackend } from 'bullmq';
import type { Queue } from '../../campaigns/ports/queue.ts';
import { bullmqQueue, type QueueSettings } from './bullmq-queue.ts';
import { redisConnections } from './redis-connections.ts';
import { evicting, losesJobs, readRedisServer } from './redis-server.ts';

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
  const server = await readRedisServer(url);
  if (server.policy !== 'noeviction') throw evicting(server);
  if (!server.appendOnly) settings.log.warn(losesJobs(server));
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
