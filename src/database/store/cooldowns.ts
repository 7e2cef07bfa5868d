import { type Kysely, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { cooldowns } from '../../../campaigns/cooldowns.ts';
import type { Snowflake } from '../../../campaigns/campaign.ts';
import type { Cooldowns, OwnData } from '../../../campaigns/ports/cooldowns.ts';
import type { Tables } from '../tables.ts';
import { moment } from './rows.ts';

/** Who must wait a moment, over kysely. */
export function cooldownsOver(db: Kysely<Tables>): Cooldowns {
  return {
    take: async (what, who) => {
      const seconds = cooldowns[what];
      const { rows } = await sql<{ wait: number }>`
        with begun as (
          insert into cooldowns (what, who) values (${what}, ${who})
          on conflict (what, who) do update set at = clock_timestamp()
            where cooldowns.at <= clock_timestamp() - ${seconds} * interval '1 second'
          returning 0 as wait
        )
        select wait from begun
        union all
        select greatest(1, ceil(extract(epoch from at - clock_timestamp()) + ${seconds}))::integer
        from cooldowns where what = ${what} and who = ${who} and not exists (select from begun)
        limit 1
      `.execute(db);
      // Begun by somebody else at this very moment, and not to be seen yet: that is a whole waiting time.
      return rows[0]?.wait ?? seconds;
    },

    prune: async (before) => {
      const { numDeletedRows } = await db
        .deleteFrom('cooldowns')
        .where('at', '<', moment(before))
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** What else is kept about a person in a server, over kysely. */
export async function ownDataOf(db: Kysely<Tables>, guildId: Snowflake, person: Snowflake): Promise<OwnData> {
  const logged = await db
    .selectFrom('audit')
    .select([sql<number>`count(*)`.as('count'), sql<Temporal.Instant | null>`min(at)`.as('oldest')])
    .where('guild_id', '=', guildId)
    .where('by', '=', person)
    .executeTakeFirstOrThrow();
  const reports = await db
    .selectFrom('reports')
    .select(sql<number>`count(*)`.as('count'))
    .where('guild_id', '=', guildId)
    .where('reporter', '=', person)
    .executeTakeFirstOrThrow();
  return {
    logged: logged.oldest === null ? null : { count: logged.count, oldest: logged.oldest },
    reports: reports.count,
  };
}
