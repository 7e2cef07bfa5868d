import type { Temporal } from 'temporal-polyfill';
import type { CooledDown } from '../cooldowns.ts';

/** Who did something a moment ago, so that nobody does it too often. */
export interface Cooldowns {
  /**
   * Begins a person's waiting time, if none runs. Of several at once one begins it.
   *
   * @param who an id of theirs, or what stands for it
   * @returns how many seconds they have to wait; 0 when they may
   */
  take(what: CooledDown, who: string): Promise<number>;
  /** Forgets who did something before this moment, on the database's clock. @returns how many */
  prune(before: Temporal.Instant): Promise<number>;
}

/** What is kept about one person in one server, besides pledges. */
export interface OwnData {
  /** Lines of the log that name the person. */
  readonly logged: { readonly count: number; readonly oldest: Temporal.Instant } | null;
  /** Reports of errors that are remembered for the limits. */
  readonly reports: number;
}
