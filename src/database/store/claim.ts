import { type Kysely, sql } from 'kysely';
import type { Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { DeliveryState } from '../../../campaigns/delivery.ts';
import { newId } from '../../../campaigns/id.ts';
import type { ClaimResult, Ledger } from '../../../campaigns/ports/ledger.ts';
import { publicPurposes } from '../../../campaigns/schedule.ts';
import { prepared } from '../prepared.ts';
import type { Tables } from '../tables.ts';
import { enoughForDelivery, forItsChannel } from './approvals-deliveries.ts';
import { longestSilence } from './heartbeat.ts';
import { toDelivery, type DeliveryRow } from './deliveries.ts';
import { speaks } from './speaking.ts';

type Options = Parameters<Ledger['claim']>[1];
type Stop = 'paused' | 'quarantined' | 'withdrawn' | 'late' | 'unapproved';

interface ClaimRow extends DeliveryRow {
  readonly verdict: 'claimed' | 'ended' | 'leased' | Stop;
  readonly stop: Stop | null;
  readonly state_before: DeliveryState;
  readonly was_frozen: boolean;
  readonly since_ms: number;
  readonly first: boolean;
  readonly forgettable: boolean;
  readonly anchor: Snowflake | null;
}

/** Discord's ids begin at this millisecond (its "epoch", 2015-01-01), and carry 22 bits below the time. */
const discordEpochMs = 1_420_070_400_000;
/** How far clocks may be apart before a post could be overlooked. */
const anchorAllowance = '5 minutes';

/**
 * {@link ../../../campaigns/ports/ledger.ts Ledger.claim}, in one statement: it locks the delivery (two claims of
 * one delivery come one after the other), and its campaign and channel against change (who paused a campaign
 * and was told so sees no claim after that); it judges on what it then sees; and only where the verdict is
 * `claimed` does it write anything.
 */
export async function claim(
  db: Kysely<Tables>,
  id: Id,
  { post, approval = null, leaseMs, now }: Options,
): Promise<ClaimResult> {
  const leaseId = newId();
  const { rows } = await sql<ClaimRow>`${prepared}
    with locked as materialized (
      select deliveries.*, not ${speaks} as paused,
        campaign_channels.quarantined_since is not null as quarantined,
        campaign_channels.removed_at is not null
          or exists (
            select from announcements
            where occurrences.purpose = 'announcement' and announcements.id = occurrences.subject
              and announcements.state <> 'scheduled'
          )
          or exists (
            select from actions
            where occurrences.purpose = 'reminder' and actions.id = occurrences.subject
              and actions.state <> 'open'
          )
          or exists (
            select from overrides
            where (overrides.campaign_id, overrides.purpose, overrides.subject, overrides.slot)
              = (occurrences.campaign_id, occurrences.purpose, occurrences.subject, occurrences.slot)
              and overrides.skipped
          ) as withdrawn,
        -- Who takes an approval back takes it from the delivery too, so that the lock shows it.
        deliveries.approval_id is distinct from ${approval}
          or (
            campaigns.approvals > 0 and occurrences.purpose = any (${[...publicPurposes]}::text[])
            and not exists (
              select from approvals where approvals.id = deliveries.approval_id and ${enoughForDelivery}
            )
          )
          or (deliveries.approval_id is not null and not ${forItsChannel}) as unapproved,
        occurrences.purpose, occurrences.subject, occurrences.slot, occurrences.zone,
        campaign_channels.guild_id, campaign_channels.channel_id, campaign_channels.audience,
        campaign_channels.language
      from deliveries
      join occurrences on occurrences.id = deliveries.occurrence_id
      join campaigns on campaigns.id = deliveries.campaign_id
      join campaign_channels on campaign_channels.id = deliveries.campaign_channel_id
      where deliveries.id = ${id}
      for update of deliveries for share of campaigns, campaign_channels
    ),
    timed as materialized (
      select *, clock_timestamp() as time,
        case when withdrawn then 'withdrawn'
          when paused then 'paused'
          when latest_at < ${now.toString()}::timestamptz then 'late'
          when quarantined then 'quarantined'
          when unapproved then 'unapproved'
        end as stop
      from locked
    ),
    judged as materialized (
      select *,
        -- Posted anew, it may be there all the same. Else, while a planner has run since it was made, nothing was posted
        -- that this database forgot.
        opened_late or generation > 0 or exists (
          select from heartbeat
          where trusted_since > timed.opened_at or timed.time - heartbeat.at > ${longestSilence}::interval
        ) as forgettable,
        case when state not in ('pending', 'sending') then 'ended'
          when state = 'sending' and lease_until > time then 'leased'
          when state = 'pending' and stop is not null then stop
          else 'claimed'
        end as verdict
      from timed
    ),
    -- Whoever held it before is gone without a word.
    abandoned as (
      update delivery_attempts
      set outcome = 'abandoned', ended_at = judged.time
      from judged
      where judged.verdict = 'claimed' and delivery_id = judged.id and delivery_attempts.ended_at is null
    ),
    frozen_files as (
      insert into delivery_files (delivery_id, position, name, type, bytes)
      select judged.id, files.position, files.name, files.type, files.bytes
      from judged,
        unnest(
          ${post.files.map(({ name }) => name)}::text[],
          ${post.files.map(({ type }) => type)}::text[],
          ${post.files.map(({ bytes }) => Buffer.from(bytes))}::bytea[]
        ) with ordinality as files (name, type, bytes, position)
      where judged.verdict = 'claimed' and judged.body is null
    ),
    claimed as (
      update deliveries
      set state = 'sending',
        lease_id = ${leaseId},
        lease_until = judged.time + ${leaseMs} * interval '1 millisecond',
        in_doubt_since = coalesce(judged.in_doubt_since, judged.time),
        anchor = case
          when judged.in_doubt_since is not null then judged.anchor
          else (greatest(
            (extract(epoch from
              case when judged.generation = 0 then least(judged.due_at, judged.time) else judged.time end
                - ${anchorAllowance}::interval
            ) * 1000)::bigint - ${discordEpochMs}::bigint, 1) << 22)::text
        end,
        attempts = judged.attempts + 1,
        body = coalesce(judged.body, ${post.body}),
        late_body = case when judged.body is null then ${post.lateBody ?? null} else judged.late_body end,
        claims = case when judged.body is null then ${[...post.claims]}::text[] else judged.claims end
      from judged
      where deliveries.id = judged.id and judged.verdict = 'claimed'
      returning deliveries.*
    ),
    attempt as (
      insert into delivery_attempts (lease_id, delivery_id, generation, started_at)
      select ${leaseId}, claimed.id, claimed.generation, judged.time from claimed, judged
    )
    select judged.id, judged.campaign_id, judged.purpose, judged.subject, judged.slot, judged.zone,
      judged.due_at, judged.latest_at, judged.campaign_channel_id, judged.guild_id, judged.channel_id,
      judged.audience, judged.language, judged.generation, judged.approval_id,
      judged.verdict, judged.stop, judged.state as state_before, judged.body is not null as was_frozen,
      judged.in_doubt_since is null as first, judged.forgettable,
      coalesce(extract(epoch from judged.time - judged.in_doubt_since) * 1000, 0)::double precision as since_ms,
      claimed.state, claimed.attempts, claimed.anchor, claimed.body, claimed.late_body, claimed.claims,
      array(select name from delivery_files where delivery_id = judged.id order by position) as file_names,
      array(select type from delivery_files where delivery_id = judged.id order by position) as file_types,
      array(select bytes from delivery_files where delivery_id = judged.id order by position) as file_bytes
    from judged left join claimed on true
  `.execute(db);

  const row = rows[0];
  // Deleted with its campaign: nothing is left to be done for it.
  if (row === undefined) return { kind: 'not-now', state: 'skipped', reason: 'ended' };
  if (row.verdict !== 'claimed') return { kind: 'not-now', state: row.state_before, reason: row.verdict };
  const delivery = toDelivery(row);
  // What a statement inserts, the same statement does not see yet.
  const frozen = row.was_frozen ? delivery.frozen : post;
  if (frozen === null || row.anchor === null) throw new Error('a claimed delivery without its post');
  return {
    kind: 'claimed',
    delivery: { ...delivery, frozen },
    leaseId,
    sinceFirstAttemptMs: row.since_ms,
    anchor: row.anchor,
    first: row.first,
    forgettable: row.forgettable,
    stopped: row.stop,
  };
}
