import type { Id } from '../../campaigns/campaign.ts';

/** The custom ids of everything about approvals: a route and opaque ids. They carry no authority. */
export const approvalRoutes = {
  /** `:<approval>:<channel, from 0>` in an answer of its own. */
  look: 'approval-look',
  /** The same in place of the answer that it was pressed in. */
  turn: 'approval-turn',
  /** `:<approval>`, and `:here` when it changes the answer that it was pressed in. */
  vote: 'approval-vote',
  takeBack: 'approval-back',
  skip: 'approval-skip',
  askAgain: 'approval-again',
  /** `:<approval>` opens a form, and is what the form is sent to. */
  reject: 'approval-reject',
  rejected: 'approval-reject-form',
  /** `:<campaign>` */
  list: 'approval-list',
  /** The chosen approval as the value of a select. */
  open: 'approval-open',
} as const;

/** A custom id of the route and what stands behind it; none of the parts has a colon. */
export function approvalId(route: keyof typeof approvalRoutes, ...parts: readonly (Id | number)[]): string {
  return [approvalRoutes[route], ...parts].join(':');
}
