import type { Temporal } from 'temporal-polyfill';
import type { Action } from '../../campaigns/action/action.ts';
import type { NewAction } from '../../campaigns/ports/actions.ts';
import { now } from './post-voice.ts';

/** An open action that was published just now, by somebody. */
export function actionOf(more: Partial<Action> = {}): Action {
  return {
    id: 'action',
    campaignId: 'campaign',
    kind: 'petition',
    title: 'Sign',
    text: '',
    link: null,
    place: null,
    placeOnRequest: false,
    deadline: null,
    ends: null,
    goal: null,
    unit: null,
    reached: null,
    pledges: true,
    reminderHours: null,
    state: 'open',
    typed: null,
    createdBy: '100000000000000002',
    createdAt: now,
    publishedAt: now,
    contentChangedAt: now,
    reachedAt: null,
    closedAt: null,
    version: 1,
    changedBy: '100000000000000002',
    changedAt: now,
    ...more,
  };
}

/** A petition that is about to be added, without anything that it can do without. */
export function newAction(
  campaignId: string,
  createdAt: Temporal.Instant,
  more: Partial<NewAction> = {},
): NewAction {
  return {
    campaignId,
    kind: 'petition',
    title: 'Sign',
    text: '',
    link: null,
    place: null,
    deadline: null,
    goal: null,
    reached: null,
    createdAt,
    ...more,
  };
}
