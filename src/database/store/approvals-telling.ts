import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { ApprovalNotice, ApprovalOver } from '../../../campaigns/approval-notice.ts';
import { counted } from '../../../campaigns/approval.ts';
import type { Campaign, Id } from '../../../campaigns/campaign.ts';
import type { EndedDelivery } from '../../../campaigns/ports/planning.ts';
import type { ApprovalRow } from './approvals-rows.ts';
import { withVotes } from './approvals-rows.ts';
import { replaceAll, tell, unread } from './notices.ts';
import type { Db } from './rows.ts';

/** Why the organisers are asked (again). */
export interface RequestNews {
  readonly kind: ApprovalNotice['news'];
  readonly by: ApprovalNotice['by'];
  readonly changed?: readonly ApprovalNotice['changed'][number][];
  readonly lost?: number;
}

/** Asks the organisers, unless their campaign asks for no approvals by now. */
export async function request(
  tx: Db,
  row: ApprovalRow,
  { kind: news, by, changed = [], lost = 0 }: RequestNews,
  now: Temporal.Instant,
): Promise<void> {
  const { approvals: needed, unanswered } = await settingsOf(tx, row);
  if (needed === 0) return;
  const [approval] = await withVotes(tx, [row]);
  const channels = await tx
    .selectFrom('approval_parts')
    .select('channel_id')
    .where('approval_id', '=', row.id)
    .orderBy('channel_id')
    .execute();
  const given = approval ? counted(approval, needed).length : 0;
  await tell(
    tx,
    row.campaign_id,
    {
      kind: 'approval',
      ...about(row),
      news,
      channels: channels.map(({ channel_id }) => channel_id),
      needed,
      given,
      unanswered,
      changed: [...changed],
      by,
      lost,
    },
    now,
  );
}

/** Tells what became of a post that was not approved. */
export async function tellOver(
  tx: Db,
  row: ApprovalRow,
  over: Pick<ApprovalOver, 'what' | 'by' | 'reason'>,
  now: Temporal.Instant,
): Promise<void> {
  await tell(tx, row.campaign_id, { kind: 'approval-over', ...about(row), ...over }, now);
}

function about(row: ApprovalRow) {
  return {
    approval: row.id,
    purpose: row.purpose,
    headline: row.headline,
    due: row.due_at?.toString() ?? null,
    editor: row.editor,
  };
}

async function settingsOf(
  tx: Db,
  row: ApprovalRow,
): Promise<{ approvals: Campaign['approvals']; unanswered: Campaign['unanswered'] }> {
  return await tx
    .selectFrom('campaigns')
    .select(['approvals', 'unanswered'])
    .where('id', '=', row.campaign_id)
    .executeTakeFirstOrThrow();
}

/**
 * Takes back requests for these that nobody can have read yet. One that is being opened at this moment is left: its
 * buttons say that it is out of date.
 *
 * @returns their deliveries, where they had some
 */
export async function takeBackRequests(
  tx: Db,
  ids: readonly Id[],
  now: Temporal.Instant,
): Promise<readonly EndedDelivery[]> {
  const found = await tx
    .selectFrom('occurrences')
    .innerJoin('notices', 'notices.id', 'occurrences.subject')
    .innerJoin('approvals', 'approvals.campaign_id', 'notices.campaign_id')
    .select(['occurrences.id', 'occurrences.state'])
    .where('approvals.id', 'in', [...ids])
    .where('occurrences.purpose', '=', 'notice')
    .where(sql<boolean>`notices.notice ->> 'kind' = 'approval'`)
    .where(sql<boolean>`notices.notice ->> 'approval' = approvals.id`)
    .where(unread)
    .forUpdate('occurrences')
    .skipLocked()
    .execute();
  const ended: EndedDelivery[] = [];
  for (const { id, state } of found) {
    if (state === 'planned') {
      await tx.updateTable('occurrences').set({ state: 'skipped' }).where('id', '=', id).execute();
    } else {
      ended.push(...(await replaceAll(tx, id, now)));
    }
  }
  return ended;
}
