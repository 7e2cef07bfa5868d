import { type Kysely, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { needsApproval } from '../../../campaigns/approval.ts';
import type { Snowflake } from '../../../campaigns/campaign.ts';
import type { ApprovalPlanning, Near } from '../../../campaigns/ports/approvals.ts';
import { publicPurposes } from '../../../campaigns/schedule.ts';
import type { Tables } from '../tables.ts';
import { withVotes } from './approvals-rows.ts';
import { channelsFor } from './opening.ts';
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
  const rows = await occurrencesNear(db, now, until, limit, after);
  if (rows.length === 0) return [];
  const campaigns = await db
    .selectFrom('campaigns')
    .innerJoin('campaign_guild', 'campaign_guild.campaign_id', 'campaigns.id')
    .select(campaignColumns)
    .where('campaign_guild.home', '=', true)
    .where('campaigns.id', 'in', [...new Set(rows.map((row) => row.campaign_id))])
    .execute();
  const channels = await channelsFor(db, rows);
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
        latestAt: row.latest_at,
        zone: row.zone,
        campaign: toCampaign(campaign),
        opened: row.state === 'opened',
        channels: (channels.get(row.id) ?? []).map(toChannel),
        note: noteOf(notes.find(({ id }) => id === row.id)),
        approval: approval ?? null,
      },
    ];
  });
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
