import type { RawBuilder } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { EndedDelivery } from '../../../campaigns/ports/planning.ts';
import type { Db } from './rows.ts';

/**
 * Ends deliveries that are surely not posted, because somebody changed what they were for. What is being sent is left
 * alone.
 *
 * @param which a condition on `deliveries`
 * @returns those that ended
 */
export async function endUnposted(
  tx: Db,
  which: RawBuilder<boolean>,
  reason: 'withdrawn' | 'replaced',
  now: Temporal.Instant,
): Promise<readonly EndedDelivery[]> {
  const end = { state: 'skipped', reason } as const;
  const rows = await tx
    .updateTable('deliveries')
    .set({ ...end, ended_at: now.toString() })
    .where('state', '=', 'pending')
    .where(which)
    .returning(['id', 'campaign_id'])
    .execute();
  return rows.map(({ id, campaign_id: campaignId }) => ({ id, campaignId, ...end }));
}

/** A result that also says what ended on its account. */
export function ending<Result extends object>(
  result: Result,
  ended: readonly EndedDelivery[],
): Result & { readonly ended?: readonly EndedDelivery[] } {
  return ended.length === 0 ? result : { ...result, ended };
}
