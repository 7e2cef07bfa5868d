import { type Kysely, sql } from 'kysely';
import type { Announcement, Id, Snowflake } from '../../../campaigns/campaign.ts';
import { newId } from '../../../campaigns/id.ts';
import type { Announcements } from '../../../campaigns/ports/store.ts';
import type { Tables } from '../tables.ts';
import { campaignColumns, storable, toAnnouncement, toCampaign, type Db } from './rows.ts';
import { addSchedules } from './schedules.ts';

/** Single posts that organisers wrote, over kysely. */
export function announcementsOver(db: Kysely<Tables>): Announcements {
  return {
    draft: async (announcement) =>
      toAnnouncement(
        await db
          .insertInto('announcements')
          .values({
            id: newId(),
            campaign_id: announcement.campaignId,
            ...wordsOf(announcement),
            created_by: announcement.createdBy,
          })
          .returningAll()
          .executeTakeFirstOrThrow(),
      ),

    find: async (guildId, id) => {
      const [announcement, campaign] = await Promise.all([
        db.selectFrom('announcements').selectAll().where('id', '=', id).executeTakeFirst(),
        db
          .selectFrom('campaigns')
          .innerJoin('campaign_guild', 'campaign_guild.campaign_id', 'campaigns.id')
          .innerJoin('announcements', 'announcements.campaign_id', 'campaigns.id')
          .select(campaignColumns)
          .where('announcements.id', '=', id)
          .where('campaign_guild.guild_id', '=', guildId)
          .executeTakeFirst(),
      ]);
      if (announcement === undefined || campaign === undefined) return null;
      return { ...toAnnouncement(announcement), campaign: toCampaign(campaign) };
    },

    change: async (guildId, id, words) => {
      const row = await db
        .updateTable('announcements')
        .set(wordsOf(words))
        .where('id', '=', id)
        .where('state', '=', 'draft')
        .where('campaign_id', 'in', campaignsOf(db, guildId))
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : toAnnouncement(row);
    },

    schedule: async (guildId, id, schedule, seen) =>
      await db.transaction().execute(async (tx) => {
        const row = await tx
          .updateTable('announcements')
          .set({ state: 'scheduled' })
          .where('id', '=', id)
          .where('state', '=', 'draft')
          .where('campaign_id', 'in', campaignsOf(tx, guildId))
          .$if(seen !== undefined, (query) =>
            query
              .where('title', '=', seen?.title ?? '')
              .where('text', '=', seen?.text ?? '')
              .where('at', 'is not distinct from', seen?.at ?? null),
          )
          .returning('campaign_id')
          .executeTakeFirst();
        if (row === undefined) return false;
        const { created_at: from } = await tx
          .selectFrom('campaigns')
          .select('created_at')
          .where('id', '=', row.campaign_id)
          .executeTakeFirstOrThrow();
        // The slot of "now" is this minute, which has begun already: so not only what lies ahead is planned, but
        // all since the minute in which the campaign was made.
        const minute = from.round({ smallestUnit: 'minute', roundingMode: 'floor' });
        await addSchedules(tx, row.campaign_id, [schedule], minute);
        return true;
      }),

    withdraw: async (guildId, id) =>
      await db.transaction().execute(async (tx) => await withdraw(tx, guildId, id)),
  };
}

async function withdraw(tx: Db, guildId: Snowflake, id: Id): Promise<boolean> {
  const row = await tx
    .updateTable('announcements')
    .set({ state: 'withdrawn' })
    .where('id', '=', id)
    .where('state', '<>', 'withdrawn')
    .where('campaign_id', 'in', campaignsOf(tx, guildId))
    .where(stillStoppable)
    .returning('campaign_id')
    .executeTakeFirst();
  if (row === undefined) return false;
  await tx
    .updateTable('schedules')
    .set({ enabled: false, next_look_at: null })
    .where('campaign_id', '=', row.campaign_id)
    .where('purpose', '=', 'announcement')
    .where('subject', '=', id)
    .execute();
  const occurrences = await tx
    .updateTable('occurrences')
    .set({ state: sql`case when state = 'planned' then 'skipped' else state end` })
    .where('campaign_id', '=', row.campaign_id)
    .where('purpose', '=', 'announcement')
    .where('subject', '=', id)
    .returning('id')
    .execute();
  if (occurrences.length === 0) return true;
  await tx
    .updateTable('deliveries')
    .set({ state: 'skipped', reason: 'withdrawn', ended_at: sql<string>`clock_timestamp()` })
    .where(
      'occurrence_id',
      'in',
      occurrences.map((occurrence) => occurrence.id),
    )
    .where('state', '=', 'pending')
    .execute();
  return true;
}

/** Nothing became of it yet, or some of its deliveries are not posted. */
const stillStoppable = sql<boolean>`not exists (
  select from occurrences
  where occurrences.campaign_id = announcements.campaign_id
    and occurrences.purpose = 'announcement' and occurrences.subject = announcements.id
    and occurrences.state <> 'planned'
    and not exists (
      select from deliveries where occurrence_id = occurrences.id and deliveries.state = 'pending'
    )
)`;

function campaignsOf(db: Db, guildId: Snowflake) {
  return db.selectFrom('campaign_guild').select('campaign_id').where('guild_id', '=', guildId);
}

function wordsOf(words: Pick<Announcement, 'title' | 'text' | 'at'>) {
  return { title: storable(words.title), text: storable(words.text), at: words.at };
}
