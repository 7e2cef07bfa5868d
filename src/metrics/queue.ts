import { Gauge, type Registry } from 'prom-client';
import type { Queue } from '../../campaigns/ports/queue.ts';

export interface QueueMetrics {
  /** From now on the depth of this queue is read at each look. */
  readFrom(queue: Pick<Queue, 'depth'>): void;
}

export function queueMetrics(registry: Registry): QueueMetrics {
  let watched: Pick<Queue, 'depth'> | null = null;
  const jobs = new Gauge({
    name: 'campaigns_queue_jobs',
    help: 'Jobs in the queue by state.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      // Left out while the queue is away; /readyz says so.
      const depth = await watched?.depth().catch(() => null);
      for (const [state, count] of Object.entries(depth ?? {})) this.set({ state }, count);
    },
  });
  void jobs;
  return {
    readFrom: (queue) => {
      watched = queue;
    },
  };
}
