import type { Temporal } from 'temporal-polyfill';
import type { Id, Snowflake } from '../campaign.ts';
import type { Delivery, DeliveryReason, DeliveryState, FrozenPost } from '../delivery.ts';
import type { Notice } from '../notice.ts';

export type ClaimResult =
  /**
   * It is ours until the lease ends. One that is in doubt (`sending`, its lease run out or given back) is
   * claimed even when it may not be posted any more, to find out whether it was.
   */
  | {
      readonly kind: 'claimed';
      readonly delivery: Delivery & { readonly frozen: FrozenPost };
      readonly leaseId: Id;
      /** On the database's clock, since the first attempt whose outcome is not known; 0 when `first`. */
      readonly sinceFirstAttemptMs: number;
      /**
       * No message with an id at or below this can be this post: made from when it was due or from the
       * database's time at the first claim, whichever is earlier, less 5 minutes for a clock that is off. (A
       * post of before a backup was restored lies between the two.)
       */
      readonly anchor: Snowflake;
      /** No earlier attempt is in doubt: there was none, or each surely posted nothing. */
      readonly first: boolean;
      /**
       * It may have been posted without this database knowing, because that was restored from a backup since it was
       * made, or because it was made long after it was due.
       */
      readonly forgettable: boolean;
      /** Why it may not be posted any more. Always null when `first`. */
      readonly stopped: 'paused' | 'quarantined' | 'withdrawn' | 'late' | 'unapproved' | null;
    }
  /** Somebody else holds it, or it has ended, or it must wait. */
  | {
      readonly kind: 'not-now';
      readonly state: DeliveryState;
      readonly reason: 'ended' | 'leased' | 'paused' | 'quarantined' | 'withdrawn' | 'late' | 'unapproved';
    };

/** The deliveries' ledger: the only place that says whether something was posted. */
export interface Ledger {
  find(id: Id): Promise<Delivery | null>;
  /**
   * Takes a delivery in one committed statement. Checks again that nothing stopped it, takes a lease on the
   * database's clock, and stores the post unless one is frozen already.
   *
   * @param options `approval`: what was approved and the post is made of ({@link ../delivery.ts Delivery.approval}).
   *   When that is another one by now, or not approved any more, it is not claimed.
   */
  claim(
    id: Id,
    options: {
      readonly post: FrozenPost;
      readonly approval?: Id | null;
      readonly leaseMs: number;
      readonly now: Temporal.Instant;
    },
  ): Promise<ClaimResult>;
  /**
   * Records the outcome of an attempt under its lease.
   *
   * @param now on the campaign clock: when it was posted, or when a notice that goes with it is due
   * @returns false when the lease was lost meanwhile
   */
  settle(id: Id, leaseId: Id, outcome: Settlement, now: Temporal.Instant): Promise<boolean>;
  /** Ends a `pending` delivery; does nothing to any other. `now` is on the campaign clock. */
  end(
    id: Id,
    state: 'skipped' | 'missed' | 'failed',
    reason: DeliveryReason,
    now: Temporal.Instant,
  ): Promise<void>;
  /** Records that a `pending` delivery could not even be made ready, as an attempt that sent nothing. */
  trouble(id: Id, cause: string): Promise<void>;
  /**
   * Ends every lease. Only for a process that is the only one on its database, when it starts: whoever held one
   * is gone.
   *
   * @returns which deliveries there were leases on
   */
  releaseLeases(): Promise<readonly Id[]>;
  /** What is not posted yet in a channel of a campaign, by the id of its row: the longest due first. */
  waitingIn(channelId: Id, limit: number): Promise<readonly Id[]>;
  /** What the database's clock shows. */
  time(): Promise<Temporal.Instant>;
}

export type Settlement =
  | {
      readonly to: 'sent';
      readonly messageId: Snowflake;
      readonly cause?: string;
      /** It was the late body that went out. */
      readonly late?: boolean;
    }
  | {
      readonly to: 'failed' | 'skipped' | 'missed' | 'unknown';
      readonly reason: DeliveryReason;
      readonly cause: string;
      /** Written in the same transaction. */
      readonly notice?: Notice;
    }
  /**
   * This attempt surely posted nothing: it may be claimed again at once. When an earlier attempt is in doubt the
   * delivery stays `sending`, unless the channel was read and nothing of it is there (`absent`).
   */
  | {
      readonly to: 'pending';
      readonly cause: string;
      readonly absent?: boolean;
      /** The attempt does not count as one. */
      readonly uncounted?: boolean;
    }
  /** Perhaps posted: it stays `sending`, and may be recovered at once. */
  | { readonly to: 'sending'; readonly cause: string };
