import { sql, type Kysely, type SqlBool } from 'kysely';
import { newId } from '../../../campaigns/id.ts';
import type { Announcements } from '../../../campaigns/ports/announcements.ts';
import type { Tables } from '../tables.ts';
import { campaignsOf, readAnnouncements } from './announcement-rows.ts';
import { changeAnnouncement, scheduleAnnouncement, withdrawAnnouncement } from './announcement-changes.ts';
import { campaignColumns, storable, toCampaign } from './rows.ts';

/** Posts that organisers wrote, over kysely. */
export function announcementsOver(db: Kysely<Tables>): Announcements {
  return {
    draft: async ({ campaignId, title, text, at, whenTyped = '', createdBy, now }) => {
      const row = await db
        .insertInto('announcements')
        .values({
          id: newId(),
          campaign_id: campaignId,
          title: storable(title),
          text: storable(text),
          at,
          when_typed: storable(whenTyped),
          channels: null,
          created_by: createdBy,
          changed_by: createdBy,
          ...(now && { changed_at: now.toString() }),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      const [announcement] = await readAnnouncements(db, [row]);
      if (announcement === undefined) throw new Error('a draft that was just made is gone');
      return announcement;
    },

    find: async (guildId, id) => {
      const [rows, campaign] = await Promise.all([
        db.selectFrom('announcements').selectAll().where('id', '=', id).execute(),
        db
          .selectFrom('campaigns')
          .innerJoin('campaign_guild', 'campaign_guild.campaign_id', 'campaigns.id')
          .innerJoin('announcements', 'announcements.campaign_id', 'campaigns.id')
          .select(campaignColumns)
          .where('announcements.id', '=', id)
          .where('campaign_guild.guild_id', '=', guildId)
          .executeTakeFirst(),
      ]);
      const [announcement] = campaign === undefined ? [] : await readAnnouncements(db, rows);
      if (announcement === undefined || campaign === undefined) return null;
      return { ...announcement, campaign: toCampaign(campaign) };
    },

    standing: async (guildId, limit) =>
      await readAnnouncements(
        db,
        await db
          .selectFrom('announcements')
          .selectAll()
          .where('campaign_id', 'in', campaignsOf(db, guildId))
          .where('state', '<>', 'withdrawn')
          .where(notOver)
          .orderBy('changed_at', 'desc')
          .orderBy(sql`created_at`, 'desc')
          .limit(limit)
          .execute(),
      ),

    picture: async (id) => {
      const row = await db
        .selectFrom('announcement_pictures')
        .select('bytes')
        .where('announcement_id', '=', id)
        .executeTakeFirst();
      return row?.bytes ?? null;
    },

    change: async (edit, change) =>
      await db.transaction().execute(async (tx) => await changeAnnouncement(tx, edit, change)),
    schedule: async (edit, schedule) =>
      await db.transaction().execute(async (tx) => await scheduleAnnouncement(tx, edit, schedule)),
    withdraw: async (edit) =>
      await db.transaction().execute(async (tx) => await withdrawAnnouncement(tx, edit)),
  };
}

/** It repeats, is a draft, or something of it waits to go out. */
const notOver = sql<SqlBool>`(
  announcements.repeat is not null or announcements.state <> 'scheduled' or not exists (
    select from occurrences
    where campaign_id = announcements.campaign_id and purpose = 'announcement'
      and subject = announcements.id and occurrences.state <> 'planned'
      and not exists (
        select from deliveries
        where occurrence_id = occurrences.id and deliveries.state in ('pending', 'sending', 'unknown'))))`;
