import type {
  APIApplicationCommand,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  InteractionType,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../campaigns/campaign.ts';

/** A message, and what Discord knows about it without telling. */
export interface StoredMessage {
  /** As Discord sends it to the bot, without the fields that only events carry. */
  readonly message: APIMessage;
  /** The only person who sees it; null for everybody who sees the channel. */
  readonly visibleTo: Snowflake | null;
  readonly nonce: string | null;
  /** Deleted messages are kept: a repeated nonce has to find them. */
  readonly deleted: boolean;
  /** ISO 8601, when it is pinned. */
  readonly pinnedAt: string | null;
  /** Still to be answered by a follow-up. Counts until the interaction's token expires. */
  readonly thinkingUntil: number | null;
}

export interface StoredFile {
  readonly id: Snowflake;
  readonly messageId: Snowflake;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A file that somebody uploaded in a form: it belongs to no message. */
export type StoredUpload = Omit<StoredFile, 'messageId'>;

/** An interaction that can still be answered, edited or followed up. */
export interface StoredInteraction {
  readonly id: Snowflake;
  readonly token: string;
  readonly type: InteractionType;
  readonly personId: Snowflake;
  readonly channelId: Snowflake;
  readonly guildId: Snowflake | null;
  /** `campaign create` for a command; null for anything else. */
  readonly commandName: string | null;
  /** The message whose component was used, or from which the form came. */
  readonly sourceMessageId: Snowflake | null;
  /** How it was answered first. */
  readonly answeredWith: InteractionResponseType | null;
  /** The message that `@original` means. */
  readonly originalMessageId: Snowflake | null;
  /** The form that was opened as the answer, until it is submitted. */
  readonly form: APIModalInteractionResponseCallbackData | null;
}

export interface MessagePage {
  readonly channelId: Snowflake;
  readonly before?: Snowflake;
  readonly after?: Snowflake;
  readonly limit: number;
  /** Also what only this person sees. */
  readonly viewer: Snowflake | null;
}

/**
 * Where the sandbox keeps what a restart must not lose. Every write is durable when its promise resolves, and
 * a message and its files appear together.
 */
export interface Storage {
  /** Milliseconds by which the campaign clock is ahead of real time. */
  loadClockOffset(): Promise<number>;
  saveClockOffset(milliseconds: number): Promise<void>;

  loadCommands(): Promise<readonly APIApplicationCommand[]>;
  /** Replaces all commands, of every scope. */
  saveCommands(commands: readonly APIApplicationCommand[]): Promise<void>;

  /** Adds or replaces a message; files are only ever added. */
  saveMessage(stored: StoredMessage, files?: readonly StoredFile[]): Promise<void>;
  /** Deleted ones too. */
  message(id: Snowflake): Promise<StoredMessage | null>;
  /**
   * Messages that are not deleted, newest first: the newest ones below `before`, or the oldest ones above
   * `after`.
   */
  messages(page: MessagePage): Promise<readonly StoredMessage[]>;
  pinned(channelId: Snowflake): Promise<readonly StoredMessage[]>;
  /** The first message that the author sent with the nonce and an id above `after`; deleted ones too. */
  messageByNonce(authorId: Snowflake, nonce: string, after: Snowflake): Promise<StoredMessage | null>;
  file(id: Snowflake): Promise<StoredFile | null>;

  saveUpload(upload: StoredUpload): Promise<void>;
  upload(id: Snowflake): Promise<StoredUpload | null>;

  saveInteraction(interaction: StoredInteraction): Promise<void>;
  interaction(id: Snowflake): Promise<StoredInteraction | null>;
  interactionByToken(token: string): Promise<StoredInteraction | null>;
  /** Removes the interactions with a smaller id: their tokens are long dead. */
  forgetInteractions(before: Snowflake): Promise<void>;
}
