import { type Kysely, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Audience, Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { Delivery, DeliveryState, FrozenPost } from '../../../campaigns/delivery.ts';
import type { Purpose } from '../../../campaigns/schedule.ts';
import { prepared } from '../prepared.ts';
import type { Tables } from '../tables.ts';

/** A delivery with what belongs to it, as the statements of the ledger return it. */
export interface DeliveryRow {
  readonly id: Id;
  readonly campaign_id: Id;
  readonly purpose: Purpose;
  readonly subject: string;
  readonly slot: string;
  readonly zone: string;
  readonly due_at: Temporal.Instant;
  readonly latest_at: Temporal.Instant;
  readonly campaign_channel_id: Id;
  readonly guild_id: Snowflake;
  readonly channel_id: Snowflake;
  readonly audience: Audience;
  readonly language: string;
  readonly state: DeliveryState;
  readonly approval_id: Id | null;
  readonly generation: number;
  readonly attempts: number;
  readonly body: string | null;
  readonly late_body: string | null;
  readonly claims: readonly string[];
  readonly file_names: readonly string[];
  readonly file_types: readonly string[];
  readonly file_bytes: readonly Buffer[];
}

/** {@link ../../../campaigns/ports/ledger.ts Ledger.find} */
export async function findDelivery(db: Kysely<Tables>, id: Id): Promise<Delivery | null> {
  const { rows } = await sql<DeliveryRow>`${prepared}
    select deliveries.id, deliveries.campaign_id, occurrences.purpose, occurrences.subject, occurrences.slot,
      occurrences.zone, deliveries.due_at, deliveries.latest_at, deliveries.campaign_channel_id,
      campaign_channels.guild_id, campaign_channels.channel_id, campaign_channels.audience,
      campaign_channels.language, deliveries.state, deliveries.approval_id, deliveries.generation, deliveries.attempts,
      deliveries.body, deliveries.late_body, deliveries.claims,
      array(select name from delivery_files where delivery_id = deliveries.id order by position) as file_names,
      array(select type from delivery_files where delivery_id = deliveries.id order by position) as file_types,
      array(select bytes from delivery_files where delivery_id = deliveries.id order by position) as file_bytes
    from deliveries
    join occurrences on occurrences.id = deliveries.occurrence_id
    join campaign_channels on campaign_channels.id = deliveries.campaign_channel_id
    where deliveries.id = ${id}
  `.execute(db);
  const row = rows[0];
  return row === undefined ? null : toDelivery(row);
}

export function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    campaignId: row.campaign_id,
    purpose: row.purpose,
    subject: row.subject,
    slot: row.slot,
    zone: row.zone,
    dueAt: row.due_at,
    latestAt: row.latest_at,
    channel: {
      id: row.campaign_channel_id,
      guildId: row.guild_id,
      channelId: row.channel_id,
      audience: row.audience,
      language: row.language,
    },
    state: row.state,
    frozen: row.body === null ? null : frozenOf(row, row.body),
    approval: row.approval_id,
    generation: row.generation,
    attempts: row.attempts,
  };
}

function frozenOf(row: DeliveryRow, body: string): FrozenPost {
  return {
    body,
    ...(row.late_body !== null && { lateBody: row.late_body }),
    files: row.file_bytes.map((bytes, index) => ({
      name: row.file_names[index] ?? '',
      type: row.file_types[index] ?? '',
      bytes: new Uint8Array(bytes),
    })),
    claims: row.claims,
  };
}
