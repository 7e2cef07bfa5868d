import type { ActionListPlan } from '../../../campaigns/ports/imports.ts';
import { draftIn, publishIn } from './action-changes.ts';
import { useUp } from './import-step.ts';
import type { Db } from './rows.ts';

/**
 * {@link ../../../campaigns/ports/imports.ts Imports.applyActions}, in a transaction.
 *
 * @throws NotApplied when the file is gone
 */
export async function applyActionList(tx: Db, plan: ActionListPlan): Promise<void> {
  await useUp(tx, plan);
  const { campaignId, guildId, by, now } = plan;
  for (const { kind, typed, content } of plan.actions) {
    const { id, version } = await draftIn(tx, { campaignId, kind, typed, by, now });
    if (content === null) continue;
    const saved = await publishIn(tx, { guildId, id, version, by, now, content });
    if (saved.kind !== 'saved') throw new Error('an action that was just made cannot be published');
  }
}
