import type { Action } from '../../campaigns/action/action.ts';
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
