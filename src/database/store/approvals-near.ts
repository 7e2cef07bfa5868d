import { type Kysely, type Selectable, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { needsApproval, type ApprovalSubject } from '../../../campaigns/approval.ts';
import type { Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { ApprovalPlanning, Near } from '../../../campaigns/ports/approvals.ts';
import { publicPurposes } from '../../../campaigns/schedule.ts';
import type { Tables } from '../tables.ts';
import { withVotes } from './approvals-rows.ts';
import { recipientsOf } from './recipients.ts';
import { campaignColumns, moment, toCampaign, toChannel, type Db } from './rows.ts';

type NearArguments = Parameters<ApprovalPlanning['near']>;

/** {@link ../../../campaigns/ports/approvals.ts ApprovalPlanning.near} */
export async function near(
  db: Kysely<Tables>,
  now: NearArguments[0],
  until: NearArguments[1],
  limit: NearArguments[2],
  after: NearArguments[3],
): Promise<readonly Near[]> {
  return await withAll(db, await occurrencesNear(db, now, until, limit, after));
}

/** {@link ../../../campaigns/ports/approvals.ts ApprovalPlanning.nearFor} */
export async function nearFor(
  db: Kysely<Tables>,
  { campaignId, purpose, subject, slot }: ApprovalSubject,
): Promise<Near | null> {
  const rows = await db
    .selectFrom('occurrences')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .where('purpose', '=', purpose)
    .where('subject', '=', subject)
    .where('slot', '=', slot)
    .where('skip', '=', false)
    .where(
      sql<boolean>`(
        state = 'planned' or exists (
          select from deliveries where occurrence_id = occurrences.id and deliveries.state = 'pending'
        )
      )`,
    )
    .execute();
  return (await withAll(db, rows))[0] ?? null;
}

/** Occurrences with everything that is posted and asked of them. */
async function withAll(
  db: Kysely<Tables>,
  rows: readonly Selectable<Tables['occurrences']>[],
): Promise<readonly Near[]> {
  if (rows.length === 0) return [];
  const campaigns = await db
    .selectFrom('campaigns')
    .innerJoin('campaign_guild', 'campaign_guild.campaign_id', 'campaigns.id')
    .select(campaignColumns)
    .where('campaign_guild.home', '=', true)
    .where('campaigns.id', 'in', [...new Set(rows.map((row) => row.campaign_id))])
    .execute();
  const channels = await recipientsOf(db, rows);
  const begun = await begunOf(db, rows);
  const asked = await db
    .selectFrom('approvals')
    .selectAll()
    .where('state', '<>', 'ended')
    .where('amendment', 'is', null)
    .where(
      sql<boolean>`(campaign_id, purpose, subject, slot) in (
        select campaign_id, purpose, subject, slot from occurrences
        where id = any (${rows.map(({ id }) => id)}::bigint[])
      )`,
    )
    .execute();
  const approvals = await withVotes(db, asked);
  const notes = await db
    .selectFrom('overrides')
    .innerJoin('occurrences', (join) =>
      join
        .onRef('occurrences.campaign_id', '=', 'overrides.campaign_id')
        .onRef('occurrences.purpose', '=', 'overrides.purpose')
        .onRef('occurrences.subject', '=', 'overrides.subject')
        .onRef('occurrences.slot', '=', 'overrides.slot'),
    )
    .select(['occurrences.id', 'decided_by', 'decided_at'])
    .where('note', 'is not', null)
    .where(sql<boolean>`occurrences.id = any (${rows.map(({ id }) => id)}::bigint[])`)
    .execute();
  return rows.flatMap((row): readonly Near[] => {
    const campaign = campaigns.find(({ id }) => id === row.campaign_id);
    if (campaign === undefined || !needsApproval(row.purpose)) return [];
    const { purpose, subject, slot } = row;
    const approval = approvals.find(
      (one) =>
        one.campaignId === campaign.id &&
        one.purpose === purpose &&
        one.subject === subject &&
        one.slot === slot,
    );
    return [
      {
        campaignId: row.campaign_id,
        purpose,
        subject,
        slot,
        occurrence: row.id,
        dueAt: row.due_at,
        latestAt: begun.get(row.id)?.latestAt ?? row.latest_at,
        zone: row.zone,
        campaign: toCampaign(campaign),
        opened: row.state !== 'planned',
        channels: (channels.get(row.id) ?? [])
          .filter(({ id }) => row.state === 'planned' || begun.get(row.id)?.channels.has(id) === true)
          .map(toChannel),
        note: noteOf(notes.find(({ id }) => id === row.id)),
        approval: approval ?? null,
      },
    ];
  });
}

/** What is on its way of an occurrence that became deliveries. */
interface Begun {
  /** The last moment at which any of it that waits may go out: an organiser may have given it more time. */
  readonly latestAt: Temporal.Instant | null;
  /** Our own ids of the channels that get it, or got it by what is asked now. */
  readonly channels: ReadonlySet<Id>;
}

async function begunOf(
  db: Db,
  rows: readonly { readonly id: number; readonly state: string }[],
): Promise<ReadonlyMap<number, Begun>> {
  const ids = rows.filter(({ state }) => state !== 'planned').map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const { rows: found } = await sql<{ id: number; latest: Temporal.Instant | null; channels: Id[] }>`
    select deliveries.occurrence_id as id,
      max(deliveries.latest_at) filter (where deliveries.state = 'pending') as latest,
      array_agg(deliveries.campaign_channel_id::text) as channels
    from deliveries left join approvals on approvals.id = deliveries.approval_id
    where deliveries.occurrence_id = any (${ids}::bigint[])
      and (
        deliveries.state in ('pending', 'sending', 'unknown')
        or (deliveries.state = 'sent' and approvals.state <> 'ended')
      )
    group by deliveries.occurrence_id
  `.execute(db);
  return new Map(
    found.map(({ id, latest, channels }) => [id, { latestAt: latest, channels: new Set(channels) }]),
  );
}

/** Planned ones, and opened ones of which something is not out and not approved. */
async function occurrencesNear(
  db: Db,
  now: Temporal.Instant,
  until: Temporal.Instant,
  limit: number,
  after: NearArguments[3],
) {
  return await db
    .selectFrom('occurrences')
    .innerJoin('campaigns', 'campaigns.id', 'occurrences.campaign_id')
    .selectAll('occurrences')
    .where('campaigns.state', '=', 'active')
    .where('campaigns.approvals', '>', 0)
    .where('occurrences.purpose', 'in', [...publicPurposes])
    .where('occurrences.skip', '=', false)
    .where(
      sql<boolean>`occurrences.id in (
        select id from occurrences
        where state = 'planned' and due_at <= ${moment(until)} and latest_at >= ${moment(now)}
        union all
        select occurrence_id from deliveries
        where state = 'pending' and approval_id is null and latest_at >= ${moment(now)}
      )`,
    )
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(occurrences.due_at, occurrences.id)
          > (${after?.dueAt.toString()}::timestamptz, ${after?.occurrence}::bigint)`,
      ),
    )
    .orderBy('occurrences.due_at')
    .orderBy('occurrences.id')
    .limit(limit)
    .execute();
}

function noteOf(
  row: { readonly decided_by: Snowflake | null; readonly decided_at: Temporal.Instant } | undefined,
): Near['note'] {
  return row === undefined || row.decided_by === null ? null : { by: row.decided_by, at: row.decided_at };
}
