import { type Kysely, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Amendment } from '../../../campaigns/amendment.ts';
import type { Id, Snowflake } from '../../../campaigns/campaign.ts';
import { newId } from '../../../campaigns/id.ts';
import type { Amendments, Wanted } from '../../../campaigns/ports/amendments.ts';
import type { Saved } from '../../../campaigns/saved.ts';
import { prepared } from '../prepared.ts';
import type { Tables } from '../tables.ts';
import { claimAmendment, freezeAmendment, settleAmendment } from './amending.ts';
import { ofDelivery, toAmendment } from './amendment-rows.ts';
import { storable, toJson, type Db } from './rows.ts';

/** What is done to posts that are out, over kysely. */
export function amendmentsOver(db: Kysely<Tables>): Amendments {
  return {
    ask: async (guildId, deliveryId, wanted, by, now) =>
      await db.transaction().execute(async (tx) => await ask(tx, guildId, deliveryId, wanted, by, now)),
    retry: async (guildId, id, by, now) =>
      await db.transaction().execute(async (tx) => await retry(tx, guildId, id, by, now)),
    claim: async (deliveryId, leaseMs) => await claimAmendment(db, deliveryId, leaseMs),
    freeze: async (id, leaseId, made) => await freezeAmendment(db, id, leaseId, made),
    settle: async (id, leaseId, outcome, now) =>
      await db.transaction().execute(async (tx) => await settleAmendment(tx, id, leaseId, outcome, now)),
  };
}

/**
 * A post of an announcement that is to be published to following servers, if it is one: as it was approved, where it
 * went out by an approval.
 */
export async function askForCrosspost(
  tx: Db,
  deliveryId: Id,
  occurrenceId: number,
  now: Temporal.Instant,
): Promise<void> {
  await sql`${prepared}
    insert into amendments (id, delivery_id, kind, created_at)
    select ${newId()}, ${deliveryId}, 'crosspost', ${now.toString()}::timestamptz
    from occurrences
    join announcements on announcements.id = occurrences.subject
    join deliveries on deliveries.id = ${deliveryId}
    left join approval_parts
      on (approval_parts.approval_id, approval_parts.campaign_channel_id)
        = (deliveries.approval_id, deliveries.campaign_channel_id)
    where occurrences.id = ${occurrenceId} and occurrences.purpose = 'announcement'
      and case when deliveries.approval_id is null then announcements.crosspost
        else coalesce((approval_parts.post ->> 'crosspost')::boolean, false) end
    on conflict do nothing
  `.execute(tx);
}

async function ask(
  tx: Db,
  guildId: Snowflake,
  deliveryId: Id,
  wanted: Wanted,
  by: Snowflake,
  now: Temporal.Instant,
): Promise<Saved<Amendment>> {
  const delivery = await lockOut(tx, guildId, deliveryId);
  if (delivery === null) return { kind: 'gone' };
  const before = await ofDelivery(tx, deliveryId);
  const same = before.find(({ kind, state }) => kind === wanted.kind && state === 'open');
  if (wanted.kind === 'withdraw' && same !== undefined) return { kind: 'saved', value: same };
  const corrections = before.filter(({ kind, state }) => kind === 'correct' && state !== 'replaced');
  const last = corrections.at(-1);
  if (wanted.kind === 'correct' && last !== undefined && corrections.length !== wanted.seen) {
    return { kind: 'changed', value: last, by: last.by ?? by, at: last.at };
  }
  await replaceOpen(tx, deliveryId, wanted.kind, now);
  const row = await tx
    .insertInto('amendments')
    .values({
      id: newId(),
      delivery_id: deliveryId,
      kind: wanted.kind,
      ...(wanted.kind === 'correct' && { what: storable(wanted.what), body: wanted.body }),
      by,
      created_at: now.toString(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await note(
    tx,
    guildId,
    delivery.campaign_id,
    by,
    `post.${wanted.kind}`,
    { delivery: deliveryId, amendment: row.id },
    now,
  );
  return { kind: 'saved', value: toAmendment(row) };
}

async function retry(
  tx: Db,
  guildId: Snowflake,
  id: Id,
  by: Snowflake,
  now: Temporal.Instant,
): Promise<boolean> {
  const found = await tx
    .selectFrom('amendments')
    .select(['delivery_id', 'kind'])
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  if (found === undefined) return false;
  const delivery = await lockOut(tx, guildId, found.delivery_id);
  if (delivery === null) return false;
  await replaceOpen(tx, found.delivery_id, found.kind, now);
  await tx
    .updateTable('amendments')
    .set({
      state: 'open',
      ended_at: null,
      attempts: 0,
      not_before: sql<string>`clock_timestamp()`,
    })
    .where('id', '=', id)
    .execute();
  await note(
    tx,
    guildId,
    delivery.campaign_id,
    by,
    'post.retry',
    { delivery: found.delivery_id, amendment: id },
    now,
  );
  return true;
}

/** The delivery, locked, when its message is out and it belongs to that server. */
async function lockOut(tx: Db, guildId: Snowflake, id: Id): Promise<{ readonly campaign_id: Id } | null> {
  const { rows } = await sql<{ campaign_id: Id }>`
    select deliveries.campaign_id from deliveries
    where id = ${id} and state = 'sent' and taken_down is null
      and campaign_id in (select campaign_id from campaign_guild where guild_id = ${guildId})
    for update
  `.execute(tx);
  return rows[0] ?? null;
}

/** A withdrawal stands in the place of everything that is still to be done; a correction in that of another. */
async function replaceOpen(
  tx: Db,
  deliveryId: Id,
  kind: Amendment['kind'],
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('amendments')
    .set({ state: 'replaced', ended_at: now.toString(), lease_id: null, lease_until: null })
    .where('delivery_id', '=', deliveryId)
    .where('state', '=', 'open')
    .$if(kind !== 'withdraw', (query) => query.where('kind', '=', kind))
    .execute();
}

/** A line of the log, in the transaction of what it tells. */
export async function note(
  tx: Db,
  guildId: Snowflake,
  campaignId: Id,
  by: Snowflake,
  what: string,
  details: Readonly<Record<string, string>>,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      guild_id: guildId,
      campaign_id: campaignId,
      by,
      what,
      details: toJson(details),
      at: now.toString(),
    })
    .execute();
}
