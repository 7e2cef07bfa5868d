import { type Kysely, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Id } from '../../../campaigns/campaign.ts';
import { publicPurposes } from '../../../campaigns/schedule.ts';
import type { Planning } from '../../../campaigns/ports/planning.ts';
import { prepared } from '../prepared.ts';
import type { Tables } from '../tables.ts';
import { expandDue } from './expansion.ts';
import { closeLate } from './lateness.ts';
import { beat } from './heartbeat.ts';
import { openDeliveries } from './opening.ts';
import { moment } from './rows.ts';
import { speaks } from './speaking.ts';
import { followZoneRules } from './zone-rules.ts';

/** What the planner does with the truth, over kysely. */
export function planningOver(db: Kysely<Tables>): Planning {
  return {
    expandDue: async (now, limit, expand) => await expandDue(db, now, limit, expand),
    followZoneRules: async (version, now) => await followZoneRules(db, version, now),
    openDeliveries: async (now, limit, ready) => await openDeliveries(db, now, limit, ready),
    beat: async () => await beat(db),
    closeLate: async (now) => await closeLate(db, now),
    unfinished: async (limit) => await unfinished(db, limit),
    nextDueAt: async (after) => await nextDueAt(db, after),
  };
}

async function unfinished(db: Kysely<Tables>, limit: number): Promise<readonly Id[]> {
  const { rows } = await sql<{ id: Id }>`${prepared}
    (
      select deliveries.id
      from amendments
      join deliveries on deliveries.id = amendments.delivery_id
      join campaigns on campaigns.id = deliveries.campaign_id
      where amendments.state = 'open' and amendments.not_before <= clock_timestamp()
        and (amendments.lease_until is null or amendments.lease_until <= clock_timestamp())
        and (amendments.kind <> 'crosspost' or campaigns.state = 'active')
        and deliveries.state = 'sent' and deliveries.taken_down is null
      order by amendments.not_before, deliveries.id
      limit ${Math.ceil(limit / 5)}
    )
    union all
    (
      select deliveries.id
      from deliveries
      join occurrences on occurrences.id = deliveries.occurrence_id
      join campaigns on campaigns.id = deliveries.campaign_id
      join campaign_channels on campaign_channels.id = deliveries.campaign_channel_id
      where deliveries.state in ('pending', 'sending')
        and case deliveries.state
          when 'sending' then deliveries.lease_until <= clock_timestamp()
          else ${speaks} and campaign_channels.quarantined_since is null
          and (
            campaigns.approvals = 0 or deliveries.approval_id is not null
            or occurrences.purpose <> all (${[...publicPurposes]}::text[])
          )
        end
      order by deliveries.due_at, deliveries.id
      limit ${limit}
    )
    limit ${limit}
  `.execute(db);
  return rows.map(({ id }) => id);
}

async function nextDueAt(db: Kysely<Tables>, after: Temporal.Instant): Promise<Temporal.Instant | null> {
  const row = await db
    .selectFrom('occurrences')
    .innerJoin('campaigns', 'campaigns.id', 'occurrences.campaign_id')
    .select('occurrences.due_at')
    .where('occurrences.state', '=', 'planned')
    .where('occurrences.skip', '=', false)
    .where('occurrences.due_at', '>', moment(after))
    .where(speaks)
    .orderBy('occurrences.due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at ?? null;
}
