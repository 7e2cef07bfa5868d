import type { Temporal } from 'temporal-polyfill';
import type { Id, Snowflake } from './campaign.ts';

/** What can be done to a post that is out. */
export type AmendmentKind = 'correct' | 'withdraw' | 'crosspost';

/**
 * `open` is to be carried out. `gone`: the message was deleted by somebody, which is final. `replaced`: a later
 * one stands in its place.
 */
export type AmendmentState = 'open' | 'done' | 'failed' | 'gone' | 'replaced';

/** Something that is done to a post that is out. It may be carried out any number of times without harm. */
export interface Amendment {
  readonly id: Id;
  readonly deliveryId: Id;
  readonly kind: AmendmentKind;
  readonly state: AmendmentState;
  /** What was corrected, as readers are told; empty for other kinds. */
  readonly what: string;
  /** The message as it is to be; null until it is made from the record, and for other kinds. */
  readonly body: string | null;
  readonly claims: readonly string[] | null;
  /** Null for what the bot does by itself, and when it is forgotten. */
  readonly by: Snowflake | null;
  readonly at: Temporal.Instant;
  readonly endedAt: Temporal.Instant | null;
  readonly attempts: number;
  /** Why it failed, or why it is not done yet. */
  readonly cause: string | null;
}

/** How often an amendment is tried before it counts as failed; with the pauses between, about a day. */
export const mostAmendmentAttempts = 100;
