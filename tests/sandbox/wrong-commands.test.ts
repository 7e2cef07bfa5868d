import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { type Case, long, nested, times } from './bodies.ts';
import { start } from './harness.ts';

const command = { name: 'casualties', description: 'How many' };
const option = (name: string, more: object = {}): object => ({
  type: Option.String,
  name,
  description: 'x',
  ...more,
});
const choices = (count: number, name = (n: number) => `${n}`) =>
  times(count, (n) => ({ name: name(n), value: `${n}` }));
const sub = (name: string, options: object[] = []): object => ({
  type: Option.Subcommand,
  name,
  description: 'x',
  options,
});

const wrongCommands: readonly Case[] = [
  ['a name with capitals', { ...command, name: 'Casualties' }, 'name', 'APPLICATION_COMMAND_INVALID_NAME'],
  ['a name with a space', { ...command, name: 'how many' }, 'name', 'APPLICATION_COMMAND_INVALID_NAME'],
  ['a name over 32', { ...command, name: long(33) }, 'name', 'BASE_TYPE_MAX_LENGTH'],
  ['no name', { description: 'x' }, 'name', 'BASE_TYPE_REQUIRED'],
  ['no description', { name: 'x' }, 'description', 'BASE_TYPE_REQUIRED'],
  ['a description over 100', { ...command, description: long(101) }, 'description', 'BASE_TYPE_MAX_LENGTH'],
  [
    'a translated name with a space',
    { ...command, name_localizations: { 'es-ES': 'a b' } },
    'name_localizations.es-ES',
    'APPLICATION_COMMAND_INVALID_NAME',
  ],
  [
    'an unknown locale',
    { ...command, name_localizations: { qu: 'x' } },
    'name_localizations',
    'ENUM_TYPE_COERCE',
  ],
  [
    '26 options',
    { ...command, options: times(26, (n) => option(`o${n}`)) },
    'options',
    'BASE_TYPE_MAX_LENGTH',
  ],
  [
    'the same option twice',
    { ...command, options: [option('x'), option('x')] },
    'options.1.name',
    'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
  ],
  [
    'a required option behind another',
    { ...command, options: [option('a'), option('b', { required: true })] },
    'options.1',
    'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
  ],
  [
    'an unknown type of option',
    { ...command, options: [{ type: 99, name: 'x', description: 'x' }] },
    'options.0.type',
    'BASE_TYPE_CHOICES',
  ],
  [
    'an option with capitals',
    { ...command, options: [option('Event')] },
    'options.0.name',
    'APPLICATION_COMMAND_INVALID_NAME',
  ],
  [
    '26 choices',
    { ...command, options: [option('x', { choices: choices(26) })] },
    'options.0.choices',
    'BASE_TYPE_MAX_LENGTH',
  ],
  [
    'two choices with a name',
    { ...command, options: [option('x', { choices: choices(2, () => 'same') })] },
    'options.0.choices.1',
    'APPLICATION_COMMAND_OPTIONS_CHOICES_NAME_ALREADY_EXISTS',
  ],
  [
    'choices and suggestions',
    { ...command, options: [option('x', { choices: choices(1), autocomplete: true })] },
    'options.0.autocomplete',
    'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_EXCLUSIVE',
  ],
  [
    'an option beside a subcommand',
    { ...command, options: [sub('a'), option('b')] },
    'options.0.type',
    'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
  ],
  [
    'a menu with a description',
    { name: 'Check', type: 3, description: 'x' },
    'description',
    'APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED',
  ],
  [
    'more than 8,000 characters',
    {
      ...command,
      options: times(25, (n) =>
        sub(
          `s${n}`,
          times(4, (m) => option(`o${m}`, { description: long(100) })),
        ),
      ),
    },
    '',
    'APPLICATION_COMMAND_TOO_LARGE',
  ],
  [
    'an install that is switched off',
    { ...command, integration_types: [1] },
    'integration_types.0',
    'APPLICATION_COMMAND_INVALID_INTEGRATION_TYPE',
  ],
];

test.each(wrongCommands)('a command with %s is refused', async (_what, body, field, code) => {
  await using harness = await start();
  const commands = `/applications/${harness.sandbox.world.application.id}/commands`;
  expect(await harness.request('POST', commands, body)).toMatchObject({
    status: 400,
    json: { code: 50035, errors: nested(field, code) },
  });
  expect(await harness.request('PUT', commands, [body])).toMatchObject({
    status: 400,
    json: { code: 50035, errors: nested(field === '' ? '0' : `0.${field}`, code) },
  });
  expect((await harness.request('GET', commands)).json).toEqual([]);
});

test('two commands with a name are refused', async () => {
  await using harness = await start();
  const commands = `/applications/${harness.sandbox.world.application.id}/commands`;
  expect(await harness.request('PUT', commands, [command, command])).toMatchObject({
    status: 400,
    json: { errors: nested('1.name', 'APPLICATION_COMMANDS_DUPLICATE_NAME') },
  });
  expect(await harness.request('PUT', commands, command)).toMatchObject({
    status: 400,
    json: { code: 50035 },
  });
});
