import type { Temporal } from 'temporal-polyfill';
import type { Id, Snowflake } from '../campaign.ts';
import type { PostAttempt, PostRecord } from '../post-record.ts';
import type { Saved } from '../saved.ts';

/** What an organiser decides about a delivery that the bot cannot or does not take further by itself. */
export type Decision =
  /** It stands in the channel as this message. */
  | { readonly kind: 'there'; readonly messageId: Snowflake }
  /** It is posted anew, under another nonce. */
  | { readonly kind: 'again' }
  /** It stays as it is, posted or not. */
  | { readonly kind: 'leave' };

/** The ledger as organisers see it. Nothing of one server shows in another. */
export interface Posts {
  /** Only when its campaign belongs to that server. */
  find(guildId: Snowflake, id: Id): Promise<PostRecord | null>;
  /** The delivery of a message of ours in that server. */
  byMessage(guildId: Snowflake, messageId: Snowflake): Promise<Id | null>;
  /** The last tries to post it, newest first. */
  attempts(id: Id, limit: number): Promise<readonly PostAttempt[]>;
  /**
   * Carries out a decision, with its note in the log (`post.there`, `post.again`, `post.leave`), if it is still
   * to be made ({@link ../post-record.ts decisionsFor}).
   *
   * @param seen the generation that the organiser saw
   */
  decide(
    guildId: Snowflake,
    id: Id,
    seen: number,
    decision: Decision,
    by: Snowflake,
    now: Temporal.Instant,
  ): Promise<Saved<PostRecord>>;
  /** What else is out of the same announcement, digest or day of memory, in other channels. */
  besides(guildId: Snowflake, id: Id): Promise<readonly PostRecord[]>;
  /** What is out of a campaign and states one of these claims, newest first. */
  stating(guildId: Snowflake, campaignId: Id, claims: readonly string[]): Promise<readonly PostRecord[]>;
}
