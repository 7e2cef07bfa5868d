import { type Kysely, type Selectable, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { deliveryIdOf, type DeliveryReason } from '../../../campaigns/delivery.ts';
import type { Id } from '../../../campaigns/campaign.ts';
import type { MadeDelivery, Planning, Ready } from '../../../campaigns/ports/planning.ts';
import { publicPurposes } from '../../../campaigns/schedule.ts';
import { prepared } from '../prepared.ts';
import type { Tables } from '../tables.ts';
import { attach, lockApproved } from './approvals-deliveries.ts';
import { recipientsOf } from './recipients.ts';
import { speaks } from './speaking.ts';
import { moment, type Db } from './rows.ts';

type OccurrenceRow = Selectable<Tables['occurrences']>;

/** {@link ../../../campaigns/ports/planning.ts Planning.openDeliveries} */
export async function openDeliveries(
  db: Kysely<Tables>,
  now: Temporal.Instant,
  limit: number,
  ready: readonly Ready[] = [],
): ReturnType<Planning['openDeliveries']> {
  return await db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('occurrences')
      .innerJoin('campaigns', 'campaigns.id', 'occurrences.campaign_id')
      .modifyFront(prepared)
      .selectAll('occurrences')
      // Lost with a crash of the server they are opened again, by the same ids: nothing waits for the disk.
      .select(sql<string>`set_config('synchronous_commit', 'off', true)`.as('durability'))
      .where('occurrences.state', '=', 'planned')
      .where('occurrences.due_at', '<=', moment(now))
      .where('occurrences.latest_at', '>=', moment(now))
      .where(speaks)
      .where(
        sql<boolean>`(
          campaigns.approvals = 0 or occurrences.skip
          or occurrences.purpose <> all (${[...publicPurposes]}::text[])
          or occurrences.id = any (${ready.map(({ occurrence }) => occurrence)}::bigint[])
        )`,
      )
      .orderBy('occurrences.due_at')
      .orderBy('occurrences.id')
      .limit(limit)
      .forUpdate('occurrences')
      .skipLocked()
      .execute();
    const skipped = due.filter(({ skip }) => skip);
    const approved = await standing(tx, ready, due);
    const asked = new Set(
      ready.flatMap(({ occurrence, approval }) => (approval === null ? [] : [occurrence])),
    );
    const opened = due.filter(({ skip, id }) => !skip && (!asked.has(id) || approved.has(id)));
    const made = await closeOccurrences(
      tx,
      [
        ...skipped.map((occurrence) => ({ occurrence, as: 'skipped', deliveries: 'none' }) as const),
        ...opened.map((occurrence) => ({ occurrence, as: 'opened', deliveries: 'pending' }) as const),
      ],
      now,
    );
    await attach(tx, [...approved.values()]);
    return { closed: skipped.length + opened.length, made };
  });
}

/**
 * What is still approved of what was, by occurrence. Nobody can take an approval back until the transaction
 * ends.
 */
async function standing(
  tx: Db,
  ready: readonly Ready[],
  due: readonly OccurrenceRow[],
): Promise<ReadonlyMap<number, Id>> {
  const wanted = ready.flatMap(({ occurrence, approval }) =>
    approval !== null && due.some(({ id }) => id === occurrence) ? [[occurrence, approval] as const] : [],
  );
  const approved = await lockApproved(
    tx,
    wanted.map(([, approval]) => approval),
  );
  return new Map(wanted.filter(([, approval]) => approved.has(approval)));
}

/** A delivery that has ended before it began. */
export interface Ended {
  readonly state: 'skipped' | 'missed';
  readonly reason: DeliveryReason;
  readonly at: Temporal.Instant;
}

/** Made later than this after it was due, it may have been made and posted before, by a database of which this is a backup. */
const onTime = { seconds: 120 };

/** An occurrence of which nothing more will come than what is made now, and what becomes of it in its channels. */
export interface ClosedOccurrence {
  readonly occurrence: OccurrenceRow;
  readonly as: 'opened' | 'skipped' | 'missed';
  readonly deliveries: 'none' | 'pending' | Ended;
}

/**
 * Closes occurrences, with one delivery for each channel of their audiences. Any number of them in one statement.
 *
 * @returns the deliveries that were not there yet
 */
export async function closeOccurrences(
  tx: Db,
  closed: readonly ClosedOccurrence[],
  now: Temporal.Instant,
): Promise<readonly (MadeDelivery & { readonly end: Ended | null })[]> {
  if (closed.length === 0) return [];
  const recipients = await recipientsOf(
    tx,
    closed.flatMap(({ occurrence, deliveries }) => (deliveries === 'none' ? [] : [occurrence])),
  );
  const rows = closed.flatMap(({ occurrence, deliveries }) =>
    (recipients.get(occurrence.id) ?? []).map((channel) => {
      const { campaign_id: campaignId, purpose, subject, slot } = occurrence;
      const id = deliveryIdOf({ campaignId, purpose, subject, slot }, channel.id);
      return { id, occurrence, channel, end: typeof deliveries === 'string' ? null : deliveries };
    }),
  );
  const { rows: inserted } = await sql<{ id: Id }>`${prepared}
    with closed as (
      update occurrences set state = ends.state
      from unnest(
        ${closed.map(({ occurrence }) => occurrence.id)}::bigint[], ${closed.map(({ as }) => as)}::text[]
      ) as ends (id, state)
      where occurrences.id = ends.id
    )
    insert into deliveries
      (id, campaign_id, occurrence_id, campaign_channel_id, due_at, latest_at, state, reason, ended_at, opened_late)
    select *, due < ${now.subtract(onTime).toString()}::timestamptz from unnest(
      ${rows.map(({ id }) => id)}::text[],
      ${rows.map(({ channel }) => channel.campaign_id)}::text[],
      ${rows.map(({ occurrence }) => occurrence.id)}::bigint[],
      ${rows.map(({ channel }) => channel.id)}::text[],
      ${rows.map(({ occurrence }) => occurrence.due_at.toString())}::timestamptz[],
      ${rows.map(({ occurrence }) => occurrence.latest_at.toString())}::timestamptz[],
      ${rows.map(({ end }) => end?.state ?? 'pending')}::text[],
      ${rows.map(({ end }) => end?.reason ?? null)}::text[],
      ${rows.map(({ end }) => end?.at.toString() ?? null)}::timestamptz[]
    ) as made (id, campaign, occurrence, channel, due, latest, state, reason, ended)
    on conflict do nothing
    returning id
  `.execute(tx);
  const isNew = new Set(inserted.map(({ id }) => id));
  return rows
    .filter(({ id }) => isNew.has(id))
    .map(({ id, occurrence: { campaign_id: campaignId, purpose, slot }, end }) => ({
      id,
      campaignId,
      purpose,
      slot,
      end,
    }));
}
