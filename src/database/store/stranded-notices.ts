import { type Kysely, sql } from 'kysely';
import type { Id } from '../../../campaigns/campaign.ts';
import { Notice } from '../../../campaigns/notice.ts';
import type { StrandedNotice, StrandedNotices } from '../../../campaigns/ports/settings.ts';
import type { Tables } from '../tables.ts';
import { campaignColumns, toCampaign, type Db } from './rows.ts';

/** What organisers must know although their channel is lost, over kysely. */
export function strandedNoticesOver(db: Kysely<Tables>): StrandedNotices {
  return {
    of: async (campaignId, limit) =>
      (
        await stranded(db)
          .where('campaigns.id', '=', campaignId)
          .orderBy('deliveries.due_at', 'desc')
          .orderBy('deliveries.id')
          .limit(limit)
          .execute()
      ).map(toStranded),

    takeForCreators: async (limit) =>
      await db.transaction().execute(async (tx) => {
        const found = await stranded(tx)
          .where('campaigns.created_by', 'is not', null)
          .where((where) =>
            where.not(
              where.exists(
                where
                  .selectFrom('notices_sent_directly')
                  .select(sql`1`.as('one'))
                  .whereRef('notices_sent_directly.delivery_id', '=', 'deliveries.id'),
              ),
            ),
          )
          .orderBy('deliveries.due_at')
          .orderBy('deliveries.id')
          .limit(limit)
          .execute();
        if (found.length === 0) return [];
        const taken = await tx
          .insertInto('notices_sent_directly')
          .values(found.map((row) => ({ delivery_id: row.delivery_id, recipient: row.created_by })))
          .onConflict((conflict) => conflict.column('delivery_id').doNothing())
          .returning('delivery_id')
          .execute();
        const mine = new Set<Id>(taken.map(({ delivery_id: id }) => id));
        return found.filter((row) => mine.has(row.delivery_id)).map(toStranded);
      }),
  };
}

/** Notices that are due and surely not posted, of channels that are lost, where the bot is still in the server. */
function stranded(db: Db) {
  return db
    .selectFrom('deliveries')
    .innerJoin('occurrences', 'occurrences.id', 'deliveries.occurrence_id')
    .innerJoin('notices', 'notices.id', 'occurrences.subject')
    .innerJoin('campaign_channels', 'campaign_channels.id', 'deliveries.campaign_channel_id')
    .innerJoin('campaigns', 'campaigns.id', 'deliveries.campaign_id')
    .innerJoin('campaign_guild', 'campaign_guild.campaign_id', 'campaigns.id')
    .innerJoin('guilds', 'guilds.id', 'campaign_guild.guild_id')
    .select([...campaignColumns, 'deliveries.id as delivery_id', 'deliveries.due_at', 'notices.notice'])
    .where('campaign_guild.home', '=', true)
    .where('guilds.removed_at', 'is', null)
    .where('occurrences.purpose', '=', 'notice')
    .where('deliveries.state', '=', 'pending')
    .where('campaign_channels.quarantined_since', 'is not', null)
    .where('campaign_channels.removed_at', 'is', null);
}

type Row = Awaited<ReturnType<ReturnType<typeof stranded>['executeTakeFirstOrThrow']>>;

function toStranded(row: Row): StrandedNotice {
  return {
    deliveryId: row.delivery_id,
    campaign: toCampaign(row),
    notice: Notice.parse(row.notice),
    dueAt: row.due_at,
  };
}
