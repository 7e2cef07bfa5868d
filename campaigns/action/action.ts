import type { Temporal } from 'temporal-polyfill';
import type { Id, Snowflake } from '../campaign.ts';
import type { TypedAction } from './typed.ts';

export const actionKinds = ['march', 'meeting', 'petition', 'letter', 'donation', 'share', 'other'] as const;
export type ActionKind = (typeof actionKinds)[number];

/**
 * A `draft` is seen by organisers only. A `closed` one is over and can be opened again; a `discarded` draft can
 * be brought back.
 */
export const actionStates = ['draft', 'open', 'closed', 'discarded'] as const;
export type ActionState = (typeof actionStates)[number];

/** What members see of an action. */
export interface ActionContent {
  readonly title: string;
  readonly text: string;
  readonly link: string | null;
  readonly place: string | null;
  /** The place is not written anywhere: who wants to come asks an organiser. */
  readonly placeOnRequest: boolean;
  /** When it begins, for what takes place at an hour; else the last moment to take part. Null: it stays open. */
  readonly deadline: Temporal.Instant | null;
  /** When what takes place at an hour is over. */
  readonly ends: Temporal.Instant | null;
  /** What is aimed at; null when nothing is counted. */
  readonly goal: number | null;
  /** What is counted: "signatures". */
  readonly unit: string | null;
  /** Whether members can say that they will do it. */
  readonly pledges: boolean;
  /** How long before the deadline a reminder is posted; null for none. */
  readonly reminderHours: number | null;
}

/** Something that members can do. A draft that was never published has no content yet. */
export interface Action extends ActionContent {
  readonly id: Id;
  readonly campaignId: Id;
  readonly kind: ActionKind;
  readonly state: ActionState;
  /** What is reached, in the unit of the goal. */
  readonly reached: number | null;
  /** What organisers typed last, published or not; null when it was not typed in a form. */
  readonly typed: TypedAction | null;
  /** Null when it is forgotten. */
  readonly createdBy: Snowflake | null;
  readonly createdAt: Temporal.Instant;
  readonly publishedAt: Temporal.Instant | null;
  /** When what members see was changed last. */
  readonly contentChangedAt: Temporal.Instant | null;
  /** When the goal was reached. */
  readonly reachedAt: Temporal.Instant | null;
  readonly closedAt: Temporal.Instant | null;
  /** Counts the changes: who saves must have seen the last one. */
  readonly version: number;
  /** Null when it is forgotten. */
  readonly changedBy: Snowflake | null;
  readonly changedAt: Temporal.Instant;
}

/** A march or a meeting is at an hour; everything else is open until one. */
export function takesPlace({ kind }: Pick<Action, 'kind'>): boolean {
  return kind === 'march' || kind === 'meeting';
}

/** When nobody can take part any more; null when it stays open. */
export function endOf({ ends, deadline }: Pick<Action, 'ends' | 'deadline'>): Temporal.Instant | null {
  return ends ?? deadline;
}

/** Whether somebody can take part at that moment. */
export function isOpen(action: Pick<Action, 'state' | 'ends' | 'deadline'>, now: Temporal.Instant): boolean {
  const end = endOf(action);
  return action.state === 'open' && (end === null || end.epochMilliseconds > now.epochMilliseconds);
}

type Urgent = Pick<Action, 'deadline' | 'createdAt'>;

/** What ends first comes first; what stays open comes last, the newest first. */
export function byUrgency(a: Urgent, b: Urgent): number {
  const ends = ({ deadline }: Urgent) => deadline?.epochMilliseconds ?? Infinity;
  if (ends(a) !== ends(b)) return ends(a) - ends(b);
  return b.createdAt.epochMilliseconds - a.createdAt.epochMilliseconds;
}
