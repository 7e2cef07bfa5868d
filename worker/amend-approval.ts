import { needsApproval } from '../campaigns/approval.ts';
import type { ClaimedAmendment } from '../campaigns/ports/amendments.ts';
import type { Corrected } from './corrected.ts';
import type { FactsDeps } from './facts.ts';
import { notAmended, type AmendmentTransition } from './transitions.ts';

/** How the cause of a correction that was turned down begins; what they said follows. */
export const notApproved = 'not approved';

/** How soon it is looked at again whether people have approved it. */
const lookAgainMs = 15_000;

/**
 * Whether a correction may be carried out: where a campaign asks for approvals, what people read is approved first. The
 * first time it is asked for; exactly what was approved is carried out then.
 */
export async function correctionStanding(
  claimed: ClaimedAmendment,
  made: Corrected,
  { store, clock }: Pick<FactsDeps, 'store' | 'clock'>,
): Promise<AmendmentTransition | 'go'> {
  const { amendment, delivery } = claimed;
  const { campaignId, purpose, subject, slot, channel } = delivery;
  if (!needsApproval(purpose)) return 'go';
  const { standing, approval } = await store.approvals.amendment(campaignId, amendment.id);
  switch (standing) {
    case 'not-needed':
    case 'approved':
      return 'go';
    case 'rejected':
      return notAmended(claimed, 'failed', `${notApproved}: ${approval?.rejection?.reason ?? ''}`);
    case 'waiting':
    case 'ended': {
      const subjectOf = { campaignId, purpose, subject, slot, amendment: amendment.id };
      const post = { body: made.body, claims: made.claims, files: delivery.frozen?.files ?? [] };
      const part = { channel: channel.id, channelId: channel.channelId, language: channel.language, post };
      await store.approvals.askFor(
        { ...subjectOf, parts: [part], editor: amendment.by, dueAt: null, latestAt: null },
        clock.now(),
      );
      return {
        settlement: {
          to: 'open',
          cause: 'waits for approval',
          afterMs: lookAgainMs,
          uncounted: true,
        },
      };
    }
  }
}
