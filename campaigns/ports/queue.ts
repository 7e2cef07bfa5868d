import type { Id } from '../campaign.ts';

/**
 * How the work on one delivery ended, as far as the queue needs to know: it is done with, or it is to be
 * looked at again after a while. The queue decides nothing and loses nothing that matters.
 */
export type JobOutcome = { readonly kind: 'done' } | { readonly kind: 'again'; readonly afterMs: number };

/** What works on one delivery. It never throws for what can be foreseen; a throw is retried by the queue. */
export type Work = (deliveryId: Id) => Promise<JobOutcome>;

/** Carries delivery ids to workers. Disposable: when it is emptied, the planner fills it again from the ledger. */
export interface Queue {
  /** Makes sure that each of these has a job. Adding one that has a job already changes nothing. */
  ensure(deliveryIds: readonly Id[]): Promise<void>;
  /** Begins to work. At most one call. */
  work(work: Work): Promise<void>;
  /** How many jobs wait, run, or are put off. */
  depth(): Promise<{ readonly waiting: number; readonly active: number; readonly delayed: number }>;
  /** Takes no new work, waits for what runs, and lets go of every connection. Safe to call twice. */
  close(): Promise<void>;
}
