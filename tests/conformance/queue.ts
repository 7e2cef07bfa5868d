import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JobOutcome, Queue, Work } from '../../campaigns/ports/queue.ts';
import type { QueueSettings } from '../../src/queue/bullmq-queue.ts';
import { quiet, signal } from '../support/signals.ts';

/** A server on which the queues of one test run. */
export interface QueueServer {
  /** Another process' queue, as it were: each one has its own connections. */
  open(settings: QueueSettings): Promise<Queue>;
  /** Empties the server, as an operator's mistake would. */
  wipe(): Promise<void>;
  /** Leaves the job of this delivery behind as BullMQ does when it gives up on it. */
  giveUp(deliveryId: string): Promise<void>;
}

const done: JobOutcome = { kind: 'done' };

/** What every queue must do, whatever it runs on. */
export function queueConformance(server: () => QueueServer): void {
  describe('as every queue', () => {
    const open: Queue[] = [];
    const settings: QueueSettings = {
      log: quiet,
      concurrency: 1,
      limit: { jobs: 1_000, perMs: 100 },
      retryAfterMs: 5,
    };
    const openQueue = async (more: Partial<QueueSettings> = {}): Promise<Queue> => {
      const queue = await server().open({ ...settings, ...more });
      open.push(queue);
      return queue;
    };

    beforeEach(() => server().wipe());
    afterEach(async () => {
      await Promise.all(open.splice(0).map((queue) => queue.close()));
    });

    test('works a delivery once, however often it is ensured meanwhile', async () => {
      const queue = await openQueue();
      const begun = signal();
      const free = signal();
      const last = signal();
      const worked: string[] = [];
      await queue.ensure(['one', 'one']);
      await queue.ensure(['one']);
      await queue.work(async (id) => {
        worked.push(id);
        if (id === 'last') last.give();
        begun.give();
        await free.given;
        return done;
      });
      await begun.given;
      await queue.ensure(['one', 'last']);
      free.give();
      await last.given;
      expect(worked).toEqual(['one', 'last']);
    });

    test('works it again when it is ensured after it was done', async () => {
      const queue = await openQueue();
      const calls = counter();
      await queue.work(calls.work(() => done));
      await queue.ensure(['one']);
      await calls.reached(1);
      await emptied(queue);
      await queue.ensure(['one']);
      await calls.reached(2);
      expect(calls.ids).toEqual(['one', 'one']);
    });

    test('looks again after the time that was asked for, as often as it is asked', async () => {
      const errors: unknown[] = [];
      const log = { warn: () => {}, error: (what: unknown) => errors.push(what) };
      const queue = await openQueue({ log });
      const times: number[] = [];
      const calls = counter();
      await queue.work(
        calls.work(() => {
          times.push(performance.now());
          return times.length < 8 ? { kind: 'again', afterMs: 30 } : done;
        }),
      );
      await queue.ensure(['one']);
      await calls.reached(8);
      expect(times.slice(1).map((time, index) => time - (times[index] ?? 0) > 25)).not.toContain(false);
      await emptied(queue);
      expect(errors).toEqual([]);
    });

    test('counts what is put off, and leaves it alone when it is ensured', async () => {
      const queue = await openQueue();
      const calls = counter();
      await queue.work(calls.work((id) => (id === 'late' ? { kind: 'again', afterMs: 3_600_000 } : done)));
      await queue.ensure(['late']);
      await calls.reached(1);
      await queue.ensure(['late', 'next']);
      await calls.reached(2);
      expect(calls.ids).toEqual(['late', 'next']);
      await expect.poll(() => queue.depth()).toEqual({ waiting: 0, active: 0, delayed: 1 });
    });

    test('tries again after a throw', async () => {
      const queue = await openQueue();
      const calls = counter();
      await queue.work(
        calls.work(() => {
          if (calls.ids.length < 3) throw new Error('the database went away');
          return done;
        }),
      );
      await queue.ensure(['one']);
      await calls.reached(3);
      await emptied(queue);
      expect(calls.ids).toHaveLength(3);
    });

    test('lets go of a job that keeps throwing, and takes it again when it is ensured', async () => {
      const queue = await openQueue();
      let broken = true;
      const calls = counter();
      await queue.work(
        calls.work(() => {
          if (broken) throw new Error('still broken');
          return done;
        }),
      );
      await queue.ensure(['one']);
      await calls.reached(5);
      await emptied(queue);
      broken = false;
      await queue.ensure(['one']);
      await calls.reached(6);
      await emptied(queue);
      expect(calls.ids).toHaveLength(6);
    });

    test('takes a job again that was given up', async () => {
      const queue = await openQueue();
      await server().giveUp('one');
      const calls = counter();
      await queue.work(calls.work(() => done));
      await queue.ensure(['one']);
      await calls.reached(1);
      expect(calls.ids).toEqual(['one']);
    });

    test('takes ids that look like numbers', async () => {
      const queue = await openQueue();
      const calls = counter();
      await queue.work(calls.work(() => done));
      await queue.ensure(['1234567890123456', '0', '-1', '1e5']);
      await calls.reached(4);
      expect(calls.ids.toSorted()).toEqual(['-1', '0', '1234567890123456', '1e5']);
    });

    test('is filled again after it was wiped, before and during the work', async () => {
      const queue = await openQueue();
      await queue.ensure(['one']);
      await server().wipe();
      await queue.ensure(['one']);
      const calls = counter();
      await queue.work(calls.work(() => ({ kind: 'again', afterMs: 3_600_000 })));
      await calls.reached(1);
      await expect.poll(() => queue.depth()).toMatchObject({ delayed: 1 });
      await server().wipe();
      await queue.ensure(['one']);
      await calls.reached(2);
    });

    test('shares the work between two workers, and doubles none of it', async () => {
      const [first, second] = [await openQueue({ concurrency: 4 }), await openQueue({ concurrency: 4 })];
      const ids = Array.from({ length: 60 }, (_, index) => `shared-${index}`);
      const both = [signal(), signal()] as const;
      const calls = counter();
      // Each of the two holds its first job until the other has one too, so that both must take part.
      const work = (mine: 0 | 1): Work => {
        const note = calls.work(() => done);
        return async (id) => {
          both[mine].give();
          await both[mine === 0 ? 1 : 0].given;
          return note(id);
        };
      };
      await Promise.all([first.ensure(ids), second.ensure(ids)]);
      await Promise.all([first.work(work(0)), second.work(work(1))]);
      await calls.reached(60);
      await emptied(first);
      expect(calls.ids.toSorted()).toEqual(ids.toSorted());
    });

    test('starts no more within a window than it may', async () => {
      const queue = await openQueue({ concurrency: 20, limit: { jobs: 2, perMs: 60 } });
      const times: number[] = [];
      const calls = counter();
      await queue.ensure(Array.from({ length: 10 }, (_, index) => `limited-${index}`));
      await queue.work(
        calls.work(() => {
          times.push(performance.now());
          return done;
        }),
      );
      await calls.reached(10);
      // Five windows: the first may be almost over when it begins.
      expect((times[9] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(3 * 60);
    });

    test('closes when what runs is done, and takes nothing new meanwhile', async () => {
      const queue = await openQueue();
      const begun = signal();
      const free = signal();
      const order: string[] = [];
      await queue.work(async (id) => {
        begun.give();
        await free.given;
        order.push(`worked ${id}`);
        return done;
      });
      await queue.ensure(['one', 'two']);
      await begun.given;
      const closed = queue.close().then(() => order.push('closed'));
      const again = queue.close();
      await expect(queue.ensure(['three'])).rejects.toThrow('closed');
      free.give();
      await Promise.all([closed, again]);
      expect(order).toEqual(['worked one', 'closed']);
      const next = await openQueue();
      expect(await next.depth()).toMatchObject({ waiting: 1, active: 0 });
    });

    test('closes before it was ever worked, and is worked at most once', async () => {
      const unused = await openQueue();
      await unused.close();
      await expect(unused.work(async () => done)).rejects.toThrow('closed');
      const used = await openQueue();
      await used.work(async () => done);
      await expect(used.work(async () => done)).rejects.toThrow('already');
    });

    test('does nothing for nobody', async () => {
      const queue = await openQueue();
      await queue.ensure([]);
      expect(await queue.depth()).toEqual({ waiting: 0, active: 0, delayed: 0 });
    });
  });
}

/** Counts calls, and tells when there have been enough of them. */
function counter() {
  const ids: string[] = [];
  const waiting: { readonly count: number; readonly give: () => void }[] = [];
  return {
    ids,
    work:
      (answer: (id: string) => JobOutcome): Work =>
      async (id) => {
        ids.push(id);
        for (const { count, give } of waiting) if (ids.length >= count) give();
        return answer(id);
      },
    reached(count: number): Promise<void> {
      const { given, give } = signal();
      if (ids.length >= count) give();
      waiting.push({ count, give });
      return given;
    },
  };
}

/** Until no job is left: an outcome is written a moment after the work returned. */
function emptied(queue: Queue) {
  return expect.poll(() => queue.depth()).toEqual({ waiting: 0, active: 0, delayed: 0 });
}
