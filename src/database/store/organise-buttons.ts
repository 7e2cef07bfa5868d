import { type Kysely, sql } from 'kysely';
import type { Id, Snowflake } from '../../../campaigns/campaign.ts';
import { newId } from '../../../campaigns/id.ts';
import type { OrganiseButton, OrganiseButtons } from '../../../campaigns/ports/settings.ts';
import type { Tables } from '../tables.ts';

const columns = [
  'id',
  'channel_id as channelId',
  'generation',
  'message_id as messageId',
  sql<number>`extract(epoch from clock_timestamp() - tried_at)::double precision * 1000`.as('triedMsAgo'),
] as const;

/** The messages whose button opens the panel, over kysely. */
export function organiseButtonsOver(db: Kysely<Tables>): OrganiseButtons {
  return {
    of: async (guildId, channelId) => {
      await db
        .insertInto('organise_buttons')
        .values({ id: newId(), guild_id: guildId, channel_id: channelId, message_id: null })
        .onConflict((conflict) => conflict.column('channel_id').doNothing())
        .execute();
      const button = await find(db, channelId);
      if (button === null) throw new Error('an Organise button that was just written down is not there');
      return button;
    },

    find: async (channelId) => await find(db, channelId),

    posted: async ({ id, generation }, messageId) => {
      await db
        .updateTable('organise_buttons')
        .set({ message_id: messageId })
        .where('id', '=', id)
        .where('generation', '=', generation)
        .execute();
    },

    renew: async ({ id, generation }) => {
      await db
        .updateTable('organise_buttons')
        .set({
          generation: generation + 1,
          message_id: null,
          tried_at: sql<string>`clock_timestamp()`,
        })
        .where('id', '=', id)
        .where('generation', '=', generation)
        .execute();
      return await byId(db, id);
    },
  };
}

async function find(db: Kysely<Tables>, channelId: Snowflake): Promise<OrganiseButton | null> {
  const row = await db
    .selectFrom('organise_buttons')
    .select(columns)
    .where('channel_id', '=', channelId)
    .executeTakeFirst();
  return row ?? null;
}

async function byId(db: Kysely<Tables>, id: Id): Promise<OrganiseButton> {
  return await db
    .selectFrom('organise_buttons')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}
