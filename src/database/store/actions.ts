import { type Kysely, sql } from 'kysely';
import { newId } from '../../../campaigns/id.ts';
import type { Actions } from '../../../campaigns/ports/store.ts';
import type { Tables } from '../tables.ts';
import { storable, toAction } from './rows.ts';

/** What members can do, over kysely. */
export function actionsOver(db: Kysely<Tables>): Actions {
  return {
    add: async (action) =>
      toAction(
        await db
          .insertInto('actions')
          .values({
            id: newId(),
            campaign_id: action.campaignId,
            kind: action.kind,
            title: storable(action.title),
            text: storable(action.text),
            link: action.link === null ? null : storable(action.link),
            place: action.place === null ? null : storable(action.place),
            deadline: action.deadline?.toString() ?? null,
            goal: action.goal,
            reached: action.reached,
            created_at: action.createdAt.toString(),
          })
          .returningAll()
          .executeTakeFirstOrThrow(),
      ),

    open: async (campaignId) =>
      (
        await db
          .selectFrom('actions')
          .selectAll()
          .where('campaign_id', '=', campaignId)
          .where('state', '=', 'open')
          .orderBy(sql`deadline asc nulls last`)
          .orderBy('created_at')
          .orderBy('id')
          .execute()
      ).map(toAction),

    close: async (guildId, id) => {
      const row = await db
        .updateTable('actions')
        .set({ state: 'closed' })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .where('campaign_id', 'in', (of) =>
          of.selectFrom('campaign_guild').select('campaign_id').where('guild_id', '=', guildId),
        )
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : toAction(row);
    },
  };
}
