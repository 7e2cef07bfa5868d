import type { Temporal } from 'temporal-polyfill';
import type { Id, Snowflake } from '../campaign.ts';
import type { PledgeCounts, PledgeState } from '../pledge.ts';

/**
 * Pledges as they are kept: a holder is {@link ../pledge.ts pledgeHolder}, so nobody's name is among them. Nothing
 * of this is ever exported or written into a log.
 */
export interface PledgeBook {
  /** Says it, or says something else from now on. */
  set(actionId: Id, holder: string, state: PledgeState): Promise<void>;
  /** Forgets these. @returns how many there were */
  remove(holders: readonly string[]): Promise<number>;
  find(holders: readonly string[]): Promise<ReadonlyMap<string, PledgeState>>;
  /** Those that some action of the server still has. */
  actions(guildId: Snowflake): Promise<readonly { readonly id: Id; readonly title: string }[]>;
  /** Forgets those of actions that ended {@link ../pledge.ts pledgeDays} before. @returns how many */
  prune(now: Temporal.Instant): Promise<number>;
}

/** What members pledge, by their Discord ids: for the bot alone, which has the key. */
export interface Pledges {
  give(actionId: Id, person: Snowflake, state: PledgeState): Promise<void>;
  takeBack(person: Snowflake, actionIds: readonly Id[]): Promise<number>;
  of(person: Snowflake, actionIds: readonly Id[]): Promise<ReadonlyMap<Id, PledgeState>>;
  /** What stands for the person in the cooldown. */
  waiter(person: Snowflake): Promise<string>;
}

/** What a digest states of pledges: taken once for each digest, so that no number moves when somebody presses. */
export interface Digests {
  /**
   * What a digest states: counted when it is asked for the first time after the digest fell due; for a preview
   * before that, the numbers of the last one.
   */
  take(campaignId: Id, slot: string, now: Temporal.Instant): Promise<DigestState>;
  /** What the last digest that was posted stated. */
  last(campaignId: Id): Promise<DigestState>;
}

export interface DigestState {
  /** As they may be shown, by action. */
  readonly pledges: ReadonlyMap<Id, PledgeCounts>;
  /** What changed after this moment has not been told; null when there was no digest before. */
  readonly since: Temporal.Instant | null;
}
