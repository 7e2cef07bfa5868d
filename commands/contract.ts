import type { APIApplicationCommandOption } from 'discord-api-types/v10';
import type { Snowflake } from '../campaigns/campaign.ts';
import type { Clock } from '../campaigns/ports/clock.ts';
import type { Discord } from '../campaigns/ports/discord.ts';
import type { Store } from '../campaigns/ports/store.ts';
import type { Library } from '../content/library.ts';
import type { Answer, Form } from '../messages/payload.ts';
import type { WordKey } from '../messages/words.generated.ts';
import type { Languages, Speech } from '../messages/words.ts';

/** Who asks, from where: what is true of every interaction. Parsed from Discord's JSON in `src/discord`. */
export interface Asker {
  readonly interactionId: Snowflake;
  readonly userId: Snowflake;
  /** Null in direct messages. */
  readonly guildId: Snowflake | null;
  readonly channelId: Snowflake;
  /** The person's permissions in that channel, as Discord resolved them. None outside a server. */
  readonly permissions: { readonly manageServer: boolean; readonly speak: boolean };
  readonly roles: readonly Snowflake[];
  /** The interface words in the person's own language, or the one asked for. */
  readonly speech: Speech;
}

/** What a command may use. Everything is passed in; nothing is global. */
export interface Deps {
  readonly library: Library;
  readonly languages: Languages;
  readonly store: Store;
  readonly discord: Discord;
  readonly clock: Clock;
}

/** What is done with an interaction. `update` changes the message that the pressed button belongs to. */
export type Reply =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly private: boolean }
  | { readonly kind: 'update'; readonly answer: Answer }
  | { readonly kind: 'form'; readonly form: Form };

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** Where a command can be used. `server` alone: by members of a server that the bot has joined. */
export type Scope = 'anywhere' | 'server';

/**
 * One slash command or subcommand. `parse` turns Discord's options (by name) into the command's own type; it
 * throws a {@link ../commands/errors.ts UserError} with words for the person when something is wrong.
 */
export interface Command<Options = unknown> {
  /** `timeline`, or `campaign create`: the words that a person types. */
  readonly name: string;
  readonly scope: Scope;
  /** `manage-server`: hidden from others by default, and checked again at every use. */
  readonly needs: 'nothing' | 'manage-server';
  readonly description: WordKey;
  readonly options: (deps: Pick<Deps, 'library' | 'languages'>) => readonly OptionDefinition[];
  readonly parse: (given: Readonly<Record<string, string | number | boolean>>) => Options;
  readonly run: (options: Options, asker: Asker, deps: Deps) => Promise<Reply>;
  /** Suggestions for the option that is being typed: at most 25, the best first. */
  readonly suggest?: (
    typed: { readonly option: string; readonly text: string },
    asker: Asker,
    deps: Deps,
  ) => Promise<readonly Choice[]>;
}

/** An option without its words: those come from the locales, in every language. */
export interface OptionDefinition {
  readonly name: string;
  readonly type: APIApplicationCommandOption['type'];
  readonly description: WordKey;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly {
    readonly value: string;
    readonly name: WordKey | { readonly text: string };
  }[];
  readonly channelTypes?: readonly number[];
  readonly minLength?: number;
  readonly maxLength?: number;
}

/**
 * What happens when a button or select is used, or a form submitted, whose custom id begins with `route` and
 * a `:`. The rest of the id is data of the record or opaque ids; it carries no authority.
 */
export interface Handler {
  readonly route: string;
  readonly needs: 'nothing' | 'manage-server';
  readonly run: (press: Press, asker: Asker, deps: Deps) => Promise<Reply>;
}

export interface Press {
  /** The parts of the custom id behind the route. */
  readonly args: readonly string[];
  /** The chosen values of a select. */
  readonly values: readonly string[];
  /** What was typed into a form, by the custom id of the input. */
  readonly fields: Readonly<Record<string, string>>;
}
