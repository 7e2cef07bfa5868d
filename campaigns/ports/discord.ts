import type { Snowflake } from '../campaign.ts';
import type { FrozenPost } from '../delivery.ts';

/** How one attempt to post ended. Ambiguous means that the message may or may not exist now. */
export type PostOutcome =
  | { readonly kind: 'sent'; readonly messageId: Snowflake; readonly channelId: Snowflake }
  /** The same nonce was posted before, and that message was deleted since. */
  | { readonly kind: 'gone' }
  /** Not created. `channel`: a person must fix the channel or a permission; `message`: it is our mistake. */
  | {
      readonly kind: 'refused';
      readonly fix: 'channel' | 'message' | 'token';
      readonly code: number;
      readonly reason: string;
    }
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number; readonly scope: string }
  | { readonly kind: 'not-sent'; readonly cause: string }
  | { readonly kind: 'ambiguous'; readonly cause: string };

export interface PostRequest {
  readonly channelId: Snowflake;
  readonly post: FrozenPost;
  readonly nonce: string;
  /** Covers the whole attempt. */
  readonly signal: AbortSignal;
}

/** A message found when a channel is read backwards. */
export interface SeenMessage {
  readonly id: Snowflake;
  /** Posted by our own application. */
  readonly ours: boolean;
  /** The delivery that the message says it is, when it is one of our posts. */
  readonly marker: string | null;
}

export type History =
  /** Newest first. `complete` when the beginning of the channel was reached. */
  | { readonly kind: 'read'; readonly messages: readonly SeenMessage[]; readonly complete: boolean }
  /** Not allowed to read, or it could not be read: says nothing about what is there. */
  | { readonly kind: 'unreadable'; readonly cause: string };

/** What the bot may do in a channel, as Discord resolves it. */
export type ChannelAccess =
  | {
      readonly kind: 'usable';
      readonly name: string;
      readonly type: 'text' | 'announcement' | 'thread';
      /** Whether people without a role of their own can see it. */
      readonly private: boolean;
    }
  | { readonly kind: 'missing-permissions'; readonly name: string; readonly missing: readonly string[] }
  | { readonly kind: 'wrong-type'; readonly name: string; readonly type: string }
  | { readonly kind: 'not-found' };

/** What campaigns need of Discord. Nothing here is retried by itself. */
export interface Discord {
  post(request: PostRequest): Promise<PostOutcome>;
  /** Up to 100 messages before `before`, or the newest ones. */
  history(channelId: Snowflake, before: Snowflake | null, signal: AbortSignal): Promise<History>;
  /** @throws when Discord cannot be asked at all */
  channelAccess(guildId: Snowflake, channelId: Snowflake): Promise<ChannelAccess>;
}
