import { sql } from 'kysely';
import type { Campaign, Id } from '../../../campaigns/campaign.ts';
import type { Change } from '../../../campaigns/ports/settings.ts';
import type { EndedDelivery } from '../../../campaigns/ports/planning.ts';
import type { PublicPurpose } from '../../../campaigns/schedule.ts';
import type { Saved } from '../../../campaigns/saved.ts';
import { auditOver } from './bookkeeping.ts';
import { findCampaign } from './campaigns.ts';
import type { Db } from './rows.ts';
import { ending, endUnposted } from './ending.ts';

/** A change of a campaign, as it goes on once its version was found to be the one that was seen. */
export interface Changing {
  readonly before: Campaign;
  /** Notes it in the audit log and counts the version up. @returns what was saved, with what ended by it */
  readonly done: (
    what: string,
    details: Readonly<Record<string, string>>,
    ended?: readonly EndedDelivery[],
  ) => Promise<Saved<Campaign>>;
}

/**
 * Locks a campaign and looks whether it is still as the person saw it.
 *
 * @returns the change to go on with, or what is told instead
 */
export async function beginChange(
  tx: Db,
  { guildId, campaignId, version, by, now }: Change,
): Promise<Changing | Exclude<Saved<Campaign>, { kind: 'saved' }>> {
  await tx.selectFrom('campaigns').select('id').where('id', '=', campaignId).forUpdate().execute();
  const before = await findCampaign(tx, guildId, campaignId);
  if (before === null) return { kind: 'gone' };
  if (before.version !== version) {
    return { kind: 'changed', value: before, by: before.changedBy, at: before.changedAt };
  }
  return {
    before,
    done: async (what, details, ended = []) => {
      await tx
        .updateTable('campaigns')
        .set({ version: version + 1, changed_by: by, changed_at: now.toString() })
        .where('id', '=', campaignId)
        .execute();
      await auditOver(tx).note({ guildId, campaignId, by, what, details, at: now });
      const value = await findCampaign(tx, guildId, campaignId);
      return value === null ? { kind: 'gone' } : ending({ kind: 'saved', value }, ended);
    },
  };
}

/** What a value is called in the audit log. */
export function noted(value: string | number | null | readonly string[]): string {
  if (value === null) return '';
  return typeof value === 'object' ? value.join(', ') : String(value);
}

/** Ends what is surely not posted to a channel of a campaign; only of those purposes, where some are named. */
export async function endPending(
  tx: Db,
  { now }: Pick<Change, 'now'>,
  channelId: Id,
  purposes?: readonly PublicPurpose[],
): Promise<readonly EndedDelivery[]> {
  if (purposes?.length === 0) return [];
  const there = sql<boolean>`campaign_channel_id = ${channelId}`;
  if (purposes === undefined) return await endUnposted(tx, there, 'withdrawn', now);
  const ofThem = sql`(select id from occurrences where purpose = any (${[...purposes]}::text[]))`;
  return await endUnposted(tx, sql<boolean>`${there} and occurrence_id in ${ofThem}`, 'withdrawn', now);
}
