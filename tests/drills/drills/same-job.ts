import { setTimeout as wait } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import type { Drill } from '../drill.ts';
import { ask } from '../harness/asking.ts';

/** Longer than usual, so that two looks of the planner fall into the middle of an attempt. */
const delivery = { attemptMs: 6_000, leaseMs: 8_000, nonceWindowMs: 20_000 };

export const sameJob: Drill = {
  name: 'same-job',
  about: 'the queue forgets jobs that are at work, and offers them to another worker; Discord knows no nonce',
  profiles: ['postgres'],
  notices: ['lease'],
  // Nothing but the lease keeps the second worker from posting what the first one is about to post.
  sandbox: { nonceWindow: 0 },
  run: async ({ servers, size, start }) => {
    const posts = 8 * size;
    const slow = start({ gates: ['posting'], delivery });
    const other = start({ gates: ['claiming'], delivery });
    await Promise.all([slow.origin, other.origin]);
    await ask(servers.store, { posts });
    await slow.arrival('posting');
    await servers.database.pool.query('delete from bullmq.job');
    other.open('claiming');
    await wait(2_500);
    slow.open('posting');
    return { asked: posts, faultsEndedAt: Temporal.Now.instant().toString(), note: 'the queue emptied once' };
  },
};
