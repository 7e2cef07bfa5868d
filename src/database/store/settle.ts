import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Id } from '../../../campaigns/campaign.ts';
import type { Settlement } from '../../../campaigns/ports/ledger.ts';
import { prepared } from '../prepared.ts';
import { askForCrosspost } from './amendments.ts';
import { tell } from './notices.ts';
import type { Db } from './rows.ts';

/** How an attempt is written down, by what became of the delivery. */
const outcomeOf = {
  sent: 'sent',
  failed: 'failed',
  skipped: 'skipped',
  missed: 'missed',
  unknown: 'unknown',
  pending: 'not-sent',
  sending: 'in-doubt',
} as const satisfies Record<Settlement['to'], string>;

/**
 * {@link ../../../campaigns/ports/ledger.ts Ledger.settle}, in a transaction. The lease's id decides, not its end:
 * an outcome that comes late is still true, as long as nobody else has taken the delivery.
 */
export async function settle(
  tx: Db,
  id: Id,
  leaseId: Id,
  outcome: Settlement,
  now: Temporal.Instant,
): Promise<boolean> {
  const { to } = outcome;
  const messageId = to === 'sent' ? outcome.messageId : null;
  const reason = 'reason' in outcome ? outcome.reason : null;
  const ended = to !== 'pending' && to !== 'sending';
  const absent = to === 'pending' && outcome.absent === true;
  const uncounted = to === 'pending' && outcome.uncounted === true;
  const late = to === 'sent' && outcome.late === true;

  const { rows } = await sql<{ campaign_id: Id; occurrence_id: number }>`${prepared}
    with held as materialized (
      select deliveries.id, deliveries.in_doubt_since,
        ${to} = 'sending'
          or (${to} = 'pending' and not ${absent} and deliveries.in_doubt_since < delivery_attempts.started_at)
          as in_doubt
      from deliveries join delivery_attempts on delivery_attempts.lease_id = deliveries.lease_id
      where deliveries.id = ${id} and deliveries.lease_id = ${leaseId}
      for update of deliveries
    ),
    attempt as (
      update delivery_attempts
      set outcome = ${outcomeOf[to]}, cause = ${outcome.cause ?? null}, ended_at = clock_timestamp()
      from held
      where lease_id = ${leaseId}
    )
    update deliveries
    set state = case when held.in_doubt then 'sending' else ${to} end,
      reason = ${reason},
      cause = ${outcome.cause ?? null},
      lease_id = null,
      lease_until = case when held.in_doubt then clock_timestamp() end,
      in_doubt_since = case when held.in_doubt or ${to} = 'unknown' then held.in_doubt_since end,
      attempts = deliveries.attempts - ${uncounted ? 1 : 0},
      message_id = ${messageId},
      posted_late = ${late},
      ended_at = ${ended ? now.toString() : null}::timestamptz
    from held
    where deliveries.id = held.id
    returning deliveries.campaign_id, deliveries.occurrence_id
  `.execute(tx);

  const [row] = rows;
  if (row === undefined) return false;
  const { campaign_id: campaignId } = row;
  if (to === 'sent') await askForCrosspost(tx, id, row.occurrence_id, now);
  if ('notice' in outcome && outcome.notice !== undefined) await tell(tx, campaignId, outcome.notice, now);
  return true;
}
