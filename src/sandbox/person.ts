import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  ChannelType,
} from 'discord-api-types/v10';
import type { Temporal } from 'temporal-polyfill';
import type { Snowflake } from '../../campaigns/campaign.ts';

/**
 * What a person can see and do in the sandbox's server. The page is built on this and on nothing else; it is
 * the stand-in for Discord's own app.
 */
export interface People {
  readonly all: readonly Person[];
  /** What the person sees when the app opens. */
  view(personId: Snowflake): ServerView;
  /** The newest messages of a channel that this person may see, oldest first: private answers are their own. */
  messages(
    personId: Snowflake,
    channelId: Snowflake,
    options?: { readonly before?: Snowflake; readonly limit?: number },
  ): Promise<readonly SeenMessage[]>;
  /** Writes a message. Refused in words, in English when no locale is given, where they may not write. */
  say(personId: Snowflake, channelId: Snowflake, text: string, locale?: string): Promise<InteractionResult>;
  /** Uses a slash command. Resolves when the bot has answered, or says why it did not. */
  command(personId: Snowflake, use: CommandUse): Promise<InteractionResult>;
  suggest(
    personId: Snowflake,
    use: CommandUse & { readonly focused: string },
  ): Promise<readonly APIApplicationCommandOptionChoice[]>;
  press(
    personId: Snowflake,
    use: {
      readonly messageId: Snowflake;
      readonly customId: string;
      readonly values?: readonly string[];
      readonly locale: string;
    },
  ): Promise<InteractionResult>;
  submit(
    personId: Snowflake,
    use: {
      readonly formId: string;
      /** What was typed or chosen, by custom id; several chosen values stand on lines of their own. */
      readonly fields: Readonly<Record<string, string>>;
      readonly files?: readonly PersonFile[];
      readonly locale: string;
    },
  ): Promise<InteractionResult>;
  /** A file that belongs to a message, when this person may see it. */
  file(
    personId: Snowflake,
    attachmentId: Snowflake,
  ): Promise<{ readonly type: string; readonly bytes: Uint8Array } | null>;
  /** Tells of every change that this person may see, until the signal ends it. */
  watch(personId: Snowflake, listener: (change: Change) => void, signal: AbortSignal): void;
}

/** A file that somebody adds to a form. */
export interface PersonFile {
  /** The custom id of the field. */
  readonly field: string;
  readonly name: string;
  /** As the person's machine calls it. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface Person {
  readonly id: Snowflake;
  readonly name: string;
  /** `volunteer` sees the organisers' channel and manages nothing: a role that a campaign can let organise. */
  readonly role: 'member' | 'volunteer' | 'organiser';
}

export interface ServerView {
  readonly serverName: string;
  /** In the order in which they are listed: a thread follows the channel that it is in. */
  readonly channels: readonly SeenChannel[];
  /** The roles of the server, the one that everybody has apart. */
  readonly roles: readonly { readonly id: Snowflake; readonly name: string }[];
  /** Only the commands that this person is offered. */
  readonly commands: readonly APIApplicationCommand[];
  readonly botOnline: boolean;
}

/** A channel or thread, as its list shows it. */
export interface SeenChannel {
  readonly id: Snowflake;
  readonly type: ChannelType;
  readonly name: string;
  readonly topic: string;
  readonly private: boolean;
  /** The person's direct messages with the bot, which are not part of the server. */
  readonly direct?: boolean;
  /** Of a thread: the name of the channel that it is in, and how it stands. */
  readonly thread?: { readonly parent: string; readonly archived: boolean; readonly locked: boolean };
}

/** A message as Discord sends it, and whether only this person sees it. */
export interface SeenMessage {
  readonly message: APIMessage;
  readonly private: boolean;
  /** The bot is still working on this answer. */
  readonly thinking: boolean;
}

export interface CommandUse {
  readonly channelId: Snowflake;
  /** `timeline` or `campaign create`. */
  readonly name: string;
  /** Option values by name, as typed: text, or an id for a channel, role or user. */
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** The message or person that a menu is used on. */
  readonly target?: Snowflake;
  readonly locale: string;
}

export type InteractionResult =
  | { readonly kind: 'answered' }
  | { readonly kind: 'form'; readonly formId: string; readonly form: APIModalInteractionResponseCallbackData }
  /** In words for the person: an option missing, the bot did not answer in 3 seconds, … */
  | { readonly kind: 'refused'; readonly reason: string };

export type Change =
  | { readonly kind: 'message'; readonly channelId: Snowflake; readonly seen: SeenMessage }
  | { readonly kind: 'deleted'; readonly channelId: Snowflake; readonly messageId: Snowflake }
  | { readonly kind: 'server' }
  | { readonly kind: 'clock'; readonly now: Temporal.Instant };

/** The campaign clock of the sandbox: it runs like a clock, and a person can move it. */
export interface MovableClock {
  now(): Temporal.Instant;
  /** Whether it shows the real time. */
  readonly real: boolean;
  /**
   * Moves forward through everything that falls due on the way, each at its own time, or back at once.
   *
   * @returns when every post on the way is out
   */
  moveTo(moment: Temporal.Instant): Promise<void>;
  /** Moves to the next post and waits until it is out. @returns false when nothing will be posted */
  toNextPost(): Promise<boolean>;
  /** When the next post is due; null when nothing will be posted. */
  nextPostAt(): Promise<Temporal.Instant | null>;
  backToRealTime(): Promise<void>;
}
