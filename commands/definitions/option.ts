import {
  ApplicationCommandOptionType,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOptionChoice,
} from 'discord-api-types/v10';
import type { Languages } from '../../messages/words.ts';
import type { OptionDefinition } from '../contract.ts';
import { textInOthers, worded } from './wording.ts';

/** Discord's limit for what a choice is called. */
const choiceLength = 100;

/** An option as Discord wants it. What its type has no use for is left out. */
export function optionJson(option: OptionDefinition, languages: Languages): APIApplicationCommandBasicOption {
  const common = { ...worded(option.name, option, languages), required: option.required ?? false };
  switch (option.type) {
    case ApplicationCommandOptionType.String: {
      const length = {
        ...(option.minLength !== undefined && { min_length: option.minLength }),
        ...(option.maxLength !== undefined && { max_length: option.maxLength }),
      };
      if (option.autocomplete === true)
        return { type: option.type, ...common, ...length, autocomplete: true };
      const choices = option.choices?.map((choice) => choiceJson(choice, languages));
      return { type: option.type, ...common, ...length, ...(choices && { choices }) };
    }
    case ApplicationCommandOptionType.Channel: {
      const types = option.channelTypes && [...option.channelTypes];
      return { type: option.type, ...common, ...(types && { channel_types: types }) };
    }
    case ApplicationCommandOptionType.Integer:
      return { type: ApplicationCommandOptionType.Integer, ...common };
    case ApplicationCommandOptionType.Boolean:
      return { type: ApplicationCommandOptionType.Boolean, ...common };
    case ApplicationCommandOptionType.Role:
      return { type: ApplicationCommandOptionType.Role, ...common };
    case ApplicationCommandOptionType.User:
      return { type: ApplicationCommandOptionType.User, ...common };
    case ApplicationCommandOptionType.Attachment:
    default:
      return { type: ApplicationCommandOptionType.Attachment, ...common };
  }
}

function choiceJson(
  { name, value }: NonNullable<OptionDefinition['choices']>[number],
  languages: Languages,
): APIApplicationCommandOptionChoice<string> {
  if (typeof name !== 'string') {
    const others = textInOthers(name.inOthers ?? {}, choiceLength);
    return { name: name.text, ...(Object.keys(others).length > 0 && { name_localizations: others }), value };
  }
  return { ...choiceName(name, languages), value };
}

function choiceName(key: OptionDefinition['description'], languages: Languages) {
  const { description, description_localizations } = worded('', { description: key }, languages);
  return { name: description, name_localizations: description_localizations };
}
