import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as OptionType,
  ApplicationCommandType,
} from 'discord-api-types/v10';
import type { Person, ServerView } from '../person.ts';
import { type Localized, localized } from './localized.ts';
import { valuesOf } from './option-values.ts';
import type { Reader } from './reader.ts';

/** A command or subcommand as the entry offers it, in the reader's language. */
export interface OfferedCommand {
  /** What is sent: `timeline`, or `campaign create`. */
  readonly name: string;
  /** What is shown: the same words in the reader's language. */
  readonly label: string;
  readonly description: string;
  readonly options: readonly OfferedOption[];
}

export interface OfferedOption {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly required: boolean;
  /** `pick` must be one of `choices`; `suggest` is asked for while typing, and takes free text too. */
  readonly kind: 'text' | 'whole' | 'number' | 'pick' | 'suggest' | 'file';
  readonly choices: readonly { readonly label: string; readonly value: string | number | boolean }[];
}

/** A command that is used on a message. */
export type OfferedMenu = Pick<OfferedCommand, 'name' | 'label'>;

/** Every command that can be typed: subcommands stand on their own, as people write them. */
export function offeredCommands(
  view: ServerView,
  people: readonly Person[],
  reader: Pick<Reader, 'locale' | 'speech'>,
): readonly OfferedCommand[] {
  const typed = view.commands.filter((command) => command.type === ApplicationCommandType.ChatInput);
  return typed
    .flatMap((command) => spellOut(command, [], view, people, reader))
    .toSorted((a, b) => a.label.localeCompare(b.label, reader.locale));
}

/** The commands that are used on a message, from its own menu. */
export function offeredMenus(view: ServerView, reader: Pick<Reader, 'locale'>): readonly OfferedMenu[] {
  return view.commands
    .filter((command) => command.type === ApplicationCommandType.Message)
    .map(({ name, name_localizations: names }) => ({ name, label: localized(names, name, reader) }));
}

interface Above {
  readonly name: string;
  readonly label: string;
}

function spellOut(
  named: Pick<APIApplicationCommand | APIApplicationCommandOption, 'name' | 'description'> &
    Localized & {
      readonly options?: readonly APIApplicationCommandOption[];
    },
  above: readonly Above[],
  view: ServerView,
  people: readonly Person[],
  reader: Pick<Reader, 'locale' | 'speech'>,
): OfferedCommand[] {
  const path = [
    ...above,
    { name: named.name, label: localized(named.name_localizations, named.name, reader) },
  ];
  const options = named.options ?? [];
  const below = options.filter(isGroup);
  if (below.length > 0) return below.flatMap((option) => spellOut(option, path, view, people, reader));
  return [
    {
      name: path.map(({ name }) => name).join(' '),
      label: path.map(({ label }) => label).join(' '),
      description: localized(named.description_localizations, named.description, reader),
      options: options
        .filter((option) => !isGroup(option))
        .map((option) => offer(option, view, people, reader)),
    },
  ];
}

function offer(
  option: APIApplicationCommandBasicOption,
  view: ServerView,
  people: readonly Person[],
  reader: Pick<Reader, 'locale' | 'speech'>,
): OfferedOption {
  return {
    name: option.name,
    label: localized(option.name_localizations, option.name, reader),
    description: localized(option.description_localizations, option.description, reader),
    required: option.required === true,
    ...valuesOf(option, view, people, reader),
  };
}

function isGroup(
  option: APIApplicationCommandOption,
): option is Exclude<APIApplicationCommandOption, APIApplicationCommandBasicOption> {
  return option.type === OptionType.Subcommand || option.type === OptionType.SubcommandGroup;
}
