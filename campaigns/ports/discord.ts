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

/** How one attempt to change a message that is there ended. It can be made again without harm. */
export type AmendOutcome =
  | { readonly kind: 'done' }
  /** The message is not there any more. */
  | { readonly kind: 'gone' }
  | Extract<PostOutcome, { readonly kind: 'refused' | 'rate-limited' | 'not-sent' | 'ambiguous' }>;

/** A message of a channel. */
export interface MessageAt {
  readonly channelId: Snowflake;
  readonly messageId: Snowflake;
  readonly signal: AbortSignal;
}

export interface PostRequest {
  readonly channelId: Snowflake;
  readonly post: FrozenPost;
  readonly nonce: string;
  /** Covers the whole attempt. */
  readonly signal: AbortSignal;
  /**
   * Whether the attempt is over, asked right before the request leaves: in a process that was frozen the signal
   * only fires once timers run again.
   */
  readonly isOver: () => boolean;
}

/** A message found when a channel is read backwards. */
export interface SeenMessage {
  readonly id: Snowflake;
  /** Posted by our own application. */
  readonly ours: boolean;
  /** The delivery that the message says it is, when it is one of our posts. */
  readonly marker: string | null;
  /** Left out where nobody said. */
  readonly pinned?: boolean;
}

export type History =
  /** Newest first. `complete` when the beginning of the channel was reached. */
  | { readonly kind: 'read'; readonly messages: readonly SeenMessage[]; readonly complete: boolean }
  /** Not allowed to read, or it could not be read: says nothing about what is there. */
  | { readonly kind: 'unreadable'; readonly cause: string };

/** What the bot needs only for some posts: a pinned one, one that was published, one that mentions any role. */
export const extraPermissions = ['PinMessages', 'ManageMessages', 'MentionEveryone'] as const;
export type ExtraPermission = (typeof extraPermissions)[number];

/** A role of a server. */
export interface RoleFacts {
  readonly name: string;
  /** Whether everybody may mention it. */
  readonly mentionable: boolean;
  /** It belongs to a bot or a service, and no person can be given it. */
  readonly managed: boolean;
}

/** What the bot may do in a channel, as Discord resolves it. */
export type ChannelAccess =
  | {
      readonly kind: 'usable';
      readonly name: string;
      readonly type: 'text' | 'announcement' | 'thread';
      /** Whether people without a role of their own can see it. */
      readonly private: boolean;
      /** Which of what only some posts need is not there; left out where nobody could say. */
      readonly lacks?: readonly ExtraPermission[];
      /** A thread that nobody wrote in for a while: the next message opens it again. */
      readonly archived?: boolean;
    }
  /** A private thread that nobody added the bot to. */
  | { readonly kind: 'not-in-thread'; readonly name: string }
  /** A thread that moderators closed. */
  | { readonly kind: 'locked-thread'; readonly name: string }
  | { readonly kind: 'missing-permissions'; readonly name: string; readonly missing: readonly string[] }
  | { readonly kind: 'wrong-type'; readonly name: string; readonly type: string }
  | { readonly kind: 'not-found' };

/** Somebody of a server, as an interaction of theirs says. */
export interface Person {
  readonly userId: Snowflake;
  readonly roles: readonly Snowflake[];
}

/** What campaigns need of Discord. Nothing here is retried by itself. */
export interface Discord {
  post(request: PostRequest): Promise<PostOutcome>;
  /** Up to 100 messages before `before`, or the newest ones. */
  history(channelId: Snowflake, before: Snowflake | null, signal: AbortSignal): Promise<History>;
  /** Changes what a message of ours says; its files stay, and nobody is mentioned. */
  edit(at: MessageAt & { readonly body: string }): Promise<AmendOutcome>;
  /** Deletes a message of ours. */
  remove(at: MessageAt): Promise<AmendOutcome>;
  /** Publishes a message of an announcement channel to the servers that follow it. */
  crosspost(at: MessageAt): Promise<AmendOutcome>;
  /** One message; null when there is none. @throws when Discord cannot be asked, or does not allow it */
  message(at: MessageAt): Promise<SeenMessage | null>;
  /** @throws when Discord cannot be asked at all */
  channelAccess(guildId: Snowflake, channelId: Snowflake): Promise<ChannelAccess>;
  /**
   * Whether somebody can see a channel of their server; false also when there is no such channel, or the bot itself
   * cannot see it.
   *
   * @throws when Discord cannot be asked at all
   */
  canSee(person: Person, guildId: Snowflake, channelId: Snowflake): Promise<boolean>;
  /** A role; null when the server has none of that id. @throws when Discord cannot be asked */
  role(guildId: Snowflake, roleId: Snowflake): Promise<RoleFacts | null>;
  /** The only channel or role of that name in a server; null when there is none, or several. @throws when Discord cannot be asked */
  named(guildId: Snowflake, kind: 'channel' | 'role', name: string): Promise<Snowflake | null>;
  /** Pins a message, also one that is pinned already. */
  pin(at: MessageAt): Promise<AmendOutcome>;
  /** The channel of somebody's direct messages with the bot; null when there can be none. */
  directChannel(userId: Snowflake, signal: AbortSignal): Promise<Snowflake | null>;
}
