import { type Selectable, sql } from 'kysely';
import { audienceOf } from '../../../campaigns/schedule.ts';
import { prepared } from '../prepared.ts';
import type { Tables } from '../tables.ts';
import type { Db } from './rows.ts';

type OccurrenceRow = Selectable<Tables['occurrences']>;
type ChannelRow = Selectable<Tables['campaign_channels']>;

/**
 * The channels that get each of these occurrences, by its id: of its campaign and its audience, those that get posts
 * of its purpose. An announcement for which channels were chosen goes to these of them alone.
 */
export async function recipientsOf(
  db: Db,
  occurrences: readonly Pick<OccurrenceRow, 'id' | 'campaign_id' | 'purpose' | 'subject'>[],
): Promise<ReadonlyMap<number, readonly ChannelRow[]>> {
  if (occurrences.length === 0) return new Map();
  const { rows } = await sql<ChannelRow & { occurrence: number }>`${prepared}
    select campaign_channels.*, wanted.occurrence
    from unnest(
      ${occurrences.map(({ id }) => id)}::bigint[],
      ${occurrences.map((one) => one.campaign_id)}::text[],
      ${occurrences.map(({ purpose }) => purpose)}::text[],
      ${occurrences.map(({ subject }) => subject)}::text[],
      ${occurrences.map(({ purpose }) => audienceOf[purpose])}::text[]
    ) as wanted (occurrence, campaign_id, purpose, subject, audience)
    join campaign_channels using (campaign_id, audience)
    left join announcements on wanted.purpose = 'announcement' and announcements.id = wanted.subject
    where campaign_channels.removed_at is null
      and (wanted.audience = 'organisers' or wanted.purpose = any (campaign_channels.gets))
      and (announcements.channels is null or campaign_channels.id = any (announcements.channels))
    order by campaign_channels.channel_id
  `.execute(db);
  const found = Map.groupBy(rows, ({ occurrence }) => occurrence);
  return new Map(occurrences.map(({ id }) => [id, found.get(id) ?? []]));
}
