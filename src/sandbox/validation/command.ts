import {
  type APIApplicationCommandOption,
  ApplicationCommandType,
  type ApplicationIntegrationType,
  type InteractionContextType,
  Locale,
  type LocalizationMap,
} from 'discord-api-types/v10';
import { checkOptions, commandName } from './command-options.ts';
import { commandSize } from './command-size.ts';
import { FormBody, type Path } from './form-body.ts';
import { conform } from './schema.ts';

/** What a command is made with. */
export interface CommandBody {
  readonly name: string;
  readonly name_localizations?: LocalizationMap | null;
  readonly description?: string | null;
  readonly description_localizations?: LocalizationMap | null;
  readonly options?: APIApplicationCommandOption[] | null;
  readonly default_member_permissions?: number | null;
  readonly dm_permission?: boolean | null;
  readonly contexts?: InteractionContextType[] | null;
  readonly integration_types?: ApplicationIntegrationType[] | null;
  readonly type?: ApplicationCommandType | null;
  readonly nsfw?: boolean | null;
}

const mostCharacters = 8000;
const locales = new Set<string>(Object.values(Locale));

/**
 * Checks a command, or several that are to replace all there are.
 *
 * @param supported the ways of installing that the application has switched on
 * @throws DiscordError 50035 with the place of each mistake
 */
export async function checkCommands(
  bodies: readonly { readonly body: unknown; readonly path: Path }[],
  schema: 'ApplicationCommandCreateRequestSchema' | 'ApplicationCommandUpdateRequestSchema',
  supported: readonly ApplicationIntegrationType[],
): Promise<CommandBody[]> {
  const form = new FormBody();
  const commands: CommandBody[] = [];
  // The schema is Discord's own description of these fields.
  for (const { body, path } of bodies)
    commands.push((await conform(schema, body, form, path)) as CommandBody);
  form.done();

  const names = new Set<string>();
  commands.forEach((command, index) => {
    const path = bodies[index]?.path ?? [];
    checkCommand(command, supported, form, path);
    const key = `${command.type ?? ApplicationCommandType.ChatInput} ${command.name}`;
    if (names.has(key)) {
      form.add(
        [...path, 'name'],
        'APPLICATION_COMMANDS_DUPLICATE_NAME',
        'Application command names must be unique',
      );
    }
    names.add(key);
  });
  form.done();
  return commands;
}

function checkCommand(
  command: CommandBody,
  supported: readonly ApplicationIntegrationType[],
  form: FormBody,
  path: Path,
): void {
  const typed = (command.type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput;
  if (typed) {
    checkName(command.name, form, [...path, 'name']);
    if (!command.description) form.required([...path, 'description']);
    checkOptions(command.options ?? [], form, [...path, 'options']);
  } else {
    if (command.description) {
      form.add(
        [...path, 'description'],
        'APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED',
        'Menus have no description',
      );
    }
    if (command.options && command.options.length > 0) {
      form.add([...path, 'options'], 'APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED', 'Menus have no options');
    }
  }
  for (const [locale, name] of Object.entries(command.name_localizations ?? {})) {
    checkLocale(locale, form, [...path, 'name_localizations']);
    if (typed && typeof name === 'string') checkName(name, form, [...path, 'name_localizations', locale]);
  }
  for (const locale of Object.keys(command.description_localizations ?? {})) {
    checkLocale(locale, form, [...path, 'description_localizations']);
  }
  if (commandSize(command) > mostCharacters) {
    form.add(path, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${mostCharacters})`);
  }
  (command.integration_types ?? []).forEach((type, index) => {
    if (supported.includes(type)) return;
    form.add(
      [...path, 'integration_types', index],
      'APPLICATION_COMMAND_INVALID_INTEGRATION_TYPE',
      'The application does not support this installation context',
    );
  });
}

function checkName(name: string, form: FormBody, path: Path): void {
  if (commandName.test(name) && name === name.toLowerCase()) return;
  form.add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
}

/** Reports a locale that Discord does not have. */
export function checkLocale(locale: string, form: FormBody, path: Path): void {
  if (locales.has(locale)) return;
  form.add(path, 'ENUM_TYPE_COERCE', `Value "${locale}" is not a valid enum value.`);
}
