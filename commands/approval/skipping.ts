import type { Approval } from '../../campaigns/approval.ts';
import type { Snowflake } from '../../campaigns/campaign.ts';
import type { SlotKey } from '../../campaigns/ports/slots.ts';
import { sentenceAnswer } from '../../messages/answers/sentence.ts';
import { approvalRoutes } from '../../messages/campaigns/approval-routes.ts';
import { savedOf } from '../campaign/saving.ts';
import { claimOnce } from '../campaign/server.ts';
import type { Asker, Deps, Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { approvalPressed } from './which.ts';

/** `approval-skip:<approval>`: it is left out, as in the calendar, where that can be taken back. */
export const skipPressed: Handler = {
  route: approvalRoutes.skip,
  needs: 'organiser',
  run: async ({ args: [id, where] }, asker, deps) => {
    const { approval, campaign } = await approvalPressed(id, asker, deps);
    if (approval.amendment !== null) throw new UserError('errors.stale');
    const key = keyOf(approval);
    const standing = (await deps.store.slots.of(campaign.id)).find((slot) => isOf(slot, key));
    const already = standing?.skipped === true && standing.end === null;
    const skipped = already || (await skip(approval, campaign.guildId, standing?.version ?? 0, asker, deps));
    const text = asker.speech.t(skipped ? 'approval.sheet.skipped' : 'approval.sheet.skipOver');
    const answer = sentenceAnswer(text);
    return where === 'here' ? { kind: 'update', answer } : { kind: 'answer', private: true, answer };
  },
};

/** Leaves it out, and ends its approval; false when it is too late for that. */
async function skip(
  approval: Approval,
  guildId: Snowflake,
  seen: number,
  asker: Asker,
  deps: Deps,
): Promise<boolean> {
  await claimOnce(asker, deps);
  const { approvals, slots } = deps.store;
  const now = deps.clock.now();
  const key = keyOf(approval);
  const saved = await slots.decide(guildId, { key, change: { kind: 'skip' }, seen, by: asker.userId, now });
  if (saved.kind === 'over' || saved.kind === 'paused' || !savedOf(saved).skipped) return false;
  await approvals.end({ ...key, purpose: approval.purpose, amendment: null }, 'skipped', now);
  return true;
}

function keyOf({ campaignId, purpose, subject, slot }: Approval): SlotKey {
  return { campaignId, purpose, subject, slot };
}

function isOf(slot: SlotKey, key: SlotKey): boolean {
  return slot.purpose === key.purpose && slot.subject === key.subject && slot.slot === key.slot;
}
