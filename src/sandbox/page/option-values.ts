import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType as OptionType,
} from 'discord-api-types/v10';
import type { Person, ServerView } from '../person.ts';
import { choiceWords, choosable } from './channel-kind.ts';
import type { OfferedOption } from './commands.ts';
import { localized } from './localized.ts';
import type { Reader } from './reader.ts';

/** How an option is filled, and what can be chosen for it, by its type. */
export function valuesOf(
  option: APIApplicationCommandBasicOption,
  view: ServerView,
  people: readonly Person[],
  { speech, locale }: Pick<Reader, 'locale' | 'speech'>,
): Pick<OfferedOption, 'kind' | 'choices'> {
  switch (option.type) {
    case OptionType.Boolean:
      return {
        kind: 'pick',
        choices: [
          { label: speech.t('sandbox.entry.yes'), value: true },
          { label: speech.t('sandbox.entry.no'), value: false },
        ],
      };
    case OptionType.Channel:
      return {
        kind: 'pick',
        choices: choosable(view.channels, option.channel_types).map((channel) => ({
          label: choiceWords(channel),
          value: channel.id,
        })),
      };
    case OptionType.User:
    case OptionType.Mentionable:
      return { kind: 'pick', choices: people.map(({ id, name }) => ({ label: `@${name}`, value: id })) };
    case OptionType.Attachment:
      return { kind: 'file', choices: [] };
    case OptionType.Role:
      return { kind: 'text', choices: [] };
    case OptionType.String:
    case OptionType.Integer:
    case OptionType.Number: {
      if (option.autocomplete === true) return { kind: 'suggest', choices: [] };
      if (option.choices !== undefined && option.choices.length > 0) {
        return {
          kind: 'pick',
          choices: option.choices.map((choice) => ({
            label: localized(choice.name_localizations, choice.name, { locale }),
            value: choice.value,
          })),
        };
      }
      const kinds = {
        [OptionType.String]: 'text',
        [OptionType.Integer]: 'whole',
        [OptionType.Number]: 'number',
      } as const;
      return { kind: kinds[option.type], choices: [] };
    }
  }
}
