import { type Kysely, sql, type Updateable } from 'kysely';
import type { Action } from '../../../campaigns/action/action.ts';
import { newId } from '../../../campaigns/id.ts';
import type { ActionChange, Actions } from '../../../campaigns/ports/actions.ts';
import type { Saved } from '../../../campaigns/saved.ts';
import type { Tables } from '../tables.ts';
import { campaignOf, changedIn, draftIn, publishIn, reachedAt } from './action-changes.ts';
import { contentColumns, toAction, type ActionRow } from './action-rows.ts';
import { writersOf } from './action-writers.ts';
import { syncReminder } from './reminders.ts';
import { storable, toJson, type Db } from './rows.ts';

/** What members can do, over kysely. */
export function actionsOver(db: Kysely<Tables>): Actions {
  return {
    add: async (action) => await db.transaction().execute(async (tx) => await add(tx, action)),

    draft: async (draft) => await db.transaction().execute(async (tx) => await draftIn(tx, draft)),

    find: async (guildId, id) => {
      const row = await db.selectFrom('actions').selectAll().where('id', '=', id).executeTakeFirst();
      const campaign = row && (await campaignOf(db, row.campaign_id, guildId).catch(() => null));
      return row && campaign ? { action: toAction(row), campaign } : null;
    },

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

    list: async (campaignIds, states) =>
      campaignIds.length === 0
        ? []
        : (
            await db
              .selectFrom('actions')
              .selectAll()
              .where('campaign_id', 'in', campaignIds)
              .where('state', 'in', states)
              .orderBy('changed_at', 'desc')
              .orderBy('id')
              .execute()
          ).map(toAction),

    writers: async (ids) => await writersOf(db, ids),

    keep: async ({ typed, ...change }) =>
      await changed(db, change, 'action.edit', () => ({ typed: toJson(typed) })),

    publish: async (published) =>
      await db.transaction().execute(async (tx) => await publishIn(tx, published)),

    turn: async ({ to, ...change }) =>
      await changed(db, change, `action.${verbs[to]}`, () => ({
        state: to,
        closed_at: to === 'closed' ? change.now.toString() : null,
      })),

    reach: async ({ reached, ...change }) =>
      await changed(
        db,
        change,
        'action.reached',
        (row) => ({ reached, reached_at: reachedAt(row.goal, reached, row, change.now.toString()) }),
        reached === null ? {} : { reached: String(reached) },
      ),
  };
}

const verbs = { draft: 'restore', open: 'reopen', closed: 'close', discarded: 'discard' } as const;

async function add(tx: Db, action: Parameters<Actions['add']>[0]): Promise<Action> {
  const campaign = await campaignOf(tx, action.campaignId);
  const at = action.createdAt.toString();
  const { createdBy: by = campaign.createdBy } = action;
  const content = {
    placeOnRequest: false,
    ends: null,
    unit: null,
    pledges: false,
    reminderHours: null,
    ...action,
  };
  const row = await tx
    .insertInto('actions')
    .values({
      id: newId(),
      campaign_id: action.campaignId,
      kind: action.kind,
      ...contentColumns(content),
      title: storable(action.title),
      reached: action.reached,
      created_by: by,
      created_at: at,
      published_at: at,
      content_changed_at: at,
      reached_at: action.goal !== null && (action.reached ?? 0) >= action.goal ? at : null,
      changed_by: by,
      changed_at: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const added = toAction(row);
  await syncReminder(tx, added, campaign, action.createdAt);
  return added;
}

/** One change of an action that nobody else changed since it was seen. */
async function changed(
  db: Kysely<Tables>,
  change: ActionChange,
  what: string,
  columns: (row: ActionRow) => Updateable<Tables['actions']>,
  details: Readonly<Record<string, string>> = {},
): Promise<Saved<Action>> {
  return await db.transaction().execute(async (tx) => await changedIn(tx, change, what, columns, details));
}
