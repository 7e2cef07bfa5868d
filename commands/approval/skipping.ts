import type { Approval } from '../../campaigns/approval.ts';
import type { SlotKey } from '../../campaigns/ports/slots.ts';
import { sentenceAnswer } from '../../messages/answers/sentence.ts';
import { approvalRoutes } from '../../messages/campaigns/approval-routes.ts';
import { savedOf } from '../campaign/saving.ts';
import { claimOnce } from '../campaign/server.ts';
import type { Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { approvalPressed } from './which.ts';

/** `approval-skip:<approval>`: it is left out, as in the calendar, where that can be taken back. */
export const skipPressed: Handler = {
  route: approvalRoutes.skip,
  needs: 'organiser',
  run: async ({ args: [id, where] }, asker, deps) => {
    const { approval, campaign } = await approvalPressed(id, asker, deps);
    if (approval.amendment !== null) throw new UserError('errors.stale');
    await claimOnce(asker, deps);
    const { approvals, slots } = deps.store;
    const now = deps.clock.now();
    const key = keyOf(approval);
    const standing = (await slots.of(campaign.id)).find((slot) => isOf(slot, key));
    const change = { kind: 'skip' } as const;
    const saved = await slots.decide(campaign.guildId, {
      key,
      change,
      seen: standing?.version ?? 0,
      by: asker.userId,
      now,
    });
    const skipped = saved.kind !== 'over' && saved.kind !== 'paused' && savedOf(saved).skipped;
    if (skipped) await approvals.end({ ...key, purpose: approval.purpose, amendment: null }, 'skipped', now);
    const text = asker.speech.t(skipped ? 'approval.sheet.skipped' : 'approval.sheet.skipOver');
    const answer = sentenceAnswer(text);
    return where === 'here' ? { kind: 'update', answer } : { kind: 'answer', private: true, answer };
  },
};

function keyOf({ campaignId, purpose, subject, slot }: Approval): SlotKey {
  return { campaignId, purpose, subject, slot };
}

function isOf(slot: SlotKey, key: SlotKey): boolean {
  return slot.purpose === key.purpose && slot.subject === key.subject && slot.slot === key.slot;
}
