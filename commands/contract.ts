import type {
  ApplicationCommandOptionAllowedChannelType,
  ApplicationCommandOptionType,
} from 'discord-api-types/v10';
import type { Id, Snowflake } from '../campaigns/campaign.ts';
import type { ApprovalsNow } from '../campaigns/ports/approvals.ts';
import type { Clock } from '../campaigns/ports/clock.ts';
import type { Discord } from '../campaigns/ports/discord.ts';
import type { Files } from '../campaigns/ports/files.ts';
import type { Pledges } from '../campaigns/ports/pledges.ts';
import type { Store } from '../campaigns/ports/store.ts';
import type { UploadedFile, Uploads } from '../campaigns/ports/uploads.ts';
import type { Library } from '../content/library.ts';
import type { Answer, Form } from '../messages/payload.ts';
import type { Pictures } from '../messages/pictures/picture.ts';
import type { Previews } from '../messages/posts/preview.ts';
import type { WordKey, Words } from '../messages/words.generated.ts';
import type { Languages, Speech } from '../messages/words.ts';

/** The key of words that take no variables. */
export type PlainKey = { [Key in WordKey]: Words[Key] extends null ? Key : never }[WordKey];

/** Who asks, from where: what is true of every interaction. Parsed from Discord's JSON in `src/discord`. */
export interface Asker {
  readonly interactionId: Snowflake;
  readonly userId: Snowflake;
  /** Null in direct messages, and in servers that did not add the bot. */
  readonly guildId: Snowflake | null;
  readonly channelId: Snowflake;
  /** The person's permissions in that channel, as Discord resolved them. None outside a server. */
  readonly permissions: { readonly manageServer: boolean; readonly speak: boolean };
  /** The roles of the person in that server. */
  readonly roles: readonly Snowflake[];
  /** A moderator has muted them (Discord's "time-out"): they may read, and change nothing. */
  readonly muted: boolean;
  /** The interface words in the person's own language, or the one asked for. */
  readonly speech: Speech;
}

/** A fault of the bot itself. A person was told its reference, and nothing else of it. */
export interface Fault {
  /** What the person can quote: eight letters and digits. */
  readonly reference: string;
  /** What was being done: `/timeline`, or the route of a pressed button. */
  readonly during: string;
  readonly cause: unknown;
}

/** What a command may use. Everything is passed in; nothing is global. */
export interface Deps {
  readonly library: Library;
  readonly languages: Languages;
  readonly store: Store;
  readonly discord: Discord;
  readonly clock: Clock;
  readonly pledges: Pledges;
  readonly pictures: Pictures;
  readonly previews: Previews;
  readonly approvalsNow: ApprovalsNow;
  /** The address of a message, for a link to it. */
  readonly linkTo: (message: {
    readonly guildId: Snowflake;
    readonly channelId: Snowflake;
    readonly messageId: Snowflake;
  }) => string;
  readonly uploads: Uploads;
  readonly files: Files;
  /** Writes a fault to the log. It must not throw. */
  readonly reportFault: (fault: Fault) => void;
}

/** What is done with an interaction. `update` changes the message that the pressed button belongs to. */
export type Reply =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly private: boolean }
  | { readonly kind: 'update'; readonly answer: Answer }
  | { readonly kind: 'form'; readonly form: Form }
  /** Another process has this interaction, and answers it: a second answer would only take the place of the first. */
  | { readonly kind: 'left' };

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** The options that a person filled in, by name, as Discord gives them. */
export type Given = Readonly<Record<string, string | number | boolean>>;

/** The option that is being typed, and those that are filled in already. */
export interface Typed {
  readonly option: string;
  readonly text: string;
  readonly options: Given;
}

/**
 * What somebody must be to use something: `organiser` may organise at least one campaign of the server, because
 * they manage it or have the organiser role of one. Which campaign stands in the use itself and is checked there
 * ({@link ./campaign/which.ts}).
 */
export type Need = 'nothing' | 'organiser' | 'manage-server';

/** Where a command can be used. `server` alone: by members of a server that the bot has joined. */
export type Scope = 'anywhere' | 'server';

/**
 * One slash command or subcommand as everything outside it sees it: its options are its own affair. Made by
 * {@link defineCommand}.
 */
export interface Command {
  /**
   * `timeline`, or `campaign create`: the words that a person types. The same in every language, so that people
   * of several languages can tell each other, and a post can tell them all.
   */
  readonly name: string;
  readonly scope: Scope;
  /** Whoever lacks it is not offered the command by default, and it is checked again at every use. */
  readonly needs: Need;
  readonly description: PlainKey;
  readonly options: (deps: Pick<Deps, 'library' | 'languages'>) => readonly OptionDefinition[];
  /** @throws {@link ../commands/errors.ts UserError} with words for the person when something is wrong */
  readonly answer: (given: Given, asker: Asker, deps: Deps) => Promise<Reply>;
  /** Suggestions for the option that is being typed: at most 25, the best first. */
  readonly suggest?: (typed: Typed, asker: Asker, deps: Deps) => Promise<readonly Choice[]>;
}

/**
 * A command as its author writes it: `parse` turns Discord's options (by name) into the command's own type and
 * throws a {@link ../commands/errors.ts UserError} when something is wrong; `run` gets what it returned.
 */
export interface CommandSource<Options> extends Omit<Command, 'answer'> {
  readonly parse: (given: Given) => Options;
  readonly run: (options: Options, asker: Asker, deps: Deps) => Promise<Reply>;
}

/** Makes a {@link Command} of its parts. */
export function defineCommand<Options>({ parse, run, ...rest }: CommandSource<Options>): Command {
  return { ...rest, answer: async (given, asker, deps) => await run(parse(given), asker, deps) };
}

/** The message on which a menu was opened. */
export interface MenuMessage {
  readonly id: Snowflake;
  readonly channelId: Snowflake;
  /** The words of the message; empty when it has none. */
  readonly text: string;
  /** Written by the bot itself. */
  readonly ours: boolean;
  /** The delivery that the message says it is, when it is one of our posts. */
  readonly marker: Id | null;
}

/** A command in the menu of a message. */
export interface MessageMenu {
  /** What it is called in every language; Discord knows it by its English name. */
  readonly name: PlainKey;
  readonly scope: Scope;
  readonly needs: Need;
  readonly run: (message: MenuMessage, asker: Asker, deps: Deps) => Promise<Reply>;
}

/** An option without its words: those come from the locales, in every language. */
export interface OptionDefinition {
  readonly name: string;
  /** What it is called in other languages. */
  readonly localName?: PlainKey;
  readonly type:
    | ApplicationCommandOptionType.String
    | ApplicationCommandOptionType.Integer
    | ApplicationCommandOptionType.Boolean
    | ApplicationCommandOptionType.Channel
    | ApplicationCommandOptionType.Role
    | ApplicationCommandOptionType.User
    | ApplicationCommandOptionType.Attachment;
  readonly description: PlainKey;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly {
    readonly value: string;
    /** Its text may stand in other languages, too. */
    readonly name: PlainKey | { readonly text: string; readonly inOthers?: Readonly<Record<string, string>> };
  }[];
  readonly channelTypes?: readonly ApplicationCommandOptionAllowedChannelType[];
  readonly minLength?: number;
  readonly maxLength?: number;
}

/**
 * What happens when a button or select is used, or a form submitted, whose custom id begins with `route` and
 * a `:`. The rest of the id is data of the record or opaque ids; it carries no authority.
 */
export interface Handler {
  readonly route: string;
  readonly needs: Need;
  readonly run: (press: Press, asker: Asker, deps: Deps) => Promise<Reply>;
}

export interface Press {
  /** The parts of the custom id behind the route. */
  readonly args: readonly string[];
  /** The chosen values of a select. */
  readonly values: readonly string[];
  /** What was typed into a form, by the custom id of the input. */
  readonly fields: Readonly<Record<string, string>>;
  /** What was uploaded into a form. */
  readonly files: readonly UploadedFile[];
}
