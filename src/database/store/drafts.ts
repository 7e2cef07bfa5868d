import { type Kysely, sql } from 'kysely';
import type { Drafts } from '../../../campaigns/ports/store.ts';
import type { Tables } from '../tables.ts';

/** Drafts of actions and announcements, over kysely. */
export function draftsOver(db: Kysely<Tables>): Drafts {
  return {
    prune: async (before) =>
      await db.transaction().execute(async (tx) => {
        const moment = sql`${before.toString()}::timestamptz`;
        const { numAffectedRows: actions = 0n } = await sql`
          delete from actions
          where state in ('draft', 'discarded') and published_at is null and changed_at < ${moment}
        `.execute(tx);
        // What was once made ready to be posted is part of what happened, and stays.
        const gone = sql`
          announcements.state in ('draft', 'withdrawn') and announcements.changed_at < ${moment}
            and not exists (
              select from occurrences
              where occurrences.campaign_id = announcements.campaign_id
                and occurrences.purpose = 'announcement' and occurrences.subject = announcements.id
            )
        `;
        for (const table of ['schedules', 'overrides']) {
          await sql`
            delete from ${sql.table(table)} as planned using announcements
            where planned.campaign_id = announcements.campaign_id
              and planned.purpose = 'announcement' and planned.subject = announcements.id and ${gone}
          `.execute(tx);
        }
        const { numAffectedRows: announcements = 0n } = await sql`
          delete from announcements where ${gone}
        `.execute(tx);
        return Number(actions + announcements);
      }),
  };
}
