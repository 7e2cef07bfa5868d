import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { ApprovalEnd } from '../../../campaigns/approval.ts';
import type { Id } from '../../../campaigns/campaign.ts';
import type { Settled } from '../../../campaigns/ports/approvals.ts';
import type { EndedDelivery } from '../../../campaigns/ports/planning.ts';
import { endRows, noteApproval } from './approvals-asking.ts';
import { approvedAmong, detach, detachUnapproved, enough } from './approvals-deliveries.ts';
import type { ApprovalRow } from './approvals-rows.ts';
import { request, tellOver } from './approvals-telling.ts';
import { closeOccurrences } from './opening.ts';
import { moment, type Db } from './rows.ts';

/** {@link ../../../campaigns/ports/approvals.ts ApprovalPlanning.settle}, in a transaction. */
export async function settle(tx: Db, now: Temporal.Instant): Promise<Settled> {
  await detachUnapproved(tx);
  const over = await tx
    .selectFrom('approvals')
    .innerJoin('campaigns', 'campaigns.id', 'approvals.campaign_id')
    .select(['approvals.id', howItEnded(now).as('ending')])
    .where('approvals.state', '<>', 'ended')
    .where(howItEnded(now), '<>', 'stands')
    .forUpdate('approvals')
    .skipLocked()
    .execute();
  const ended: EndedDelivery[] = [];
  for (const [why, rows] of Map.groupBy(over, (row) => row.ending)) {
    if (why === null || why === 'stands') continue;
    const ids = rows.map(({ id }) => id);
    ended.push(...(await endRows(tx, ids, why, now)));
  }
  const late = await tx
    .selectFrom('approvals')
    .innerJoin('campaigns', 'campaigns.id', 'approvals.campaign_id')
    .select('approvals.id')
    .where('approvals.state', '<>', 'ended')
    .where('approvals.latest_at', '<', moment(now))
    .where('campaigns.state', '=', 'active')
    .where(sql<boolean>`not ${enough}`)
    .execute();
  return { late: late.map(({ id }) => id), ended };
}

/**
 * How an approval that still stands came to its end, by what became of its occurrence; `stands` when it did not. An
 * occurrence that is planned anew (moved, or its rule changed) is not there for a moment: that is none.
 */
const howItEnded = (now: Temporal.Instant) => sql<ApprovalEnd | 'stands' | null>`(
  case
    when campaigns.approvals = 0 then 'off'
    when approvals.amendment is not null then coalesce(
      (
        select case amendments.state when 'open' then 'stands' when 'done' then 'posted' else 'gone' end
        from amendments where amendments.id = approvals.amendment
      ),
      'stands'
    )
    else coalesce(
      (
        select case
          when occurrences.skip then 'skipped'
          when exists (
            select from deliveries
            where deliveries.occurrence_id = occurrences.id and deliveries.state in ('pending', 'sending')
          ) then 'stands'
          when occurrences.state in ('skipped', 'missed') then coalesce(
            -- Posted again after all.
            (
              select 'posted' from deliveries where deliveries.approval_id = approvals.id
              and deliveries.state in ('sent', 'unknown') limit 1
            ),
            occurrences.state
          )
          when occurrences.state = 'opened' then 'posted'
          else 'stands'
        end
        from occurrences
        where (occurrences.campaign_id, occurrences.purpose, occurrences.subject, occurrences.slot)
          = (approvals.campaign_id, approvals.purpose, approvals.subject, approvals.slot)
      ),
      (
        select 'stands' from schedules
        where (schedules.campaign_id, schedules.purpose, schedules.subject)
          = (approvals.campaign_id, approvals.purpose, approvals.subject)
          and schedules.next_look_at <= ${moment(now)}
      ),
      'gone'
    )
  end
)`;

/** {@link ../../../campaigns/ports/approvals.ts ApprovalPlanning.close}, in a transaction. */
export async function close(
  tx: Db,
  id: Id,
  as: 'skipped' | 'missed',
  now: Temporal.Instant,
): Promise<readonly EndedDelivery[]> {
  const found = await tx.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirst();
  if (found === undefined || found.amendment !== null) return [];
  const ended: Pick<EndedDelivery, 'id'>[] = [];
  // The occurrence first, as whoever opens it does.
  const occurrence = await tx
    .selectFrom('occurrences')
    .selectAll()
    .where('campaign_id', '=', found.campaign_id)
    .where('purpose', '=', found.purpose)
    .where('subject', '=', found.subject)
    .where('slot', '=', found.slot)
    .forUpdate()
    .executeTakeFirst();
  const row = await lockWaiting(tx, id);
  if (row === null) return [];
  const end = { state: as, reason: 'unapproved', at: now } as const;
  if (occurrence?.state === 'planned' && !occurrence.skip) {
    ended.push(...(await closeOccurrences(tx, [{ occurrence, as, deliveries: end }], now)));
  }
  if (occurrence !== undefined && occurrence.state !== 'planned') {
    await detach(tx, [id]);
    const held = await tx
      .updateTable('deliveries')
      .set({ state: as, reason: end.reason, ended_at: now.toString() })
      .where('occurrence_id', '=', occurrence.id)
      .where('state', '=', 'pending')
      .where('approval_id', 'is', null)
      .returning('id')
      .execute();
    ended.push(...held);
  }
  const requests = await endRows(tx, [id], as, now);
  if (occurrence === undefined) return requests;
  await tellOver(tx, row, { what: as, by: row.rejected_by, reason: row.rejection ?? '' }, now);
  await noteApproval(tx, row, as === 'missed' ? 'approval.miss' : 'approval.pass-over', null, now);
  const posts = ended.map((one) => ({
    id: one.id,
    campaignId: row.campaign_id,
    state: as,
    reason: end.reason,
  }));
  return [...posts, ...requests];
}

/** Null when it is approved by now, or ended. */
async function lockWaiting(tx: Db, id: Id): Promise<ApprovalRow | null> {
  const row = await tx
    .selectFrom('approvals')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined || row.state === 'ended') return null;
  return (await approvedAmong(tx, [id])).has(id) ? null : row;
}

/** {@link ../../../campaigns/ports/approvals.ts ApprovalPlanning.release}, in a transaction. */
export async function release(tx: Db, id: Id, now: Temporal.Instant): Promise<void> {
  const row = await lockWaiting(tx, id);
  if (row?.state !== 'open') return;
  await tx.updateTable('approvals').set({ released: true, remind_at: null }).where('id', '=', id).execute();
  await tellOver(tx, row, { what: 'posted', by: null, reason: '' }, now);
  await noteApproval(tx, row, 'approval.release', null, now);
}

/** {@link ../../../campaigns/ports/approvals.ts ApprovalPlanning.remind}, in a transaction. */
export async function remind(tx: Db, now: Temporal.Instant, limit: number): Promise<number> {
  const rows = await tx
    .selectFrom('approvals')
    .innerJoin('campaigns', 'campaigns.id', 'approvals.campaign_id')
    .selectAll('approvals')
    .where('approvals.state', '=', 'open')
    .where('remind_at', '<=', moment(now))
    .where('campaigns.state', '=', 'active')
    .orderBy('remind_at')
    .limit(limit)
    .forUpdate('approvals')
    .skipLocked()
    .execute();
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  await tx.updateTable('approvals').set({ remind_at: null }).where('id', 'in', ids).execute();
  const approved = await approvedAmong(tx, ids);
  for (const row of rows) {
    const inTime = (row.due_at?.epochMilliseconds ?? 0) > now.epochMilliseconds;
    if (inTime && !approved.has(row.id)) await request(tx, row, { kind: 'reminder', by: null }, now);
  }
  return rows.length;
}

/** {@link ../../../campaigns/ports/approvals.ts ApprovalPlanning.forgetNames} */
export async function forgetNames(tx: Db, before: Temporal.Instant): Promise<number> {
  const ended = tx
    .selectFrom('approvals')
    .select('id')
    .where('state', '=', 'ended')
    .where('ended_at', '<', moment(before));
  const votes = await tx.deleteFrom('approval_votes').where('approval_id', 'in', ended).executeTakeFirst();
  const approvals = await tx
    .updateTable('approvals')
    .set({ editor: null, rejected_by: null })
    .where('state', '=', 'ended')
    .where('ended_at', '<', moment(before))
    .where(sql<boolean>`(editor is not null or rejected_by is not null)`)
    .executeTakeFirst();
  return Number(votes.numDeletedRows) + Number(approvals.numUpdatedRows);
}
