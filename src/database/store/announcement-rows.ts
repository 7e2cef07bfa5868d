import { sql, type Selectable } from 'kysely';
import { z } from 'zod';
import type { Announcement, Picture, Repeat } from '../../../campaigns/announcement.ts';
import type { Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { Tables } from '../tables.ts';
import type { Db } from './rows.ts';

const StoredRepeat = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('weekly') }),
  z.object({ kind: z.literal('monthly') }),
  z.object({
    kind: z.literal('yearly'),
    of: z.iso.date().nullable(),
    typed: z.string(),
    leadDays: z.int().min(0),
  }),
]) satisfies z.ZodType<Repeat>;

const StoredTranslations = z.record(z.string(), z.object({ title: z.string(), text: z.string() }));

type PictureRow = Omit<Selectable<Tables['announcement_pictures']>, 'bytes' | 'announcement_id'> & {
  readonly size: number;
};

export function toAnnouncement(
  row: Selectable<Tables['announcements']>,
  picture: PictureRow | undefined,
): Announcement {
  return {
    id: row.id,
    campaignId: row.campaign_id,
    title: row.title,
    text: row.text,
    at: row.at,
    whenTyped: row.when_typed,
    repeat: StoredRepeat.nullable().parse(row.repeat),
    mourning: row.mourning,
    channels: row.channels,
    translations: StoredTranslations.parse(row.translations),
    picture: picture === undefined ? null : toPicture(picture),
    crosspost: row.crosspost,
    state: row.state,
    createdBy: row.created_by,
    version: row.version,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  };
}

function toPicture({ type, width, height, alt, size }: PictureRow): Picture {
  return { type, width, height, alt, size };
}

/** Announcements with what is known of their pictures, without the bytes. */
export async function readAnnouncements(
  db: Db,
  rows: readonly Selectable<Tables['announcements']>[],
): Promise<readonly Announcement[]> {
  if (rows.length === 0) return [];
  const pictures = await db
    .selectFrom('announcement_pictures')
    .select(['announcement_id', 'type', 'width', 'height', 'alt'])
    .select(sql<number>`octet_length(bytes)`.as('size'))
    .where(
      'announcement_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  const byId = new Map(pictures.map((picture) => [picture.announcement_id, picture]));
  return rows.map((row) => toAnnouncement(row, byId.get(row.id)));
}

/** The campaigns of a server: whatever is looked up by its own id must belong to one of them. */
export function campaignsOf(db: Db, guildId: Snowflake) {
  return db.selectFrom('campaign_guild').select('campaign_id').where('guild_id', '=', guildId);
}

/** One announcement of a server, held against other changes until the transaction ends. */
export async function lockAnnouncement(tx: Db, guildId: Snowflake, id: Id) {
  return await tx
    .selectFrom('announcements')
    .selectAll()
    .where('id', '=', id)
    .where('campaign_id', 'in', campaignsOf(tx, guildId))
    .forUpdate()
    .executeTakeFirst();
}
