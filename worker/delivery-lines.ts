import type { Id } from '../campaigns/campaign.ts';
import type { Log } from '../campaigns/ports/log.ts';
import type { EndedDelivery, MadeDelivery } from '../campaigns/ports/planning.ts';

/** How many deliveries one line names. */
export const mostNamed = 20;

/** The deliveries that one line is about: up to {@link mostNamed}, and whether there are more. */
export function named(ids: readonly Id[]): { readonly deliveries: readonly Id[]; readonly more?: true } {
  const deliveries = ids.slice(0, mostNamed);
  return ids.length > mostNamed ? { deliveries, more: true } : { deliveries };
}

/** The first line of each delivery: what it is for. */
export function sayMade(log: Log, made: readonly MadeDelivery[]): void {
  for (const { id, campaignId, purpose, slot } of made) {
    log.info({ delivery: id, campaign: campaignId, purpose, slot }, 'a delivery was made');
  }
}

/**
 * The last line of each delivery that is not posted.
 *
 * @param change what ended it; left out where nothing but the time did
 */
export function sayEnded(log: Pick<Log, 'info'>, ended: readonly EndedDelivery[], change?: string): void {
  for (const { id, campaignId, state, reason } of ended) {
    const why = { state, reason, ...(change !== undefined && { change }) };
    log.info({ delivery: id, campaign: campaignId, ...why }, 'a delivery ended and was not posted');
  }
}
