import { sql, type Kysely } from 'kysely';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../campaigns/ports/clock.ts';
import type { Ledger } from '../../campaigns/ports/ledger.ts';
import type { Tables } from '../database/tables.ts';

export interface DeliveryMetrics {
  /** From now on the states of all deliveries are read from the ledger at each look. */
  readFrom(db: Kysely<Tables>, clock: Clock): void;
  /** The same ledger; what this process posts with it is counted and timed. */
  observed(ledger: Ledger): Ledger;
}

/** From a second to a day, in seconds. */
const latenessBuckets = [1, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400];

export function deliveryMetrics(registry: Registry): DeliveryMetrics {
  const registers = [registry];
  let source: { readonly db: Kysely<Tables>; readonly clock: Clock } | null = null;

  const current = new Gauge({
    name: 'campaigns_deliveries',
    help: 'Deliveries by state: those that are open or undecided now, and those that ended within a day.',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      if (source === null) return;
      // Left out while the database is away; /readyz says so.
      for (const { state, count } of await countStates(source.db, source.clock.now()).catch(() => []))
        this.set({ state }, count);
    },
  });
  const lateness = new Histogram({
    name: 'campaigns_delivery_lateness_seconds',
    help: 'How long after it was due a post went out, on the campaign clock.',
    buckets: latenessBuckets,
    registers,
  });
  const attempts = new Counter({
    name: 'campaigns_delivery_attempts_total',
    help: 'Attempts of this process to post, by what came of them.',
    labelNames: ['outcome'],
    registers,
  });
  void current;

  return {
    readFrom: (db, clock) => {
      source = { db, clock };
    },
    observed: (ledger) => {
      const dueAt = new Map<string, Temporal.Instant>();
      return {
        ...ledger,
        claim: async (id, options) => {
          const result = await ledger.claim(id, options);
          if (result.kind === 'claimed') dueAt.set(result.leaseId, result.delivery.dueAt);
          return result;
        },
        settle: async (id, leaseId, outcome, now) => {
          const due = dueAt.get(leaseId);
          dueAt.delete(leaseId);
          const recorded = await ledger.settle(id, leaseId, outcome, now);
          attempts.inc({ outcome: recorded ? outcome.to : 'lost-lease' });
          if (recorded && outcome.to === 'sent' && due !== undefined) {
            lateness.observe(Math.max(0, now.since(due).total('seconds')));
          }
          return recorded;
        },
      };
    },
  };
}

/** Indexes serve both halves: what exists in all does not count. */
async function countStates(
  db: Kysely<Tables>,
  now: Temporal.Instant,
): Promise<readonly { readonly state: string; readonly count: number }[]> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from deliveries where state in ('pending', 'sending') group by state
    union all
    select state, count(*)::int from deliveries where state = 'unknown' group by state
    union all
    select state, count(*)::int from deliveries
    where ended_at > ${now.subtract({ hours: 24 }).toString()}::timestamptz and state not in ('pending', 'sending', 'unknown')
    group by state
  `.execute(db);
  return rows;
}
