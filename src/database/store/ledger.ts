import { type Kysely, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Id } from '../../../campaigns/campaign.ts';
import { newId } from '../../../campaigns/id.ts';
import type { Ledger } from '../../../campaigns/ports/ledger.ts';
import { prepared } from '../prepared.ts';
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

    end: async (id, state, reason, now) => {
      await db
        .updateTable('deliveries')
        .set({ state, reason, ended_at: now.toString() })
        .where('id', '=', id)
        .where('state', '=', 'pending')
        .execute();
    },

    trouble: async (id, cause) => await trouble(db, id, cause),
    releaseLeases: async () => await releaseLeases(db),
    waitingIn: async (channelId, limit) => await waitingIn(db, channelId, limit),

    time: async () => {
      const { rows } = await sql<{
        time: Temporal.Instant;
      }>`${prepared} select clock_timestamp() as time`.execute(db);
      const time = rows[0]?.time;
      if (time === undefined) throw new Error('the database does not tell the time');
      return time;
    },
  };
}

/** The same trouble again is not written down again: it could come each minute. */
async function trouble(db: Kysely<Tables>, id: Id, cause: string): Promise<void> {
  await sql`
    with troubled as (
      update deliveries set cause = ${cause}
      where id = ${id} and state = 'pending' and cause is distinct from ${cause}
      returning id, generation
    )
    insert into delivery_attempts (lease_id, delivery_id, generation, started_at, ended_at, outcome, cause)
    select ${newId()}, id, generation, clock_timestamp(), clock_timestamp(), 'not-sent', ${cause} from troubled
  `.execute(db);
}

async function releaseLeases(db: Kysely<Tables>): Promise<readonly Id[]> {
  const { rows } = await sql<{ id: Id }>`
    with deliveries_freed as (
      update deliveries set lease_until = clock_timestamp()
      where state = 'sending' and lease_id is not null and lease_until > clock_timestamp()
      returning id
    ),
    amendments_freed as (
      update amendments set lease_until = clock_timestamp()
      where state = 'open' and lease_until > clock_timestamp()
      returning delivery_id
    )
    select id from deliveries_freed union select delivery_id from amendments_freed order by 1
  `.execute(db);
  return rows.map(({ id }) => id);
}

async function waitingIn(db: Kysely<Tables>, channelId: Id, limit: number): Promise<readonly Id[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('id')
    .where('campaign_channel_id', '=', channelId)
    .where('state', 'in', ['pending', 'sending'])
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
