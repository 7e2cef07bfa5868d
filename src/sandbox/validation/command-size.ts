import type { APIApplicationCommandOption, LocalizationMap } from 'discord-api-types/v10';
import type { CommandBody } from './command.ts';

/**
 * How many characters a command counts for: names, descriptions and values of it and of everything in it;
 * where there are translations, the longest.
 *
 * @see https://discord.com/developers/docs/interactions/application-commands#slash-commands
 */
export function commandSize(command: CommandBody): number {
  return textSize(command) + optionsSize(command.options ?? []);
}

function optionsSize(options: readonly APIApplicationCommandOption[]): number {
  return options.reduce((sum, option) => {
    const inner = 'options' in option ? optionsSize(option.options ?? []) : 0;
    const choices = 'choices' in option ? (option.choices ?? []) : [];
    const values = choices.reduce(
      (all, choice) => all + longest(choice.name, choice.name_localizations) + String(choice.value).length,
      0,
    );
    return sum + textSize(option) + inner + values;
  }, 0);
}

function textSize(named: {
  readonly name: string;
  readonly name_localizations?: LocalizationMap | null;
  readonly description?: string | null;
  readonly description_localizations?: LocalizationMap | null;
}): number {
  return (
    longest(named.name, named.name_localizations) +
    longest(named.description ?? '', named.description_localizations)
  );
}

function longest(text: string, translations: LocalizationMap | null | undefined): number {
  return Math.max(
    text.length,
    ...Object.values(translations ?? {}).map((translated) => translated?.length ?? 0),
  );
}
