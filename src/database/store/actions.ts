import { type Kysely, sql, type Updateable } from 'kysely';
import type { Action } from '../../../campaigns/action/action.ts';
import { newId } from '../../../campaigns/id.ts';
import type { ActionChange, Actions } from '../../../campaigns/ports/actions.ts';
import type { Saved } from '../../../campaigns/saved.ts';
import type { Tables } from '../tables.ts';
import { contentColumns, toAction, type ActionRow } from './action-rows.ts';
import { auditOver } from './bookkeeping.ts';
import { syncReminder } from './reminders.ts';
import { campaignColumns, storable, toCampaign, toJson, type Db } from './rows.ts';

/** What members can do, over kysely. */
export function actionsOver(db: Kysely<Tables>): Actions {
  return {
    add: async (action) => await db.transaction().execute(async (tx) => await add(tx, action)),

    draft: async ({ campaignId, kind, typed, by, now }) =>
      await db.transaction().execute(async (tx) => {
        const campaign = await campaignOf(tx, campaignId);
        const at = now.toString();
        const row = await tx
          .insertInto('actions')
          .values({
            id: newId(),
            campaign_id: campaignId,
            kind,
            title: '',
            text: '',
            typed: toJson(typed),
            state: 'draft',
            created_by: by,
            created_at: at,
            changed_by: by,
            changed_at: at,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        const entry = { guildId: campaign.guildId, campaignId, by, at: now };
        await auditOver(tx).note({ ...entry, what: 'action.draft', details: { action: row.id } });
        return toAction(row);
      }),

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

    keep: async ({ typed, ...change }) =>
      await changed(db, change, 'action.edit', () => ({ typed: toJson(typed) })),

    publish: async ({ content, ...change }) =>
      await changed(db, change, 'action.publish', (row) => ({
        ...contentColumns(content),
        state: row.state === 'draft' ? 'open' : row.state,
        published_at: row.published_at?.toString() ?? change.now.toString(),
        content_changed_at: change.now.toString(),
        reached_at: reachedAt(content.goal, row.reached, row, change.now.toString()),
      })),

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
  { guildId, id, version, by, now }: ActionChange,
  what: string,
  columns: (row: ActionRow) => Updateable<Tables['actions']>,
  details: Readonly<Record<string, string>> = {},
): Promise<Saved<Action>> {
  return await db.transaction().execute(async (tx): Promise<Saved<Action>> => {
    const row = await tx
      .selectFrom('actions')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    const campaign = row && (await campaignOf(tx, row.campaign_id, guildId).catch(() => null));
    if (!row || !campaign) return { kind: 'gone' };
    if (row.version !== version) {
      const value = toAction(row);
      return { kind: 'changed', value, by: value.changedBy, at: value.changedAt };
    }
    const saved = await tx
      .updateTable('actions')
      .set({ ...columns(row), version: version + 1, changed_by: by, changed_at: now.toString() })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const value = toAction(saved);
    await syncReminder(tx, value, campaign, now);
    const entry = { guildId, campaignId: row.campaign_id, by, at: now };
    await auditOver(tx).note({ ...entry, what, details: { action: id, ...details } });
    return { kind: 'saved', value };
  });
}

/** When the goal was reached: the first time counts, until the number falls below it again. */
function reachedAt(goal: number | null, reached: number | null, row: ActionRow, now: string): string | null {
  if (goal === null || reached === null || reached < goal) return null;
  return row.reached_at?.toString() ?? now;
}

async function campaignOf(db: Db, id: string, guildId?: string) {
  const row = await db
    .selectFrom('campaigns')
    .innerJoin('campaign_guild', 'campaign_guild.campaign_id', 'campaigns.id')
    .select(campaignColumns)
    .where('campaigns.id', '=', id)
    .$if(guildId !== undefined, (query) => query.where('campaign_guild.guild_id', '=', guildId ?? ''))
    .executeTakeFirstOrThrow();
  return toCampaign(row);
}
