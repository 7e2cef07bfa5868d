import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type APIApplicationCommandOption,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Command, Deps, PlainKey } from './contract.ts';
import { optionJson } from './definitions/option.ts';
import { inOthers, worded } from './definitions/wording.ts';
import { standardRegistry, type Registry } from './registry.ts';

/** How the application can be installed, as its owner set it on Discord. */
export interface Installs {
  readonly server: boolean;
  readonly user: boolean;
}

type CommandJson = RESTPostAPIChatInputApplicationCommandsJSONBody;

/**
 * The commands as Discord wants them, in every language of the interface. A command is offered only where the
 * application can be installed; what needs a server is left out of an application that has none.
 */
export function commandDefinitions(
  deps: Pick<Deps, 'library' | 'languages'>,
  installs: Installs,
  registry: Registry = standardRegistry,
): readonly CommandJson[] {
  const byFirstWord = Map.groupBy(registry.commands.values(), ({ name }) => name.split(' ')[0] ?? '');
  return [...byFirstWord].flatMap(([name, commands]) => {
    const [command] = commands;
    if (!command) return [];
    const same = commands.every(
      (one) => one.scope === command.scope && permissionsOf(one) === permissionsOf(command),
    );
    if (!same) throw new Error(`the subcommands of "${name}" differ in where or by whom they can be used`);
    const places = placesOf(command, installs);
    if (!places) return [];
    const group = registry.groups.get(name);
    return [
      {
        type: ApplicationCommandType.ChatInput,
        ...(group === undefined ? commandJson(name, command, deps) : groupJson(name, group, commands, deps)),
        ...places,
        default_member_permissions: permissionsOf(command),
      } satisfies CommandJson,
    ];
  });
}

type MenuJson = RESTPostAPIContextMenuApplicationCommandsJSONBody;

/** The entries in the menu of a message as Discord wants them, offered as {@link commandDefinitions} are. */
export function menuDefinitions(
  { languages }: Pick<Deps, 'languages'>,
  installs: Installs,
  registry: Registry = standardRegistry,
): readonly MenuJson[] {
  return [...registry.menus.values()].flatMap((menu): readonly MenuJson[] => {
    const places = placesOf(menu, installs);
    if (!places) return [];
    return [
      {
        type: ApplicationCommandType.Message,
        name: languages.in('en').t(menu.name),
        name_localizations: inOthers(menu.name, languages),
        ...places,
        default_member_permissions: permissionsOf(menu),
      },
    ];
  });
}

type Part = Pick<CommandJson, 'name' | 'description'> & { readonly options: APIApplicationCommandOption[] };

function commandJson(name: string, command: Command, deps: Pick<Deps, 'library' | 'languages'>): Part {
  return {
    ...worded(name, command, deps.languages),
    options: command.options(deps).map((option) => optionJson(option, deps.languages)),
  };
}

function groupJson(
  name: string,
  description: PlainKey,
  commands: readonly Command[],
  deps: Pick<Deps, 'library' | 'languages'>,
): Part {
  return {
    ...worded(name, { description }, deps.languages),
    options: commands.map((command) => ({
      type: ApplicationCommandOptionType.Subcommand,
      ...worded(command.name.split(' ')[1] ?? '', command, deps.languages),
      options: command.options(deps).map((option) => optionJson(option, deps.languages)),
    })),
  };
}

/** Who is offered it by default. */
function permissionsOf({ needs }: Pick<Command, 'needs'>): string | null {
  return needs === 'nothing' ? null : PermissionFlagsBits.ManageGuild.toString();
}

/** Where it is offered: only contexts that the application supports may be named. Null when there is none. */
function placesOf(
  { scope }: Pick<Command, 'scope'>,
  { server, user }: Installs,
): Pick<CommandJson, 'contexts' | 'integration_types'> | null {
  const anywhere = scope === 'anywhere';
  const types = [
    ...(server ? [ApplicationIntegrationType.GuildInstall] : []),
    ...(user && anywhere ? [ApplicationIntegrationType.UserInstall] : []),
  ];
  if (types.length === 0) return null;
  const contexts = [
    InteractionContextType.Guild,
    ...(anywhere ? [InteractionContextType.BotDM] : []),
    // Direct messages between people exist only for what they installed themselves.
    ...(anywhere && user ? [InteractionContextType.PrivateChannel] : []),
  ];
  return { integration_types: types, contexts };
}
