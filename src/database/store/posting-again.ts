import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Approval } from '../../../campaigns/approval.ts';
import type { Id } from '../../../campaigns/campaign.ts';
import { needsApprovalAgain, type PostRecord } from '../../../campaigns/post-record.ts';
import { defaultLatenessMinutes } from '../../../campaigns/schedule.ts';
import { withVotes } from './approvals-rows.ts';
import type { Db } from './rows.ts';

/**
 * Lets a post that has ended go out under another nonce. One that people have to approve anew is bound to nothing:
 * the planner finds it so, and asks.
 */
export async function postAgain(tx: Db, record: PostRecord, now: Temporal.Instant): Promise<void> {
  const { delivery, reason } = record;
  const unapproved = needsApprovalAgain(record, await approvalOf(tx, delivery.approval));
  // What Discord refused for its content is made anew: the same bytes would be refused again.
  const anew = unapproved || delivery.state === 'failed' || reason === 'refused';
  const ids = reason === 'unapproved' ? await heldWith(tx, delivery.id) : [delivery.id];
  if (anew) await tx.deleteFrom('delivery_files').where('delivery_id', 'in', ids).execute();
  await tx
    .updateTable('deliveries')
    .set({
      state: 'pending',
      reason: null,
      cause: null,
      generation: sql<number>`generation + 1`,
      attempts: 0,
      in_doubt_since: null,
      message_id: null,
      posted_late: false,
      taken_down: null,
      taken_down_at: null,
      ended_at: null,
      content_version: 1,
      latest_at: sql<string>`greatest(latest_at, ${now.add({ minutes: defaultLatenessMinutes }).toString()}::timestamptz)`,
      ...(anew && { body: null, late_body: null, claims: [] }),
      ...(unapproved && { approval_id: null }),
    })
    .where('id', 'in', ids)
    .execute();
  // Corrections were of the message that is gone.
  await tx
    .updateTable('amendments')
    .set({ state: 'replaced', ended_at: now.toString(), lease_id: null, lease_until: null })
    .where('delivery_id', 'in', ids)
    .where('state', 'in', ['open', 'done', 'failed'])
    .execute();
}

async function approvalOf(tx: Db, id: Id | null): Promise<Approval | null> {
  if (id === null) return null;
  // Nobody takes an approval back until this is done.
  const rows = await tx.selectFrom('approvals').selectAll().where('id', '=', id).forShare().execute();
  return (await withVotes(tx, rows))[0] ?? null;
}

/** What was held back with it, in other channels: people approve all of it at once. */
async function heldWith(tx: Db, id: Id): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select other.id from deliveries
    join deliveries as other
      on (other.occurrence_id, other.state, other.reason)
        = (deliveries.occurrence_id, deliveries.state, deliveries.reason)
    where deliveries.id = ${id}
  `.execute(tx);
  return rows.map((row) => row.id);
}
