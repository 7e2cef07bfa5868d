import type { Id } from '../../campaigns/campaign.ts';

/** The custom ids of what organisers press: a route and opaque ids. They carry no authority. */
export const routes = {
  show: 'campaign-show',
  resume: 'campaign-resume',
  pause: 'campaign-pause',
  calendar: 'campaign-calendar',
  list: 'campaign-list',
  announcementForm: 'announce-form',
  announcementChange: 'announce-change',
  announcementAt: 'announce-at',
  announcementConfirm: 'announce-confirm',
  announcementDiscard: 'announce-discard',
  announcementWithdraw: 'announce-withdraw',
  actionForm: 'action-form',
  actionRemove: 'action-remove',
  actions: 'actions-page',
} as const;

/** A custom id of the route and what stands behind it; none of the parts has a colon. */
export function customId(route: keyof typeof routes, ...parts: readonly (Id | number)[]): string {
  return [routes[route], ...parts].join(':');
}
