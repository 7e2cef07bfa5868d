import type { Updateable } from 'kysely';
import type { Action } from '../../../campaigns/action/action.ts';
import { newId } from '../../../campaigns/id.ts';
import type { ActionChange, Actions } from '../../../campaigns/ports/actions.ts';
import type { Saved } from '../../../campaigns/saved.ts';
import type { Tables } from '../tables.ts';
import { contentColumns, toAction, type ActionRow } from './action-rows.ts';
import { auditOver } from './bookkeeping.ts';
import { syncReminder } from './reminders.ts';
import { campaignColumns, toCampaign, toJson, type Db } from './rows.ts';
import { ending } from './ending.ts';

/** {@link ../../../campaigns/ports/actions.ts Actions.draft}, in a transaction. */
export async function draftIn(
  tx: Db,
  { campaignId, kind, typed, by, now }: Parameters<Actions['draft']>[0],
): Promise<Action> {
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
}

/** {@link ../../../campaigns/ports/actions.ts Actions.publish}, in a transaction. */
export async function publishIn(
  tx: Db,
  { content, ...change }: Parameters<Actions['publish']>[0],
): Promise<Saved<Action>> {
  return await changedIn(tx, change, 'action.publish', (row) => ({
    ...contentColumns(content),
    state: row.state === 'draft' ? 'open' : row.state,
    published_at: row.published_at?.toString() ?? change.now.toString(),
    content_changed_at: change.now.toString(),
    reached_at: reachedAt(content.goal, row.reached, row, change.now.toString()),
  }));
}

/** One change of an action that nobody else changed since it was seen. */
export async function changedIn(
  tx: Db,
  { guildId, id, version, by, now }: ActionChange,
  what: string,
  columns: (row: ActionRow) => Updateable<Tables['actions']>,
  details: Readonly<Record<string, string>> = {},
): Promise<Saved<Action>> {
  const row = await tx.selectFrom('actions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
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
  const ended = await syncReminder(tx, value, campaign, now);
  const entry = { guildId, campaignId: row.campaign_id, by, at: now };
  // The log takes the title of a draft from the draft: when that is deleted, nothing of it stays.
  const title = value.publishedAt === null ? {} : { title: value.title };
  await auditOver(tx).note({ ...entry, what, details: { action: id, ...title, ...details } });
  return ending({ kind: 'saved', value }, ended);
}

/** When the goal was reached: the first time counts, until the number falls below it again. */
export function reachedAt(
  goal: number | null,
  reached: number | null,
  row: ActionRow,
  now: string,
): string | null {
  if (goal === null || reached === null || reached < goal) return null;
  return row.reached_at?.toString() ?? now;
}

export async function campaignOf(db: Db, id: string, guildId?: string) {
  const row = await db
    .selectFrom('campaigns')
    .innerJoin('campaign_guild', 'campaign_guild.campaign_id', 'campaigns.id')
    .select(campaignColumns)
    .where('campaigns.id', '=', id)
    .$if(guildId !== undefined, (query) => query.where('campaign_guild.guild_id', '=', guildId ?? ''))
    .executeTakeFirstOrThrow();
  return toCampaign(row);
}
