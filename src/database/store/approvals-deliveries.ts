import { sql } from 'kysely';
import type { Id } from '../../../campaigns/campaign.ts';
import type { Db } from './rows.ts';

const votes = sql<boolean>`(
  approvals.released
  or campaigns.approvals <= (
    select count(*) from approval_votes
    where approval_votes.approval_id = approvals.id
      and (campaigns.approvals < 2 or approval_votes.person is distinct from approvals.editor)
  )
)`;

/** Whether enough people approved it; for statements with `approvals` and `campaigns`. */
export const enough = sql<boolean>`(approvals.state = 'open' and ${votes})`;

/**
 * Whether a delivery may go out by its approval; for statements with `deliveries`, too. One that an organiser posts
 * again may do so by the approval by which it went out, for it is the very same bytes.
 */
export const enoughForDelivery = sql<boolean>`(
  ${votes} and (
    approvals.state = 'open'
    or (
      approvals.state = 'ended' and approvals.why = 'posted'
      and deliveries.generation > 0 and deliveries.body is not null
    )
  )
)`;

/**
 * Whether what was approved for a delivery was approved for the channel that it goes to, which may have been
 * replaced since; for statements with `deliveries` and `campaign_channels`.
 */
export const forItsChannel = sql<boolean>`(
  exists (
    select from approval_parts
    where approval_parts.approval_id = deliveries.approval_id
      and approval_parts.campaign_channel_id = campaign_channels.id
      and approval_parts.channel_id = campaign_channels.channel_id
  )
)`;

/** Those of these that are approved now. */
export async function approvedAmong(tx: Db, ids: readonly Id[]): Promise<ReadonlySet<Id>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: Id }>`
    select approvals.id from approvals join campaigns on campaigns.id = approvals.campaign_id
    where approvals.id = any (${ids}::text[]) and ${enough}
  `.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/**
 * The same, held as they are until the transaction ends: locked in one statement and looked at in the next, which
 * sees what those did who held the lock before.
 */
export async function lockApproved(tx: Db, ids: readonly Id[]): Promise<ReadonlySet<Id>> {
  if (ids.length === 0) return new Set();
  await sql`
    select from approvals where id = any (${ids}::text[]) order by id for share
  `.execute(tx);
  return await approvedAmong(tx, ids);
}

/**
 * Binds the deliveries that are not out to what is approved for them. What was made ready under anything else is
 * forgotten: it was surely not posted.
 */
export async function attach(tx: Db, ids: readonly Id[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ id: Id }>`
    update deliveries
    set approval_id = approvals.id, body = null, late_body = null, claims = '{}'
    from approvals
    join occurrences
      on (occurrences.campaign_id, occurrences.purpose, occurrences.subject, occurrences.slot)
        = (approvals.campaign_id, approvals.purpose, approvals.subject, approvals.slot)
    join approval_parts on approval_parts.approval_id = approvals.id
    where approvals.id = any (${ids}::text[]) and approvals.amendment is null
      and deliveries.occurrence_id = occurrences.id
      and deliveries.campaign_channel_id = approval_parts.campaign_channel_id
      and deliveries.state = 'pending'
      and deliveries.approval_id is distinct from approvals.id
    returning deliveries.id
  `.execute(tx);
  await forgetFiles(tx, rows);
}

/** Takes back what does not suffice any more: the mode was raised, or the channel replaced. */
export async function detachUnapproved(tx: Db): Promise<void> {
  const { rows } = await sql<{ id: Id }>`
    update deliveries
    set approval_id = null, body = null, late_body = null, claims = '{}'
    where state = 'pending' and approval_id is not null
      and not exists (
        select from approvals
        join campaigns on campaigns.id = approvals.campaign_id
        join campaign_channels on campaign_channels.id = deliveries.campaign_channel_id
        where approvals.id = deliveries.approval_id and ${enoughForDelivery} and ${forItsChannel}
      )
    returning deliveries.id
  `.execute(tx);
  await forgetFiles(tx, rows);
}

/** Takes it back from every delivery that is not on its way or out: whoever claims one afterwards is refused. */
export async function detach(tx: Db, ids: readonly Id[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ id: Id }>`
    update deliveries
    set approval_id = null, body = null, late_body = null, claims = '{}'
    where approval_id = any (${ids}::text[]) and state = 'pending'
    returning id
  `.execute(tx);
  await forgetFiles(tx, rows);
}

/** Whether any of it is on its way, out, or nobody can tell. What is being claimed is waited for. */
export async function isOut(tx: Db, id: Id): Promise<boolean> {
  const { rows } = await sql<{ state: string }>`
    select state from deliveries where approval_id = ${id} order by id for update
  `.execute(tx);
  return rows.some(({ state }) => ['sending', 'sent', 'unknown'].includes(state));
}

async function forgetFiles(tx: Db, deliveries: readonly { readonly id: Id }[]): Promise<void> {
  if (deliveries.length === 0) return;
  await sql`
    delete from delivery_files where delivery_id = any (${deliveries.map(({ id }) => id)}::text[])
  `.execute(tx);
}
