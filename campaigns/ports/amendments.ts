import type { Temporal } from 'temporal-polyfill';
import type { Amendment } from '../amendment.ts';
import type { Id, Snowflake } from '../campaign.ts';
import type { Delivery } from '../delivery.ts';
import type { Notice } from '../notice.ts';
import type { Saved } from '../saved.ts';

/** What an organiser wants done to a post. */
export type Wanted =
  | { readonly kind: 'withdraw' }
  | {
      readonly kind: 'correct';
      /** What was corrected, as readers are told. */
      readonly what: string;
      /** The message as it is to be, or null: it is made anew from the record. */
      readonly body: string | null;
      /** How many corrections the organiser saw. */
      readonly seen: number;
    };

/** An amendment that is being carried out, until its lease ends. */
export interface ClaimedAmendment {
  readonly amendment: Amendment;
  readonly leaseId: Id;
  readonly delivery: Delivery;
  readonly messageId: Snowflake;
  /** The late body went out. */
  readonly postedLate: boolean;
  /** The corrections that were made before, oldest first. */
  readonly before: readonly { readonly what: string; readonly at: Temporal.Instant }[];
}

/** How a try to carry it out ended. */
export type AmendmentSettlement =
  | { readonly to: 'done'; readonly cause?: string }
  /** `gone`: the message is no longer there. */
  | {
      readonly to: 'gone' | 'failed';
      readonly cause: string;
      /** Written in the same transaction. */
      readonly notice?: Notice;
    }
  /** There is nothing to be done: the channel is none that others follow. */
  | { readonly to: 'replaced'; readonly cause: string }
  /** Tried again after a while; `uncounted` when nothing was tried. */
  | {
      readonly to: 'open';
      readonly cause: string;
      readonly afterMs: number;
      readonly uncounted?: boolean;
    };

/** What is done to posts that are out. */
export interface Amendments {
  /**
   * Writes down what is wanted, with its note in the log (`post.correct`, `post.withdraw`). A correction takes the
   * place of one that is not carried out yet; a withdrawal of everything that is not.
   *
   * @returns `gone` when that server has no such post that is out; `changed` when somebody else corrected it
   *   meanwhile, or is being served
   */
  ask(
    guildId: Snowflake,
    deliveryId: Id,
    wanted: Wanted,
    by: Snowflake,
    now: Temporal.Instant,
  ): Promise<Saved<Amendment>>;
  /** Tries a failed one again. @returns false when that server has none of that id */
  retry(guildId: Snowflake, id: Id, by: Snowflake, now: Temporal.Instant): Promise<boolean>;
  /** Takes what is to be done to a delivery next, a withdrawal first; null when nothing is, or somebody does it. */
  claim(deliveryId: Id, leaseMs: number): Promise<ClaimedAmendment | null>;
  /** Keeps the message as it is to be, from then on. @returns false when the lease was lost */
  freeze(
    id: Id,
    leaseId: Id,
    made: { readonly body: string; readonly claims: readonly string[] },
  ): Promise<boolean>;
  /** Records how a try ended, and what follows for the delivery. @returns false when the lease was lost */
  settle(id: Id, leaseId: Id, outcome: AmendmentSettlement, now: Temporal.Instant): Promise<boolean>;
}
