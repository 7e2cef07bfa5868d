import { type Kysely, sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Id } from '../../../campaigns/campaign.ts';
import type { EndedDelivery, Missed, Planning } from '../../../campaigns/ports/planning.ts';
import { prepared } from '../prepared.ts';
import type { Tables } from '../tables.ts';
import { takeBackMissed, tell } from './notices.ts';
import { closeOccurrences, type Ended } from './opening.ts';
import { moment, type Db } from './rows.ts';
import { speaks } from './speaking.ts';

/** {@link ../../../campaigns/ports/planning.ts Planning.closeLate} */
export async function closeLate(
  db: Kysely<Tables>,
  now: Temporal.Instant,
): ReturnType<Planning['closeLate']> {
  if (!(await anyLate(db, now))) return { missed: [], ended: [] };
  return await db.transaction().execute(async (tx) => {
    const occurrences = await endOccurrences(tx, now);
    const deliveries = await endDeliveries(tx, now);
    const closed = [...occurrences.closed, ...deliveries.closed];
    const toTell = summarise(closed.filter(({ told }) => told));
    const ended = [...occurrences.ended, ...deliveries.ended];
    for (const missed of toTell) ended.push(...(await tellMissed(tx, missed, now)));
    return { missed: toTell, ended };
  });
}

/** Asked each tick, and nearly always in vain: one statement, at the ends of two indexes, instead of a transaction of four. */
async function anyLate(db: Kysely<Tables>, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql<{ late: boolean | null }>`${prepared}
    select least(
      (select min(latest_at) from occurrences where state = 'planned'),
      (select min(latest_at) from deliveries where state = 'pending')
    ) < ${moment(now)} as late
  `.execute(db);
  return rows[0]?.late === true;
}

/** Something that was due at a time and will not be posted; `told` when the organisers do not know why yet. */
interface Closed {
  readonly campaignId: Id;
  readonly occurrenceId: number;
  readonly dueAt: Temporal.Instant;
  readonly told: boolean;
}

/** What was closed, and the deliveries that ended with it. */
interface Closing {
  readonly closed: readonly Closed[];
  readonly ended: readonly EndedDelivery[];
}

/** Ends what never became deliveries: nobody was there when it was due, or the campaign was paused. */
async function endOccurrences(tx: Db, now: Temporal.Instant): Promise<Closing> {
  const rows = await tx
    .selectFrom('occurrences')
    .innerJoin('campaigns', 'campaigns.id', 'occurrences.campaign_id')
    .selectAll('occurrences')
    .select(speaks.as('speaks'))
    .where('occurrences.state', '=', 'planned')
    .where('occurrences.latest_at', '<', moment(now))
    .forUpdate('occurrences')
    .skipLocked()
    .execute();
  const wanted = rows.filter(({ skip }) => !skip);
  const active = wanted.filter((row) => row.speaks);
  const paused = wanted.filter((row) => !row.speaks);
  const late: Ended = { state: 'missed', reason: 'late', at: now };
  const held: Ended = { state: 'skipped', reason: 'paused', at: now };
  const made = await closeOccurrences(
    tx,
    [
      ...active.map((occurrence) => ({ occurrence, as: 'missed', deliveries: late }) as const),
      ...paused.map((occurrence) => ({ occurrence, as: 'skipped', deliveries: held }) as const),
      ...rows.flatMap((occurrence) =>
        occurrence.skip ? [{ occurrence, as: 'skipped', deliveries: 'none' } as const] : [],
      ),
    ],
    now,
  );
  const ended = made.flatMap(({ id, campaignId, end }) =>
    end === null ? [] : [{ id, campaignId, state: end.state, reason: end.reason }],
  );
  const closed = active.map((row) => ({
    campaignId: row.campaign_id,
    occurrenceId: row.id,
    dueAt: row.due_at,
    told: row.purpose !== 'notice',
  }));
  return { closed, ended };
}

/** Ends deliveries that nobody could send in time. One that is being sent, or in doubt, is left to recovery. */
async function endDeliveries(tx: Db, now: Temporal.Instant): Promise<Closing> {
  const { rows } = await sql<{
    id: Id;
    state: EndedDelivery['state'];
    reason: EndedDelivery['reason'];
    campaign_id: Id;
    occurrence_id: number;
    due_at: Temporal.Instant;
    told: boolean;
  }>`
    with late as (
      select id from deliveries
      where state = 'pending' and latest_at < ${now.toString()}::timestamptz
      order by id
      for update skip locked
    )
    update deliveries
    set state = case when ${speaks} then 'missed' else 'skipped' end,
        reason = case when ${speaks} then 'late' else 'paused' end,
        cause = campaign_channels.quarantine_reason,
        ended_at = ${now.toString()}::timestamptz
    from late, campaigns, campaign_channels, occurrences
    where deliveries.id = late.id
      and campaigns.id = deliveries.campaign_id
      and campaign_channels.id = deliveries.campaign_channel_id
      and occurrences.id = deliveries.occurrence_id
    returning deliveries.id, deliveries.state, deliveries.reason, deliveries.campaign_id, deliveries.occurrence_id, deliveries.due_at,
      campaigns.state = 'active' and campaign_channels.quarantined_since is null
        and occurrences.purpose <> 'notice' as told
  `.execute(tx);
  return {
    closed: rows.map((row) => ({
      campaignId: row.campaign_id,
      occurrenceId: row.occurrence_id,
      dueAt: row.due_at,
      told: row.told,
    })),
    ended: rows.map(({ id, state, reason, campaign_id: campaignId }) => ({ id, campaignId, state, reason })),
  };
}

function summarise(closed: readonly Closed[]): readonly Missed[] {
  return [...Map.groupBy(closed, ({ campaignId }) => campaignId)].map(([campaignId, own]) => {
    const times = own
      .map(({ dueAt }) => dueAt)
      .toSorted((one, other) => Temporal.Instant.compare(one, other));
    const count = new Set(own.map(({ occurrenceId }) => occurrenceId)).size;
    // A group has at least one entry.
    return { campaignId, count, first: times[0] as Temporal.Instant, last: times.at(-1) as Temporal.Instant };
  });
}

/** One notice for an outage, however many times its posts are found late. @returns the deliveries of those that it replaces */
async function tellMissed(tx: Db, missed: Missed, now: Temporal.Instant): Promise<readonly EndedDelivery[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`missed ${missed.campaignId}`}, 0))`.execute(tx);
  const { earlier, ended } = await takeBackMissed(tx, missed.campaignId, now);
  const moments = [
    missed.first,
    missed.last,
    ...earlier.flatMap(({ first, last }) => [Temporal.Instant.from(first), Temporal.Instant.from(last)]),
  ].toSorted((one, other) => Temporal.Instant.compare(one, other));
  await tell(
    tx,
    missed.campaignId,
    {
      kind: 'missed',
      count: missed.count + earlier.reduce((sum, { count }) => sum + count, 0),
      first: String(moments[0]),
      last: String(moments.at(-1)),
    },
    now,
  );
  return ended;
}
