import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { isOpen, type Action } from '../../../campaigns/action/action.ts';
import { reminderSchedule } from '../../../campaigns/action/reminder.ts';
import type { Campaign, Id } from '../../../campaigns/campaign.ts';
import type { FileAction } from '../../../campaigns/file/model.ts';
import { newId } from '../../../campaigns/id.ts';
import type { ImportPlan } from '../../../campaigns/ports/imports.ts';
import type { EndedDelivery } from '../../../campaigns/ports/planning.ts';
import { contentColumns, toAction } from './action-rows.ts';
import { importEntries, type Imported } from './import-entries.ts';
import { NotApplied } from './import-step.ts';
import { syncReminder } from './reminders.ts';
import { toJson, type Db } from './rows.ts';
import { addSchedules } from './schedules.ts';

/** Makes the actions of a campaign what a file says. */
export async function importActions(tx: Db, plan: ImportPlan, campaign: Campaign): Promise<Imported> {
  return await importEntries(plan, 'action', plan.wanted.actions, {
    insert: async (entry) => await insert(tx, plan, campaign, entry),
    update: async (id, entry) => await update(tx, plan, campaign, id, entry),
    remove: async (id) => await remove(tx, plan, campaign, id),
  });
}

function instant(text: string | null): Temporal.Instant | null {
  return text === null ? null : Temporal.Instant.from(text);
}

function columnsOf(entry: FileAction) {
  const content = { ...entry, deadline: instant(entry.when), ends: instant(entry.ends) };
  return {
    ...contentColumns(content),
    kind: entry.kind,
    reached: entry.reached,
    state: entry.state,
    typed: entry.typed === null ? null : toJson(entry.typed),
  };
}

/** Nothing of it can have happened after now. */
function past(text: string | null, now: Temporal.Instant): string {
  const at = instant(text) ?? now;
  return (Temporal.Instant.compare(at, now) > 0 ? now : at).toString();
}

async function insert(tx: Db, { by, now }: ImportPlan, campaign: Campaign, entry: FileAction): Promise<Id> {
  const id = await freeId(tx, 'actions', entry.id);
  const isPublished = entry.state !== 'draft';
  const row = await tx
    .insertInto('actions')
    .values({
      id,
      campaign_id: campaign.id,
      ...columnsOf(entry),
      created_by: by,
      created_at: past(entry.created, now),
      published_at: isPublished ? past(entry.published ?? entry.created, now) : null,
      content_changed_at: isPublished ? past(entry.changed ?? entry.published ?? entry.created, now) : null,
      reached_at: entry.reachedGoal === null ? null : past(entry.reachedGoal, now),
      closed_at: entry.state === 'closed' ? past(entry.closed, now) : null,
      changed_by: by,
      changed_at: now.toString(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const action = toAction(row);
  // What was announced long ago elsewhere keeps its reminder, however near that is.
  const reminder = isOpen(action, now) ? reminderSchedule(action, campaign) : null;
  if (reminder !== null) await addSchedules(tx, campaign.id, [reminder], now);
  return id;
}

/** The id that a file gives something when nothing else has it, and else a new one. */
export async function freeId(tx: Db, table: 'actions' | 'announcements', id: Id | null): Promise<Id> {
  if (id === null) return newId();
  const other = await tx.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst();
  return other === undefined ? id : newId();
}

async function update(
  tx: Db,
  plan: ImportPlan,
  campaign: Campaign,
  id: Id,
  entry: FileAction,
): Promise<readonly EndedDelivery[]> {
  const { by, now } = plan;
  const before = await locked(tx, campaign, id);
  const at = now.toString();
  const isPublished = entry.state !== 'draft';
  const reached = entry.goal !== null && entry.reached !== null && entry.reached >= entry.goal;
  const row = await tx
    .updateTable('actions')
    .set({
      ...columnsOf(entry),
      published_at: isPublished ? (before.publishedAt?.toString() ?? at) : null,
      content_changed_at: isPublished ? at : null,
      reached_at: reached ? (before.reachedAt?.toString() ?? at) : null,
      closed_at: entry.state === 'closed' ? (before.closedAt?.toString() ?? at) : null,
      version: sql<number>`version + 1`,
      changed_by: by,
      changed_at: at,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return await syncReminder(tx, toAction(row), campaign, now);
}

/** What is not in the file: a draft is thrown away, and what is open is closed. Both can be taken back. */
async function remove(
  tx: Db,
  { by, now }: ImportPlan,
  campaign: Campaign,
  id: Id,
): Promise<readonly EndedDelivery[]> {
  const before = await locked(tx, campaign, id);
  if (before.state !== 'draft' && before.state !== 'open') return [];
  const row = await tx
    .updateTable('actions')
    .set({
      state: before.state === 'draft' ? 'discarded' : 'closed',
      closed_at: before.state === 'open' ? now.toString() : null,
      version: sql<number>`version + 1`,
      changed_by: by,
      changed_at: now.toString(),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return await syncReminder(tx, toAction(row), campaign, now);
}

async function locked(tx: Db, campaign: Campaign, id: Id): Promise<Action> {
  const row = await tx
    .selectFrom('actions')
    .selectAll()
    .where('id', '=', id)
    .where('campaign_id', '=', campaign.id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new NotApplied({ kind: 'gone' });
  return toAction(row);
}
