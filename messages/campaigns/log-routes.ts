import type { Id } from '../../campaigns/campaign.ts';
import { logFilters, type LogFilter } from '../../campaigns/ports/logbook.ts';

/** The custom ids of the log and of what is done to single posts: a route and opaque ids, without authority. */
export const logRoutes = {
  log: 'log',
  logFilter: 'log-filter',
  logNew: 'log-new',
  open: 'post-open',
  view: 'post-view',
  there: 'post-there',
  thereForm: 'post-there-form',
  look: 'post-look',
  again: 'post-again',
  againSure: 'post-again-sure',
  leave: 'post-leave',
  correct: 'post-correct',
  correctForm: 'post-correct-form',
  correctWhat: 'post-correct-what',
  withdraw: 'post-withdraw',
  withdrawSure: 'post-withdraw-sure',
  retry: 'post-retry',
  probe: 'post-probe',
  all: 'post-all',
  allWhat: 'post-all-what',
  allForm: 'post-all-form',
} as const;

/** A custom id of the route and what stands behind it; none of the parts has a colon. */
export function logId(route: keyof typeof logRoutes, ...parts: readonly (Id | number)[]): string {
  return [logRoutes[route], ...parts].join(':');
}

/** The filter that a custom id or a select names. */
export function filterNamed(text: string | undefined): LogFilter | undefined {
  return logFilters.find((filter) => filter === text);
}
