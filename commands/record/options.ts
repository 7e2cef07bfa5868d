import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import { Language } from '../../content/language.ts';
import { ownLanguageName } from '../../messages/say.ts';
import type { Command, Given, OptionDefinition } from '../contract.ts';
import { UserError } from '../errors.ts';

type Option = 'event' | 'topic' | 'year' | 'period' | 'demand' | 'find';

/** What may be typed into an option: longer texts are no names of events. */
const longestText = 200;

const wording = {
  event: ['commands.options.event.name', 'commands.options.event.description'],
  topic: ['commands.options.topic.name', 'commands.options.topic.description'],
  year: ['commands.options.year.name', 'commands.options.year.description'],
  period: ['commands.options.period.name', 'commands.options.period.description'],
  demand: ['commands.options.demand.name', 'commands.options.demand.description'],
  find: ['commands.options.find.name', 'commands.options.find.description'],
} as const;

/** An option in which a person writes in their own words while suggestions are shown. */
export function textOption(name: Option): OptionDefinition {
  const [localName, description] = wording[name];
  return {
    name,
    localName,
    description,
    type: ApplicationCommandOptionType.String,
    autocomplete: true,
    maxLength: longestText,
  };
}

/** `language` and `share`, which every command of the record takes last. */
export const commonOptions: Command['options'] = ({ library }) => [
  {
    name: 'language',
    localName: 'commands.options.language.name',
    description: 'commands.options.language.description',
    type: ApplicationCommandOptionType.String,
    choices: [...new Set(library.shelves.flatMap(({ record }) => record.pack.languages))]
      .slice(0, 25)
      .map((language) => ({ value: language, name: { text: ownLanguageName(language) } })),
  },
  {
    name: 'share',
    localName: 'commands.options.share.name',
    description: 'commands.options.share.description',
    type: ApplicationCommandOptionType.Boolean,
  },
];

const Text = z.preprocess((given) => (given === '' ? undefined : given), z.string().max(6000).optional());
const Options = z.object({
  event: Text,
  topic: Text,
  year: Text,
  period: Text,
  demand: Text,
  find: Text,
  language: Language.optional(),
  share: z.boolean().default(false),
});
export type RecordOptions = z.infer<typeof Options>;

/**
 * Reads the options of a command of the record.
 *
 * @throws UserError when one is of a kind that Discord does not send for it
 */
export function parseRecordOptions(given: Given): RecordOptions {
  const year = given['year'];
  const parsed = Options.safeParse(typeof year === 'number' ? { ...given, year: String(year) } : given);
  if (!parsed.success)
    throw new UserError('errors.options', { options: Object.keys(given).join(', ').slice(0, 100) });
  return parsed.data;
}
