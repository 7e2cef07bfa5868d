import type { Selectable } from 'kysely';
import type { Action, ActionContent } from '../../../campaigns/action/action.ts';
import { TypedAction } from '../../../campaigns/action/typed.ts';
import type { Tables } from '../tables.ts';
import { storable } from './rows.ts';

export type ActionRow = Selectable<Tables['actions']>;

/** An action as everything outside the database knows it. */
export function toAction(row: ActionRow): Action {
  return {
    id: row.id,
    campaignId: row.campaign_id,
    kind: row.kind,
    title: row.title,
    text: row.text,
    link: row.link,
    place: row.place,
    placeOnRequest: row.place_on_request,
    deadline: row.deadline,
    ends: row.ends,
    goal: row.goal,
    unit: row.unit,
    reached: row.reached,
    pledges: row.pledges,
    reminderHours: row.reminder_hours,
    state: row.state,
    typed: row.typed === null ? null : TypedAction.parse(row.typed),
    createdBy: row.created_by,
    createdAt: row.created_at,
    publishedAt: row.published_at,
    contentChangedAt: row.content_changed_at,
    reachedAt: row.reached_at,
    closedAt: row.closed_at,
    version: row.version,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  };
}

/** What members see of it, as columns. */
export function contentColumns(content: ActionContent) {
  const text = (value: string | null) => (value === null ? null : storable(value));
  return {
    title: storable(content.title),
    text: storable(content.text),
    link: text(content.link),
    place: text(content.place),
    place_on_request: content.placeOnRequest,
    deadline: content.deadline?.toString() ?? null,
    ends: content.ends?.toString() ?? null,
    goal: content.goal,
    unit: text(content.unit),
    pledges: content.pledges,
    reminder_hours: content.reminderHours,
  };
}
