import { DelayedError, type BackendClasses, type IQueueBackend, type Job } from 'bullmq';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Id } from '../../campaigns/campaign.ts';
import type { Queue, Work } from '../../campaigns/ports/queue.ts';

/** What every kind of queue can be told. */
export interface QueueSettings {
  readonly log: Pick<Logger, 'warn' | 'error'>;
  /** How many deliveries one process works on at once. */
  readonly concurrency?: number;
  /**
   * How many jobs may start within a window, all processes of the queue taken together; as many as come, unless
   * told. BullMQ counts whole windows, so that twice as many can start across the border of two.
   */
  readonly limit?: { readonly jobs: number; readonly perMs: number };
  /** How long a job rests after the first throw; it doubles with each further one. */
  readonly retryAfterMs?: number;
  /** When a job is taken from a worker that went away, in milliseconds; BullMQ's own 30 s when left out. */
  readonly stalledMs?: number;
}

/** BullMQ's classes for one kind of server, and how to reach that server as producer and as worker. */
export interface Backend<B extends IQueueBackend, Connection> {
  readonly classes: BackendClasses<B, Connection>;
  readonly producer: Connection;
  readonly worker: Connection;
  /** Sets the keys apart from those of another bot, where the server has no schemas. */
  readonly prefix?: string;
  /** Makes the connections ready to be let go of, and lets go of those that BullMQ does not own. */
  readonly beforeClose?: () => Promise<void>;
  readonly afterClose?: () => void;
}

/** The name under which BullMQ keeps the jobs. */
export const queueName = 'deliveries';

/** A job's id: never all digits, which BullMQ refuses. */
export function jobIdOf(deliveryId: Id): string {
  return `delivery-${deliveryId}`;
}

/** The delivery that a job is for, by the job's id. */
function deliveryOfJob(job: string): Id {
  return job.replace(/^delivery-/, '');
}

const JobData = z.object({ deliveryId: z.string() });
type JobData = z.infer<typeof JobData>;

/**
 * Enough to keep Discord's 50 requests a second busy although each takes a good part of one. How many leave in a
 * second is the budget's affair ({@link ../../campaigns/ports/budget.ts}).
 */
const defaultConcurrency = 32;
/** After this many throws BullMQ drops the job; whoever reconciles adds it again while the delivery is unfinished. */
const attempts = 5;
/** How long a worker waits before it asks a server again that did not answer. */
const askAgainAfterMs = 1_000;
/** Jobs that were given up are removed in portions, so that one call stays short. */
const givenUpAtOnce = 1_000;

/**
 * The queue on BullMQ, whatever server it runs on. Jobs are removed as soon as they end, however they end, so
 * that an id can always be added again: what a job achieved stands in the ledger and nowhere else.
 */
export function bullmqQueue<B extends IQueueBackend, Connection>(
  backend: Backend<B, Connection>,
  settings: QueueSettings,
): Queue {
  const { log, concurrency = defaultConcurrency, limit, retryAfterMs = 1_000, stalledMs } = settings;
  const keyspace = backend.prefix === undefined ? {} : { prefix: backend.prefix };
  const jobs = new backend.classes.Queue<JobData>(queueName, { connection: backend.producer, ...keyspace });
  const report = oncePerOutage(log);
  jobs.on('error', report);

  let worker: { close(): Promise<void> } | undefined;
  let closing: Promise<void> | undefined;
  const assertOpen = (): void => {
    if (closing) throw new Error('the queue is closed');
  };

  return {
    async ensure(deliveryIds) {
      assertOpen();
      if (deliveryIds.length === 0) return;
      // A job that BullMQ gave up on keeps its id, and adding the id again would be ignored in silence.
      await jobs.clean(0, givenUpAtOnce, 'failed');
      await jobs.addBulk(
        [...new Set(deliveryIds)].map((deliveryId) => ({
          name: 'deliver',
          data: { deliveryId },
          opts: {
            jobId: jobIdOf(deliveryId),
            removeOnComplete: true,
            removeOnFail: true,
            attempts,
            backoff: { type: 'exponential', delay: retryAfterMs },
          },
        })),
      );
    },

    async work(work) {
      assertOpen();
      if (worker) throw new Error('the queue is being worked already');
      const working = new backend.classes.Worker<JobData>(
        queueName,
        (job, token) => workOn(job, token, work),
        {
          connection: backend.worker,
          ...keyspace,
          concurrency,
          runRetryDelay: askAgainAfterMs,
          ...(limit && { limiter: { max: limit.jobs, duration: limit.perMs } }),
          ...(stalledMs !== undefined && { stalledInterval: stalledMs, lockDuration: stalledMs }),
        },
      );
      worker = working;
      working.on('error', report);
      working.on('failed', (job, err) => {
        const fields = { err, delivery: job?.data.deliveryId, attempt: job?.attemptsMade };
        if (job !== undefined && job.attemptsMade >= attempts) {
          log.error(
            fields,
            'working on a delivery threw too often: its job is dropped until the planner makes one anew',
          );
        } else log.warn(fields, 'working on a delivery threw');
      });
      working.on('stalled', (job) =>
        log.warn({ delivery: deliveryOfJob(job) }, 'a worker went away in the middle of a delivery'),
      );
      await working.waitUntilReady();
    },

    async depth() {
      assertOpen();
      const counts = await jobs.getJobCounts('wait', 'active', 'delayed');
      return { waiting: counts['wait'] ?? 0, active: counts['active'] ?? 0, delayed: counts['delayed'] ?? 0 };
    },

    close() {
      closing ??= (async () => {
        await backend.beforeClose?.();
        await worker?.close();
        await jobs.close();
      })().finally(() => backend.afterClose?.());
      return closing;
    },
  };
}

async function workOn(job: Job<JobData>, token: string | undefined, work: Work): Promise<void> {
  const outcome = await work(JobData.parse(job.data).deliveryId);
  if (outcome.kind === 'done') return;
  await job.moveToDelayed(Date.now() + outcome.afterMs, token);
  // It tells BullMQ that the job is neither done nor failed: no attempt is used up.
  throw new DelayedError();
}

/** Reports a connection's errors, the same one at most once a minute: it comes again with each try to connect. */
function oncePerOutage(log: QueueSettings['log'], pauseMs = 60_000): (err: Error) => void {
  const reported = new Map<string, number>();
  return (err) => {
    const now = performance.now();
    for (const [message, at] of reported) if (now - at >= pauseMs) reported.delete(message);
    if (reported.has(err.message)) return;
    reported.set(err.message, now);
    log.error({ err }, 'the queue has trouble with its connection; it goes on by itself');
  };
}
