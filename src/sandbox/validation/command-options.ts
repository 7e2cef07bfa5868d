import { type APIApplicationCommandOption, ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { FormBody, Path } from './form-body.ts';

/** @see https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming */
export const commandName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const { Subcommand, SubcommandGroup } = ApplicationCommandOptionType;

type Option = APIApplicationCommandOption;

/** What Discord checks in the options of a command beyond their shapes. */
export function checkOptions(options: readonly Option[], form: FormBody, path: Path, depth = 0): void {
  form.length(path, options.length, 0, 25);
  const names = new Set<string>();
  const nested = options.filter(({ type }) => type === Subcommand || type === SubcommandGroup).length;
  let optionalSeen = false;
  options.forEach((option, index) => {
    const at = [...path, index];
    if (!commandName.test(option.name) || option.name !== option.name.toLowerCase()) {
      form.add([...at, 'name'], 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
    }
    if (names.has(option.name)) {
      form.add(
        [...at, 'name'],
        'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
        'Option name already exists',
      );
    }
    names.add(option.name);
    if (isWronglyNested(option, nested, options.length, depth)) {
      form.add(
        [...at, 'type'],
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Sub-command and sub-command group option types are mutually exclusive to all other types',
      );
    }
    if (option.required === true && optionalSeen) {
      form.add(
        at,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    }
    optionalSeen ||= option.required !== true;
    checkValues(option, form, at);
    if (option.type === Subcommand || option.type === SubcommandGroup) {
      checkOptions(
        option.options ?? [],
        form,
        [...at, 'options'],
        depth + (option.type === Subcommand ? 2 : 1),
      );
    }
  });
}

/** Groups hold subcommands only and stand at the top; subcommands hold plain options only. */
function isWronglyNested(option: Option, nested: number, all: number, depth: number): boolean {
  if (option.type === SubcommandGroup) return depth > 0 || nested !== all;
  if (option.type === Subcommand) return depth > 1 || nested !== all;
  return depth === 1;
}

function checkValues(option: Option, form: FormBody, path: Path): void {
  const choices = 'choices' in option ? (option.choices ?? []) : [];
  const names = new Set<string>();
  choices.forEach(({ name, value }, index) => {
    if (typeof value === 'string') form.length([...path, 'choices', index, 'value'], value.length, 1, 100);
    if (names.has(name)) {
      form.add(
        [...path, 'choices', index],
        'APPLICATION_COMMAND_OPTIONS_CHOICES_NAME_ALREADY_EXISTS',
        'Choice name already exists',
      );
    }
    names.add(name);
  });
  if ('autocomplete' in option && option.autocomplete && choices.length > 0) {
    form.add(
      [...path, 'autocomplete'],
      'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_EXCLUSIVE',
      'An option with autocomplete cannot have choices',
    );
  }
  for (const [low, high] of [
    ['min_length', 'max_length'],
    ['min_value', 'max_value'],
  ] as const) {
    const least: unknown = Reflect.get(option, low);
    const most: unknown = Reflect.get(option, high);
    if (typeof least === 'number' && typeof most === 'number' && least > most) {
      form.add([...path, low], 'BASE_TYPE_BAD_INTEGER', `${low} must not be greater than ${high}`);
    }
  }
}
