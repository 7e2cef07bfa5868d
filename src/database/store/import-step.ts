import type { CampaignChannel, Id } from '../../../campaigns/campaign.ts';
import type { ImportPlan, ImportSaved } from '../../../campaigns/ports/imports.ts';
import { toChannel, type Db } from './rows.ts';

/** Thrown inside the transaction, so that nothing of an import stays when it cannot be done as it was shown. */
export class NotApplied extends Error {
  override readonly name = 'NotApplied';
  readonly result: Exclude<ImportSaved, { kind: 'saved' }>;

  constructor(result: Exclude<ImportSaved, { kind: 'saved' }>) {
    super('an import was not applied');
    this.result = result;
  }
}

/**
 * Takes an uploaded file: of two that do what it says, one finds it gone. When the rest is not done, it is there again.
 *
 * @throws NotApplied when it is gone
 */
export async function useUp(
  tx: Db,
  { importId, guildId, by }: Pick<ImportPlan, 'importId' | 'guildId' | 'by'>,
): Promise<void> {
  const taken = await tx
    .deleteFrom('imports')
    .where('id', '=', importId)
    .where('guild_id', '=', guildId)
    .where('by', '=', by)
    .returning('id')
    .executeTakeFirst();
  if (taken === undefined) throw new NotApplied({ kind: 'gone' });
}

/** The channels that a campaign has now. */
export async function channelsIn(tx: Db, campaignId: Id): Promise<readonly CampaignChannel[]> {
  const rows = await tx
    .selectFrom('campaign_channels')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(toChannel);
}
