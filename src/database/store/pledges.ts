import { type Kysely, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Id } from '../../../campaigns/campaign.ts';
import { fewestShown, pledgeDays, shownCounts, type PledgeCounts } from '../../../campaigns/pledge.ts';
import type { Digests, DigestState, PledgeBook } from '../../../campaigns/ports/pledges.ts';
import type { Tables } from '../tables.ts';
import { moment, toJson } from './rows.ts';

/** Pledges, over kysely. Nothing here knows a person. */
export function pledgesOver(db: Kysely<Tables>): PledgeBook {
  return {
    set: async (actionId, holder, state) => {
      await db
        .insertInto('pledges')
        .values({ action_id: actionId, holder, state })
        .onConflict((conflict) => conflict.column('holder').doUpdateSet({ state }))
        .execute();
    },

    remove: async (holders) => {
      if (holders.length === 0) return 0;
      const { numDeletedRows } = await db
        .deleteFrom('pledges')
        .where('holder', 'in', holders)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },

    find: async (holders) => {
      if (holders.length === 0) return new Map();
      const rows = await db
        .selectFrom('pledges')
        .select(['holder', 'state'])
        .where('holder', 'in', holders)
        .execute();
      return new Map(rows.map(({ holder, state }) => [holder, state]));
    },

    actions: async (guildId) =>
      await db
        .selectFrom('actions')
        .innerJoin('campaign_guild', 'campaign_guild.campaign_id', 'actions.campaign_id')
        .select(['actions.id', 'actions.title'])
        .where('campaign_guild.guild_id', '=', guildId)
        .where((of) =>
          of.exists(of.selectFrom('pledges').whereRef('action_id', '=', 'actions.id').select('holder')),
        )
        .orderBy('actions.created_at')
        .execute(),

    prune: async (now) => {
      const before = moment(now.subtract({ hours: 24 * pledgeDays }));
      // Of the two whichever came first; what is not there does not count.
      const ended = sql<Temporal.Instant | null>`least(coalesce(ends, deadline), closed_at)`;
      const { numDeletedRows } = await db
        .deleteFrom('pledges')
        .where('action_id', 'in', (of) => of.selectFrom('actions').select('id').where(ended, '<=', before))
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

const Kept = z.record(z.string(), z.tuple([z.int(), z.int()]));
interface KeptRow {
  readonly taken_at: Temporal.Instant;
  readonly pledges: unknown;
}

/** What digests state of pledges, over kysely. */
export function digestsOver(db: Kysely<Tables>): Digests {
  const posted = async (campaignId: Id, before: string | null) =>
    await db
      .selectFrom('digests')
      .selectAll()
      .where('campaign_id', '=', campaignId)
      .$if(before !== null, (query) => query.where('slot', '<', before ?? ''))
      .where(wasPosted)
      .orderBy('slot', 'desc')
      .limit(1)
      .executeTakeFirst();
  return {
    take: async (campaignId, slot, now) => {
      const counts = toJson(await countsOf(db, campaignId));
      await sql`
        insert into digests (campaign_id, slot, taken_at, pledges)
        select campaign_id, slot, ${now.toString()}::timestamptz, ${counts}::jsonb from occurrences
        where (campaign_id, purpose, subject, slot) = (${campaignId}, 'digest', '', ${slot}) and state = 'opened'
        on conflict do nothing
      `.execute(db);
      const own = await db
        .selectFrom('digests')
        .selectAll()
        .where('campaign_id', '=', campaignId)
        .where('slot', '=', slot)
        .executeTakeFirst();
      const before = await posted(campaignId, slot);
      return stateOf(own ?? before, before?.taken_at ?? null);
    },
    last: async (campaignId) => {
      const last = await posted(campaignId, null);
      return stateOf(last, last?.taken_at ?? null);
    },
  };
}

/** Its digest went out in some channel. */
const wasPosted = sql<boolean>`exists (
  select from occurrences
  join deliveries on deliveries.occurrence_id = occurrences.id
  where (occurrences.campaign_id, occurrences.purpose, occurrences.subject, occurrences.slot)
    = (digests.campaign_id, 'digest', '', digests.slot)
    and deliveries.message_id is not null
)`;

/** How many pledged, for each action where the number may be shown. */
async function countsOf(db: Kysely<Tables>, campaignId: Id): Promise<z.infer<typeof Kept>> {
  const rows = await db
    .selectFrom('pledges')
    .innerJoin('actions', 'actions.id', 'pledges.action_id')
    .select([
      'actions.id',
      sql<number>`count(*) filter (where pledges.state = 'promised')`.as('promised'),
      sql<number>`count(*) filter (where pledges.state = 'done')`.as('done'),
    ])
    .where('actions.campaign_id', '=', campaignId)
    .groupBy('actions.id')
    .having(sql<boolean>`count(*) >= ${fewestShown}`)
    .execute();
  return Object.fromEntries(
    rows.map(({ id, ...counts }) => {
      const { promised, done } = shownCounts(counts);
      return [id, [promised, done]];
    }),
  );
}

function stateOf(kept: KeptRow | undefined, since: Temporal.Instant | null): DigestState {
  const entries = Object.entries(kept === undefined ? {} : Kept.parse(kept.pledges));
  return {
    pledges: new Map(entries.map(([id, [promised, done]]): [Id, PledgeCounts] => [id, { promised, done }])),
    since,
  };
}
