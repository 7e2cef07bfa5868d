import { type Kysely, type Selectable, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { deliveryIdOf, type DeliveryReason } from '../../../campaigns/delivery.ts';
import { audienceOf, type Purpose } from '../../../campaigns/schedule.ts';
import type { Tables } from '../tables.ts';
import { moment, type Db } from './rows.ts';

type OccurrenceRow = Selectable<Tables['occurrences']>;
type ChannelRow = Selectable<Tables['campaign_channels']>;

/** {@link ../../../campaigns/ports/planning.ts Planning.openDeliveries} */
export async function openDeliveries(
  db: Kysely<Tables>,
  now: Temporal.Instant,
  limit: number,
): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('occurrences')
      .innerJoin('campaigns', 'campaigns.id', 'occurrences.campaign_id')
      .selectAll('occurrences')
      .where('occurrences.state', '=', 'planned')
      .where('occurrences.due_at', '<=', moment(now))
      .where('occurrences.latest_at', '>=', moment(now))
      .where('campaigns.state', '=', 'active')
      .orderBy('occurrences.due_at')
      .orderBy('occurrences.id')
      .limit(limit)
      .forUpdate('occurrences')
      .skipLocked()
      .execute();
    const skipped = due.filter(({ skip }) => skip);
    const opened = due.filter(({ skip }) => !skip);
    await insertDeliveries(
      tx,
      opened.map((occurrence) => ({ occurrence, end: null })),
    );
    await close(tx, skipped, 'skipped');
    await close(tx, opened, 'opened');
    return due.length;
  });
}

/** A delivery that has ended before it began. */
export interface Ended {
  readonly state: 'skipped' | 'missed';
  readonly reason: DeliveryReason;
  readonly at: Temporal.Instant;
}

/** One delivery for each occurrence and each channel of its audience. Any number of them in one statement. */
export async function insertDeliveries(
  tx: Db,
  entries: readonly { readonly occurrence: OccurrenceRow; readonly end: Ended | null }[],
): Promise<void> {
  if (entries.length === 0) return;
  const channels = await tx
    .selectFrom('campaign_channels')
    .select(['id', 'campaign_id', 'audience', 'gets'])
    .where('removed_at', 'is', null)
    .where('campaign_id', 'in', [...new Set(entries.map(({ occurrence }) => occurrence.campaign_id))])
    .execute();
  const ofCampaign = Map.groupBy(channels, (channel) => channel.campaign_id);
  const rows = entries.flatMap(({ occurrence, end }) =>
    (ofCampaign.get(occurrence.campaign_id) ?? [])
      .filter((channel) => isFor(channel, occurrence.purpose))
      .map((channel) => {
        const { campaign_id: campaignId, purpose, subject, slot } = occurrence;
        const id = deliveryIdOf({ campaignId, purpose, subject, slot }, channel.id);
        return { id, occurrence, channel, end };
      }),
  );
  if (rows.length === 0) return;
  await sql`
    insert into deliveries
      (id, campaign_id, occurrence_id, campaign_channel_id, due_at, latest_at, state, reason, ended_at)
    select * from unnest(
      ${rows.map(({ id }) => id)}::text[],
      ${rows.map(({ channel }) => channel.campaign_id)}::text[],
      ${rows.map(({ occurrence }) => occurrence.id)}::bigint[],
      ${rows.map(({ channel }) => channel.id)}::text[],
      ${rows.map(({ occurrence }) => occurrence.due_at.toString())}::timestamptz[],
      ${rows.map(({ occurrence }) => occurrence.latest_at.toString())}::timestamptz[],
      ${rows.map(({ end }) => end?.state ?? 'pending')}::text[],
      ${rows.map(({ end }) => end?.reason ?? null)}::text[],
      ${rows.map(({ end }) => end?.at.toString() ?? null)}::timestamptz[]
    )
    on conflict do nothing
  `.execute(tx);
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
