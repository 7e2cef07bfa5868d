import type { Temporal } from 'temporal-polyfill';
import type { Amendment } from './amendment.ts';
import { needsApproval, wasApproved, type Approval } from './approval.ts';
import type { Campaign, Snowflake } from './campaign.ts';
import type { Delivery, DeliveryReason } from './delivery.ts';

/** A delivery as organisers look at it: what became of it, and what was done to it since. */
export interface PostRecord {
  readonly delivery: Delivery;
  readonly campaign: Campaign;
  readonly reason: DeliveryReason | null;
  /** The cause of the last attempt, in the words of a machine. */
  readonly cause: string | null;
  /** When it was posted, or ended otherwise. */
  readonly endedAt: Temporal.Instant | null;
  readonly messageId: Snowflake | null;
  /** The late body went out. */
  readonly postedLate: boolean;
  /** 1 as it was posted; one more for each correction. */
  readonly contentVersion: number;
  readonly takenDown: { readonly why: 'withdrawn' | 'gone'; readonly at: Temporal.Instant } | null;
  /** Why nothing can be posted to its channel at present; null when it can. */
  readonly quarantine: string | null;
  /** Oldest first. */
  readonly amendments: readonly Amendment[];
}

/** One try to post it. */
export interface PostAttempt {
  readonly at: Temporal.Instant;
  readonly generation: number;
  /** Null while it runs. */
  readonly outcome:
    | 'sent'
    | 'not-sent'
    | 'in-doubt'
    | 'failed'
    | 'skipped'
    | 'missed'
    | 'unknown'
    | 'abandoned'
    | null;
  readonly cause: string | null;
}

/** What may be decided about a delivery, by what became of it. */
export function decisionsFor({
  delivery,
  reason,
  takenDown,
}: Pick<PostRecord, 'delivery' | 'reason' | 'takenDown'>): readonly ('there' | 'again' | 'leave')[] {
  switch (delivery.state) {
    case 'unknown':
      return ['there', 'again', 'leave'];
    case 'failed':
    case 'missed':
      return ['again'];
    case 'skipped':
      return reason === 'paused' || reason === 'left' || reason === 'unapproved' ? ['again'] : [];
    case 'sent':
      return takenDown?.why === 'withdrawn' ? ['again'] : [];
    case 'pending':
    case 'sending':
      return [];
  }
}

/**
 * Whether people approve it anew before it is posted again: where a campaign asks for approvals, all but the very
 * bytes that were approved, and that Discord did not refuse.
 *
 * @param approval by which it went out, or was to go out; null when there is none
 */
export function needsApprovalAgain(
  { campaign, delivery, reason }: Pick<PostRecord, 'campaign' | 'delivery' | 'reason'>,
  approval: Approval | null,
): boolean {
  if (campaign.approvals === 0 || !needsApproval(delivery.purpose)) return false;
  if (delivery.frozen === null || delivery.state === 'failed' || reason === 'refused') return true;
  return approval === null || !wasApproved(approval, campaign.approvals);
}

/** Whether its message stands in a channel, as far as anybody knows. */
export function isOut({ delivery, takenDown }: Pick<PostRecord, 'delivery' | 'takenDown'>): boolean {
  return delivery.state === 'sent' && takenDown === null;
}

/** The body that stands in the channel now; null when none was ever made. */
export function bodyOut({
  delivery,
  postedLate,
  amendments,
}: Pick<PostRecord, 'delivery' | 'postedLate' | 'amendments'>): string | null {
  const corrected = amendments.findLast(
    ({ kind, state, body }) => kind === 'correct' && state === 'done' && body !== null,
  );
  const { frozen } = delivery;
  if (corrected?.body !== undefined && corrected.body !== null) return corrected.body;
  return (postedLate ? frozen?.lateBody : undefined) ?? frozen?.body ?? null;
}

/** How many corrections were asked for: who asks for another must have seen the last one. */
export function correctionsOf({ amendments }: Pick<PostRecord, 'amendments'>): readonly Amendment[] {
  return amendments.filter(({ kind, state }) => kind === 'correct' && state !== 'replaced');
}
