import type { Kysely } from 'kysely';
import type { Audit, Interactions, PublishedCommands } from '../../../campaigns/ports/store.ts';
import type { Tables } from '../tables.ts';
import { moment, toJson } from './rows.ts';

/** Which interactions somebody is answering, over kysely. */
export function interactionsOver(db: Kysely<Tables>): Interactions {
  return {
    claim: async (interactionId) => {
      const claimed = await db
        .insertInto('interactions')
        .values({ id: interactionId })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      return claimed !== undefined;
    },

    prune: async (before) => {
      const { numDeletedRows } = await db
        .deleteFrom('interactions')
        .where('claimed_at', '<', moment(before))
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** Who did what, over kysely. */
export function auditOver(db: Kysely<Tables>): Audit {
  return {
    note: async ({ guildId, campaignId, by, what, details = {}, at }) => {
      await db
        .insertInto('audit')
        .values({
          guild_id: guildId,
          campaign_id: campaignId,
          by,
          what,
          details: toJson(details),
          at: at.toString(),
        })
        .execute();
    },
  };
}

/** Which commands were published last, over kysely. */
export function publishedCommandsOver(db: Kysely<Tables>): PublishedCommands {
  return {
    fingerprint: async (applicationId) => {
      const row = await db
        .selectFrom('published_commands')
        .select('fingerprint')
        .where('application_id', '=', applicationId)
        .executeTakeFirst();
      return row?.fingerprint ?? null;
    },

    remember: async (applicationId, fingerprint) => {
      await db
        .insertInto('published_commands')
        .values({ application_id: applicationId, fingerprint })
        .onConflict((conflict) => conflict.column('application_id').doUpdateSet({ fingerprint }))
        .execute();
    },
  };
}
