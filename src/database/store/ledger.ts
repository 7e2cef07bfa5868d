import { type Kysely, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Ledger } from '../../../campaigns/ports/ledger.ts';
import type { Tables } from '../tables.ts';
import { claim } from './claim.ts';
import { findDelivery } from './deliveries.ts';
import { settle } from './settle.ts';

/** The deliveries' ledger, over kysely. Leases and attempts are timed on the database's clock. */
export function ledgerOver(db: Kysely<Tables>): Ledger {
  return {
    find: async (id) => await findDelivery(db, id),
    claim: async (id, options) => await claim(db, id, options),
    settle: async (id, leaseId, outcome, now) =>
      await db.transaction().execute(async (tx) => await settle(tx, id, leaseId, outcome, now)),

    end: async (id, state, reason) => {
      await db
        .updateTable('deliveries')
        .set({ state, reason, ended_at: sql<string>`clock_timestamp()` })
        .where('id', '=', id)
        .where('state', '=', 'pending')
        .execute();
    },

    time: async () => {
      const { rows } = await sql<{ time: Temporal.Instant }>`select clock_timestamp() as time`.execute(db);
      const time = rows[0]?.time;
      if (time === undefined) throw new Error('the database does not tell the time');
      return time;
    },
  };
}
