import { type Kysely, type Selectable, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { mostAmendmentAttempts } from '../../../campaigns/amendment.ts';
import type { Id, Snowflake } from '../../../campaigns/campaign.ts';
import { newId } from '../../../campaigns/id.ts';
import type { AmendmentSettlement, ClaimedAmendment } from '../../../campaigns/ports/amendments.ts';
import type { Tables } from '../tables.ts';
import { ofDelivery, toAmendment } from './amendment-rows.ts';
import { findDelivery } from './deliveries.ts';
import { tell } from './notices.ts';
import type { Db } from './rows.ts';

/**
 * {@link ../../../campaigns/ports/amendments.ts Amendments.claim}. What is paused publishes nothing further; what is
 * out can be put right all the same.
 */
export async function claimAmendment(
  db: Kysely<Tables>,
  deliveryId: Id,
  leaseMs: number,
): Promise<ClaimedAmendment | null> {
  const leaseId = newId();
  const { rows } = await sql<
    Selectable<Tables['amendments']> & { message_id: Snowflake; posted_late: boolean }
  >`
    with next as materialized (
      select amendments.id, amendments.lease_id as lease_before, deliveries.message_id, deliveries.posted_late
      from amendments
      join deliveries on deliveries.id = amendments.delivery_id
      join campaigns on campaigns.id = deliveries.campaign_id
      where amendments.delivery_id = ${deliveryId} and amendments.state = 'open'
        and amendments.not_before <= clock_timestamp()
        and (amendments.lease_until is null or amendments.lease_until <= clock_timestamp())
        and (amendments.kind <> 'crosspost' or campaigns.state = 'active')
        and deliveries.state = 'sent' and deliveries.taken_down is null
      order by amendments.kind = 'withdraw' desc, amendments.kind = 'correct' desc
      limit 1
      for update of amendments
    ),
    abandoned as (
      update amendment_attempts set outcome = 'abandoned', ended_at = clock_timestamp()
      from next where lease_id = next.lease_before and amendment_attempts.ended_at is null
    ),
    claimed as (
      update amendments
      set lease_id = ${leaseId}, lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond',
        attempts = amendments.attempts + 1
      from next
      where amendments.id = next.id and amendments.state = 'open'
        and (amendments.lease_until is null or amendments.lease_until <= clock_timestamp())
      returning amendments.*, next.message_id, next.posted_late
    ),
    attempt as (
      insert into amendment_attempts (lease_id, amendment_id, started_at)
      select ${leaseId}, claimed.id, clock_timestamp() from claimed
    )
    select * from claimed
  `.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  const [delivery, amendments] = await Promise.all([
    findDelivery(db, deliveryId),
    ofDelivery(db, deliveryId),
  ]);
  if (delivery === null) return null;
  return {
    amendment: toAmendment(row),
    leaseId,
    delivery,
    messageId: row.message_id,
    postedLate: row.posted_late,
    before: amendments
      .filter(({ kind, state }) => kind === 'correct' && state === 'done')
      .map(({ what, at }) => ({ what, at })),
  };
}

/** {@link ../../../campaigns/ports/amendments.ts Amendments.freeze} */
export async function freezeAmendment(
  db: Kysely<Tables>,
  id: Id,
  leaseId: Id,
  made: { readonly body: string; readonly claims: readonly string[] },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('amendments')
    .set({ body: made.body, claims: [...made.claims] })
    .where('id', '=', id)
    .where('lease_id', '=', leaseId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** How a try is written down. */
const attemptOutcomes = {
  open: 'again',
  done: 'done',
  replaced: 'done',
  failed: 'failed',
  gone: 'gone',
} as const satisfies Record<AmendmentSettlement['to'], string>;

/** {@link ../../../campaigns/ports/amendments.ts Amendments.settle}, in a transaction. */
export async function settleAmendment(
  tx: Db,
  id: Id,
  leaseId: Id,
  outcome: AmendmentSettlement,
  now: Temporal.Instant,
): Promise<boolean> {
  const afterMs = outcome.to === 'open' ? outcome.afterMs : 0;
  const uncounted = outcome.to === 'open' && outcome.uncounted === true;
  const { rows } = await sql<Selectable<Tables['amendments']>>`
    with attempt as (
      update amendment_attempts
      set outcome = ${attemptOutcomes[outcome.to]}, cause = ${outcome.cause ?? null},
        ended_at = clock_timestamp()
      where lease_id = ${leaseId}
    )
    update amendments
    set state = case when ${outcome.to} = 'open' and attempts >= ${mostAmendmentAttempts} then 'failed' else ${outcome.to} end,
      ended_at = case when ${outcome.to} <> 'open' or attempts >= ${mostAmendmentAttempts}
        then ${now.toString()}::timestamptz end,
      cause = ${outcome.cause ?? null},
      not_before = clock_timestamp() + ${afterMs} * interval '1 millisecond',
      attempts = attempts - ${uncounted ? 1 : 0},
      lease_id = null,
      lease_until = null
    where id = ${id} and lease_id = ${leaseId}
    returning *
  `.execute(tx);
  const [row] = rows;
  if (row === undefined) return false;
  if (outcome.to === 'done' || outcome.to === 'gone') await follow(tx, row, outcome.to, now);
  if ('notice' in outcome && outcome.notice !== undefined) {
    const { campaign_id: campaignId } = await tx
      .selectFrom('deliveries')
      .select('campaign_id')
      .where('id', '=', row.delivery_id)
      .executeTakeFirstOrThrow();
    await tell(tx, campaignId, outcome.notice, now);
  }
  return true;
}

/** What an amendment that took effect means for its delivery. */
async function follow(
  tx: Db,
  { kind, delivery_id: deliveryId, claims }: Selectable<Tables['amendments']>,
  to: 'done' | 'gone',
  now: Temporal.Instant,
): Promise<void> {
  if (kind === 'withdraw' || to === 'gone') {
    // It is not there any more: what was still to be done to it has no object.
    await tx
      .updateTable('deliveries')
      .set({
        taken_down: kind === 'withdraw' && to === 'done' ? 'withdrawn' : 'gone',
        taken_down_at: now.toString(),
      })
      .where('id', '=', deliveryId)
      .execute();
    await tx
      .updateTable('amendments')
      .set({ state: 'replaced', ended_at: now.toString(), lease_id: null, lease_until: null })
      .where('delivery_id', '=', deliveryId)
      .where('state', '=', 'open')
      .execute();
  } else if (kind === 'correct') {
    await tx
      .updateTable('deliveries')
      .set({
        content_version: sql<number>`content_version + 1`,
        ...(claims !== null && { claims }),
      })
      .where('id', '=', deliveryId)
      .execute();
  }
}
