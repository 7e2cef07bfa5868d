import { EventEmitter, once } from 'node:events';
import type { Temporal } from 'temporal-polyfill';
import type { Work } from '../../campaigns/ports/queue.ts';
import type { Store } from '../../campaigns/ports/store.ts';
import type { Library } from '../../content/library.ts';
import { nextPostAt } from '../../worker/next-post.ts';
import type { Planner } from '../../worker/planner.ts';

/** Something else may hold a post up (a rate limit, a lost channel): the clock does not wait for ever. */
const patienceMs = 10_000;
/** A job may also be put off, and then nothing tells of it. */
const lookAgainMs = 500;

/** What a clock needs that is moved through a campaign: when the next post is due, and when it is out. */
export interface Rehearsal {
  nextDueAt(after: Temporal.Instant): Promise<Temporal.Instant | null>;
  settle(until: Temporal.Instant): Promise<void>;
}

export interface RehearsalOptions {
  readonly store: Store;
  readonly library: Library;
  readonly planner: Planner;
}

/**
 * Ties a movable clock to the worker of this process.
 *
 * @returns `observed`, through which the worker's work must go so that its end is heard
 */
export function createRehearsal({ store, library, planner }: RehearsalOptions): {
  readonly rehearsal: Rehearsal;
  readonly observed: (work: Work) => Work;
} {
  const posts = new EventEmitter();
  return {
    observed: (work) => async (id) => {
      const outcome = await work(id);
      posts.emit('worked');
      return outcome;
    },
    rehearsal: {
      nextDueAt: (after) => nextPostAt({ store, library }, after),
      settle: async () => {
        const end = performance.now() + patienceMs;
        while (performance.now() < end) {
          const worked = once(posts, 'worked', { signal: AbortSignal.timeout(lookAgainMs) }).catch(
            () => undefined,
          );
          await planner.tick();
          if ((await store.planning.unfinished(1)).length === 0) return;
          await worked;
        }
      },
    },
  };
}
