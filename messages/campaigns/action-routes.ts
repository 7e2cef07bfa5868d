import type { Id } from '../../campaigns/campaign.ts';

/** The custom ids of everything about actions: a route and opaque ids. They carry no authority. */
export const actionRoutes = {
  /** `:<campaign>`, the chosen kind as the value of a select. */
  add: 'action-add',
  /** `:<campaign>:<kind>` */
  form: 'action-form',
  /** `:<action>` shows the card of an action. */
  card: 'action-card',
  /** `:<action>:<version>` */
  fix: 'action-fix',
  fixed: 'action-fixed',
  more: 'action-more',
  moreFilled: 'action-more-form',
  reached: 'action-reached',
  reachedFilled: 'action-reached-form',
  publish: 'action-publish',
  /** `:<action>` */
  preview: 'action-preview',
  close: 'action-close',
  /** `:<action>:<version>:<state>` */
  turn: 'action-turn',
  /** `:<action>:<version>:<field>:<wall time without colon>` */
  when: 'action-when',
  /** `:<campaign or all>:<state or all>:<page>` */
  list: 'action-list',
  /** The chosen action as the value of a select. */
  open: 'action-open',
  /** `:<page>` of what members can do. */
  page: 'actions-page',
  /** The same from a post: with an answer of its own. */
  all: 'actions',
  /** The chosen action as the value of a select. */
  choose: 'actions-choose',
  /** `:<action>:<promised, done or none>` */
  pledge: 'action-pledge',
  /** `:<action>` */
  calendar: 'action-calendar',
  /** Deletes the presser's own pledges in this server. */
  forget: 'privacy-forget',
} as const;

/** A custom id of the route and what stands behind it; none of the parts has a colon. */
export function actionId(route: keyof typeof actionRoutes, ...parts: readonly (Id | number)[]): string {
  return [actionRoutes[route], ...parts].join(':');
}

/** A wall time without colons, as it stands in a custom id: `2027-01-09T1000`. */
export function packWall(wall: string): string {
  return wall.replace(':', '');
}

/** The wall time in a custom id; undefined when it is none. */
export function unpackWall(part: string | undefined): string | undefined {
  const [, day, minutes] = /^(\d{4}-\d{2}-\d{2}T\d{2})(\d{2})$/.exec(part ?? '') ?? [];
  return day === undefined || minutes === undefined ? undefined : `${day}:${minutes}`;
}
