import { type Kysely, type Selectable, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { deliveryIdOf, type DeliveryReason } from '../../../campaigns/delivery.ts';
import type { Id } from '../../../campaigns/campaign.ts';
import type { MadeDelivery, Planning, Ready } from '../../../campaigns/ports/planning.ts';
import { audienceOf, publicPurposes, type Purpose } from '../../../campaigns/schedule.ts';
import type { Tables } from '../tables.ts';
import { attach, lockApproved } from './approvals-deliveries.ts';
import { speaks } from './speaking.ts';
import { moment, type Db } from './rows.ts';

type OccurrenceRow = Selectable<Tables['occurrences']>;
type ChannelRow = Selectable<Tables['campaign_channels']>;

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
      .selectAll('occurrences')
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
    const made = await insertDeliveries(
      tx,
      opened.map((occurrence) => ({ occurrence, end: null })),
      now,
    );
    await attach(tx, [...approved.values()]);
    await close(tx, skipped, 'skipped');
    await close(tx, opened, 'opened');
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

/**
 * One delivery for each occurrence and each channel of its audience. Any number of them in one statement.
 *
 * @returns those that were not there yet
 */
export async function insertDeliveries(
  tx: Db,
  entries: readonly { readonly occurrence: OccurrenceRow; readonly end: Ended | null }[],
  now: Temporal.Instant,
): Promise<readonly MadeDelivery[]> {
  if (entries.length === 0) return [];
  const channels = await channelsFor(
    tx,
    entries.map(({ occurrence }) => occurrence),
  );
  const rows = entries.flatMap(({ occurrence, end }) =>
    (channels.get(occurrence.id) ?? []).map((channel) => {
      const { campaign_id: campaignId, purpose, subject, slot } = occurrence;
      const id = deliveryIdOf({ campaignId, purpose, subject, slot }, channel.id);
      return { id, occurrence, channel, end };
    }),
  );
  if (rows.length === 0) return [];
  const { rows: inserted } = await sql<{ id: Id }>`
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
    .map(({ id, occurrence: { campaign_id: campaignId, purpose, slot } }) => ({
      id,
      campaignId,
      purpose,
      slot,
    }));
}

/** The channels that get each of these occurrences, by its id. */
export async function channelsFor(
  tx: Db,
  occurrences: readonly Pick<OccurrenceRow, 'id' | 'campaign_id' | 'purpose' | 'subject'>[],
): Promise<ReadonlyMap<number, readonly ChannelRow[]>> {
  if (occurrences.length === 0) return new Map();
  const channels = await tx
    .selectFrom('campaign_channels')
    .selectAll()
    .where('removed_at', 'is', null)
    .where('campaign_id', 'in', [...new Set(occurrences.map((one) => one.campaign_id))])
    .orderBy('channel_id')
    .execute();
  const ofCampaign = Map.groupBy(channels, (channel) => channel.campaign_id);
  const chosen = await chosenChannels(tx, occurrences);
  return new Map(
    occurrences.map(({ id, campaign_id, purpose, subject }) => [
      id,
      (ofCampaign.get(campaign_id) ?? []).filter(
        (channel) =>
          isFor(channel, purpose) &&
          (purpose !== 'announcement' || chosen.get(subject)?.includes(channel.id) !== false),
      ),
    ]),
  );
}

/** The channels that were chosen for single announcements, by their ids; the others go to all that get any. */
async function chosenChannels(
  tx: Db,
  occurrences: readonly Pick<OccurrenceRow, 'purpose' | 'subject'>[],
): Promise<ReadonlyMap<Id, readonly Id[]>> {
  const ids = occurrences.flatMap(({ purpose, subject }) => (purpose === 'announcement' ? [subject] : []));
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('announcements')
    .select(['id', 'channels'])
    .where('id', 'in', ids)
    .where('channels', 'is not', null)
    .execute();
  return new Map(rows.map(({ id, channels }) => [id, channels ?? []]));
}

function isFor({ audience, gets }: Pick<ChannelRow, 'audience' | 'gets'>, purpose: Purpose): boolean {
  if (audience !== audienceOf[purpose]) return false;
  return audience === 'organisers' || gets.some((one) => one === purpose);
}

/** Nothing more will come of these occurrences than what is there now. */
export async function close(
  tx: Db,
  occurrences: readonly OccurrenceRow[],
  state: 'opened' | 'skipped' | 'missed',
): Promise<void> {
  if (occurrences.length === 0) return;
  await sql`
    update occurrences set state = ${state} where id = any (${occurrences.map(({ id }) => id)}::bigint[])
  `.execute(tx);
}
