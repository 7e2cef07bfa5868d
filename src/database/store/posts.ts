import { type Kysely, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { DeliveryReason } from '../../../campaigns/delivery.ts';
import { decisionsFor, type PostRecord } from '../../../campaigns/post-record.ts';
import type { Decision, Posts } from '../../../campaigns/ports/posts.ts';
import type { Saved } from '../../../campaigns/saved.ts';
import type { Tables } from '../tables.ts';
import { ofDelivery } from './amendment-rows.ts';
import { note } from './amendments.ts';
import { findDelivery } from './deliveries.ts';
import { postAgain } from './posting-again.ts';
import { campaignColumns, toCampaign, type Db } from './rows.ts';

/** The ledger as organisers see it, over kysely. */
export function postsOver(db: Kysely<Tables>): Posts {
  return {
    find: async (guildId, id) => await find(db, guildId, id),

    byMessage: async (guildId, messageId) => {
      const row = await db
        .selectFrom('deliveries')
        .innerJoin('campaign_channels', 'campaign_channels.id', 'deliveries.campaign_channel_id')
        .select('deliveries.id')
        .where('deliveries.message_id', '=', messageId)
        .where('campaign_channels.guild_id', '=', guildId)
        .executeTakeFirst();
      return row?.id ?? null;
    },

    attempts: async (id, limit) =>
      await db
        .selectFrom('delivery_attempts')
        .select(['started_at as at', 'generation', 'outcome', 'cause'])
        .where('delivery_id', '=', id)
        .orderBy('started_at', 'desc')
        .limit(limit)
        .execute(),

    decide: async (guildId, id, seen, decision, by, now) =>
      await db
        .transaction()
        .execute(async (tx) => await decide(tx, { guildId, id, seen, decision, by, now })),

    besides: async (guildId, id) => {
      const { rows } = await sql<{ id: Id }>`
        select other.id from deliveries
        join deliveries as other on other.occurrence_id = deliveries.occurrence_id and other.id <> deliveries.id
        where deliveries.id = ${id} and other.state = 'sent' and other.taken_down is null
        order by other.id
      `.execute(db);
      const found = await Promise.all(rows.map(async (row) => await find(db, guildId, row.id)));
      return found.filter((record) => record !== null);
    },

    stating: async (guildId, campaignId, claims) => {
      if (claims.length === 0) return [];
      const { rows } = await sql<{ id: Id }>`
        select id from deliveries
        where campaign_id = ${campaignId} and state = 'sent' and taken_down is null
          and claims && ${[...claims]}::text[]
        order by ended_at desc, id
      `.execute(db);
      const found = await Promise.all(rows.map(async ({ id }) => await find(db, guildId, id)));
      return found.filter((record) => record !== null);
    },
  };
}

async function find(db: Db, guildId: Snowflake, id: Id): Promise<PostRecord | null> {
  const row = await db
    .selectFrom('deliveries')
    .innerJoin('campaigns', 'campaigns.id', 'deliveries.campaign_id')
    .innerJoin('campaign_guild', 'campaign_guild.campaign_id', 'campaigns.id')
    .innerJoin('campaign_channels', 'campaign_channels.id', 'deliveries.campaign_channel_id')
    .select(campaignColumns)
    .select([
      'deliveries.reason',
      'deliveries.cause',
      'deliveries.ended_at',
      'deliveries.message_id',
      'deliveries.posted_late',
      'deliveries.content_version',
      'deliveries.taken_down',
      'deliveries.taken_down_at',
      'campaign_channels.quarantine_reason',
    ])
    .where('deliveries.id', '=', id)
    .where('campaign_guild.guild_id', '=', guildId)
    .where('campaign_channels.guild_id', '=', guildId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const delivery = await findDelivery(db, id);
  if (delivery === null) return null;
  const { taken_down: why, taken_down_at: at } = row;
  return {
    delivery,
    campaign: toCampaign(row),
    reason: row.reason,
    cause: row.cause,
    endedAt: row.ended_at,
    messageId: row.message_id,
    postedLate: row.posted_late,
    contentVersion: row.content_version,
    takenDown: why === null || at === null ? null : { why, at },
    quarantine: row.quarantine_reason,
    amendments: await ofDelivery(db, id),
  };
}

interface Deciding {
  readonly guildId: Snowflake;
  readonly id: Id;
  readonly seen: number;
  readonly decision: Decision;
  readonly by: Snowflake;
  readonly now: Temporal.Instant;
}

async function decide(
  tx: Db,
  { guildId, id, seen, decision, by, now }: Deciding,
): Promise<Saved<PostRecord>> {
  await sql`
    select from deliveries
    where occurrence_id = (select occurrence_id from deliveries where id = ${id})
    order by id for update
  `.execute(tx);
  const before = await find(tx, guildId, id);
  if (before === null) return { kind: 'gone' };
  if (before.delivery.generation !== seen || !decisionsFor(before).includes(decision.kind)) {
    return { kind: 'changed', value: before, ...(await lastDecision(tx, id, { by, at: now })) };
  }
  await carryOut(tx, before, decision, now);
  const details = {
    delivery: id,
    from: before.delivery.state,
    ...(decision.kind === 'there' && { message: decision.messageId }),
  };
  await note(tx, guildId, before.campaign.id, by, `post.${decision.kind}`, details, now);
  const after = await find(tx, guildId, id);
  if (after === null) throw new Error('a delivery that was just decided about is not there');
  return { kind: 'saved', value: after };
}

async function carryOut(tx: Db, record: PostRecord, decision: Decision, now: Temporal.Instant) {
  const { id } = record.delivery;
  const left: DeliveryReason = 'left';
  switch (decision.kind) {
    case 'there':
      await tx
        .updateTable('deliveries')
        .set({
          state: 'sent',
          reason: null,
          cause: 'an organiser found it',
          message_id: decision.messageId,
          in_doubt_since: null,
          ended_at: now.toString(),
        })
        .where('id', '=', id)
        .execute();
      return;
    case 'leave':
      await tx
        .updateTable('deliveries')
        .set({ state: 'skipped', reason: left, in_doubt_since: null, ended_at: now.toString() })
        .where('id', '=', id)
        .execute();
      return;
    case 'again':
      await postAgain(tx, record, now);
  }
}

/** Who decided about it last; somebody did when it is not as it was seen, or the bot went on by itself. */
async function lastDecision(
  tx: Db,
  id: Id,
  unknown: { readonly by: Snowflake; readonly at: Temporal.Instant },
): Promise<{ readonly by: Snowflake; readonly at: Temporal.Instant }> {
  const row = await tx
    .selectFrom('audit')
    .select(['by', 'at'])
    .where(sql<boolean>`details ->> 'delivery' = ${id}`)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return { by: row?.by ?? unknown.by, at: row?.at ?? unknown.at };
}
