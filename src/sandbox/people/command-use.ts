import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIMessage,
  ApplicationCommandOptionType,
  ApplicationCommandType,
} from 'discord-api-types/v10';
import type { CommandUse } from '../person.ts';
import { optionValue } from './option-value.ts';
import { Refused } from './refused.ts';
import type { Resolved } from './resolved.ts';

/** A command, and the way down to the subcommand that is meant. */
export interface FoundCommand {
  readonly command: APIApplicationCommand;
  readonly way: readonly { readonly name: string; readonly type: ApplicationCommandOptionType }[];
  readonly options: readonly APIApplicationCommandBasicOption[];
}

/** @param offered the commands that the person is offered there */
export function findCommand(offered: readonly APIApplicationCommand[], name: string): FoundCommand {
  const menu = offered.find((one) => one.type !== ApplicationCommandType.ChatInput && one.name === name);
  if (menu !== undefined) return { command: menu, way: [], options: [] };
  const [first, ...rest] = name.trim().replace(/^\//, '').split(/\s+/);
  const nothing = new Refused((speech) => speech.t('refusal.noCommand', { name }));
  const command = offered.find((one) => one.type === ApplicationCommandType.ChatInput && one.name === first);
  if (command === undefined) throw nothing;
  let options: readonly APIApplicationCommandOption[] = command.options ?? [];
  const way: { name: string; type: ApplicationCommandOptionType }[] = [];
  for (const word of rest) {
    const next = options.find((option) => option.name === word);
    if (next === undefined || !holdsOptions(next)) throw nothing;
    way.push({ name: next.name, type: next.type });
    options = next.options ?? [];
  }
  const basic = options.filter((option): option is APIApplicationCommandBasicOption => !holdsOptions(option));
  // A subcommand has to be chosen where there are some.
  if (basic.length < options.length) throw nothing;
  return { command, way, options: basic };
}

function holdsOptions(
  option: APIApplicationCommandOption,
): option is Exclude<APIApplicationCommandOption, APIApplicationCommandBasicOption> {
  const { Subcommand, SubcommandGroup } = ApplicationCommandOptionType;
  return option.type === Subcommand || option.type === SubcommandGroup;
}

/**
 * The data of a slash command's interaction.
 *
 * @param focused the option that is being typed, when suggestions are asked for: then nothing has to be right yet
 * @throws Refused when an option is missing or wrong
 */
export function commandData(
  { command, way, options }: FoundCommand,
  use: Pick<CommandUse, 'name' | 'options'>,
  resolved: Resolved,
  focused: string | null,
): object {
  const unknown = Object.keys(use.options).find((name) => !options.some((option) => option.name === name));
  if (unknown !== undefined) {
    throw new Refused((speech) => speech.t('refusal.option.unknown', { command: use.name, option: unknown }));
  }
  const values = options.flatMap((option) => {
    const { name, type } = option;
    const given = use.options[name];
    if (name === focused) return [{ name, type, value: String(given ?? ''), focused: true }];
    if (given === undefined || given === '') {
      if (option.required !== true || focused !== null) return [];
      throw new Refused((speech) => speech.t('refusal.option.missing', { option: name }));
    }
    try {
      return [{ name, type, value: optionValue(option, given, resolved) }];
    } catch (error) {
      if (focused !== null && error instanceof Refused) return [];
      throw error;
    }
  });
  const nested = way
    .toReversed()
    .reduce<readonly object[]>((inner, step) => [{ ...step, options: inner }], values);
  return { ...identity(command), options: nested, ...resolved.field };
}

/** The data of an interaction with a message's menu. */
export function messageMenuData(command: APIApplicationCommand, target: APIMessage): object {
  return { ...identity(command), target_id: target.id, resolved: { messages: { [target.id]: target } } };
}

/** The data of an interaction with a person's menu. */
export function userMenuData(command: APIApplicationCommand, targetId: string, resolved: Resolved): object {
  if (!resolved.user(targetId)) throw new Refused((speech) => speech.t('refusal.noTarget'));
  return { ...identity(command), target_id: targetId, ...resolved.field };
}

function identity({ id, name, type, guild_id: guildId }: APIApplicationCommand): object {
  return { id, name, type, ...(guildId !== undefined && { guild_id: guildId }) };
}
