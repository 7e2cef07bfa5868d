import { type Kysely, sql } from 'kysely';
import type { Reports } from '../../../campaigns/ports/store.ts';
import { reportLimits } from '../../../campaigns/report-limits.ts';
import type { Tables } from '../tables.ts';
import { tell } from './notices.ts';
import { moment } from './rows.ts';

/** Reports of errors, over kysely. */
export function reportsOver(db: Kysely<Tables>): Reports {
  return {
    send: async ({ interactionId, guildId, campaignId, by, notice, now }) =>
      await db.transaction().execute(async (tx) => {
        // They are counted one after the other: of two at once, the second sees the first.
        await sql`lock table reports in exclusive mode`.execute(tx);
        const { rows } = await sql<Counted>`
          select
            exists (select from reports where interaction_id = ${interactionId}) as repeated,
            count(*) filter (where reporter = ${by} and at > clock_timestamp() - ${reportLimits.seconds} * interval '1 second')::integer as minute,
            count(*) filter (where reporter = ${by})::integer as day,
            count(*) filter (where guild_id = ${guildId})::integer as server
          from reports
          where at > clock_timestamp() - ${reportLimits.hours} * interval '1 hour'
        `.execute(tx);
        const [counted] = rows;
        if (!counted) throw new Error('the database counts no reports');
        if (counted.repeated) return 'repeated';
        if (counted.day >= reportLimits.ofPerson) return 'day';
        if (counted.minute > 0) return 'minute';
        if (counted.server >= reportLimits.ofServer) return 'server';
        await tx
          .insertInto('reports')
          .values({ interaction_id: interactionId, guild_id: guildId, reporter: by })
          .execute();
        await tell(tx, campaignId, notice, now);
        return 'sent';
      }),

    prune: async (before) => {
      const { numDeletedRows } = await db
        .deleteFrom('reports')
        .where('at', '<', moment(before))
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** Whether the interaction was written already, and how many reports count against each limit. */
interface Counted {
  readonly repeated: boolean;
  readonly minute: number;
  readonly day: number;
  readonly server: number;
}
