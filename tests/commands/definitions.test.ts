import { describe, expect, test } from 'vitest';
import { commandDefinitions, menuDefinitions } from '../../commands/definitions.ts';
import { standardRegistry } from '../../commands/registry.ts';
import { loadLanguages } from '../../messages/words.ts';
import { libraryOf, riverPack } from '../support/river-pack.ts';

const languages = await loadLanguages();
const deps = { library: libraryOf(riverPack()), languages };
const everywhere = commandDefinitions(deps, { server: true, user: true });

type Localized = Readonly<Record<string, string | null>> | null | undefined;
interface Part {
  readonly name: string;
  readonly name_localizations?: Localized;
  readonly description: string;
  readonly description_localizations?: Localized;
  readonly required?: boolean;
  readonly options?: readonly Part[];
  readonly choices?: readonly {
    readonly name: string;
    readonly name_localizations?: Localized;
    readonly value: string | number;
  }[];
}

/** Discord's pattern for the names of commands and options; small letters where the script has them. */
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

function names(part: Part): readonly string[] {
  return [part.name, ...Object.values(part.name_localizations ?? {}).flatMap((name) => name ?? [])];
}

function brokenIn(part: Part, path: string): readonly string[] {
  const broken: string[] = [];
  const check = (holds: boolean, what: string): void => {
    if (!holds) broken.push(`${path}: ${what}`);
  };
  for (const name of names(part))
    check(namePattern.test(name) && name === name.toLowerCase(), `the name "${name}"`);
  const descriptions = [part.description, ...Object.values(part.description_localizations ?? {})];
  for (const text of descriptions)
    check(text !== null && text.length >= 1 && text.length <= 100, `the description "${text}"`);
  const options = part.options ?? [];
  check(options.length <= 25, `${options.length} options`);
  for (const locale of ['en', 'es-ES', 'es-419']) {
    const shown = options.map((option) => option.name_localizations?.[locale] ?? option.name);
    check(new Set(shown).size === shown.length, `two options of one name in ${locale}`);
  }
  const firstOptional = options.findIndex(({ required }) => required !== true);
  check(
    firstOptional === -1 || options.slice(firstOptional).every(({ required }) => required !== true),
    'order of options',
  );
  const choices = part.choices ?? [];
  check(choices.length <= 25, `${choices.length} choices`);
  check(new Set(choices.map(({ value }) => value)).size === choices.length, 'two choices of one value');
  for (const choice of choices) {
    for (const name of [choice.name, ...Object.values(choice.name_localizations ?? {})]) {
      check(name !== null && name.length >= 1 && name.length <= 100, `the choice "${name}"`);
    }
    check(
      String(choice.value).length >= 1 && String(choice.value).length <= 100,
      `the value "${choice.value}"`,
    );
  }
  return [...broken, ...options.flatMap((option) => brokenIn(option, `${path} ${option.name}`))];
}

/** What Discord counts together for one command; of a text in several languages the longest. */
function size(part: Part): number {
  const longest = (text: string, other: Localized): number =>
    Math.max(text.length, ...Object.values(other ?? {}).map((one) => one?.length ?? 0));
  return (
    longest(part.name, part.name_localizations) +
    longest(part.description, part.description_localizations) +
    (part.choices ?? []).reduce(
      (sum, { name, name_localizations: other, value }) => sum + longest(name, other) + String(value).length,
      0,
    ) +
    (part.options ?? []).reduce((sum, option) => sum + size(option), 0)
  );
}

test('every command is within Discord’s limits', () => {
  expect(everywhere.flatMap((definition) => brokenIn(definition as Part, definition.name))).toEqual([]);
  expect(Math.max(...everywhere.map((definition) => size(definition as Part)))).toBeLessThanOrEqual(8000);
  expect(everywhere.length).toBeLessThanOrEqual(100);
  for (const locale of ['en', 'es-ES', 'es-419']) {
    const shown = everywhere.map(
      (definition) => (definition as Part).name_localizations?.[locale] ?? definition.name,
    );
    expect(new Set(shown).size).toBe(shown.length);
  }
});

test('the commands of the record are there with their options', () => {
  const options = (name: string): readonly string[] | undefined =>
    everywhere.find((definition) => definition.name === name)?.options?.map((option) => option.name);
  expect(options('timeline')).toEqual(['event', 'topic', 'year', 'period', 'language', 'share']);
  expect(options('demands')).toEqual(['demand', 'language', 'share']);
  expect(options('casualties')).toEqual(['event', 'language', 'share']);
  expect(options('source')).toEqual(['find', 'language', 'share']);
  expect(options('help')).toEqual([]);
  expect(options('privacy')).toEqual([]);
});

test('the languages of an answer are those of the packs, each by its own name', () => {
  const timeline: Part | undefined = everywhere.find(({ name }) => name === 'timeline') as Part | undefined;
  const language = timeline?.options?.find(({ name }) => name === 'language');
  expect(language?.choices).toEqual([
    { name: 'English', value: 'en' },
    { name: 'Español', value: 'es' },
  ]);
});

test('a record is chosen by its name in the language of the reader', () => {
  const campaign = everywhere.find(({ name }) => name === 'campaign') as Part | undefined;
  const create = campaign?.options?.find(({ name }) => name === 'create');
  const spanish = 'El valle del río, 2019';
  expect(create?.options?.find(({ name }) => name === 'pack')?.choices).toEqual([
    {
      name: 'The river valley, 2019',
      name_localizations: { 'es-ES': spanish, 'es-419': spanish },
      value: expect.any(String),
    },
  ]);
});

test('every text of every command is in every language of the interface, Spanish for both of Discord’s', () => {
  const parts = (part: Part): readonly Part[] => [part, ...(part.options ?? []).flatMap(parts)];
  for (const part of everywhere.flatMap((definition) => parts(definition as Part))) {
    const { 'es-ES': spain, 'es-419': america, ...others } = part.description_localizations ?? {};
    expect([spain, others]).toEqual([america, {}]);
    expect(spain).not.toBe(part.description);
  }
});

test('an option is called in English as it is published', () => {
  const english = languages.in('en');
  const options = [...standardRegistry.commands.values()].flatMap((command) => command.options(deps));
  const named = options.flatMap(({ name, localName }) => (localName ? [[name, english.t(localName)]] : []));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(([published, shown]) => published !== shown)).toEqual([]);
});

describe('where a command is offered', () => {
  const found = (installs: { server: boolean; user: boolean }, name: string) =>
    commandDefinitions(deps, installs).find((definition) => definition.name === name);

  test('anywhere: also in direct messages, between people only when people can install it', () => {
    expect(found({ server: true, user: true }, 'timeline')).toMatchObject({
      contexts: [0, 1, 2],
      integration_types: [0, 1],
    });
    expect(found({ server: true, user: false }, 'timeline')).toMatchObject({
      contexts: [0, 1],
      integration_types: [0],
    });
    expect(found({ server: false, user: true }, 'timeline')).toMatchObject({ integration_types: [1] });
  });

  test('in a server: nowhere else, and not at all when no server can install it', () => {
    expect(found({ server: true, user: true }, 'campaign')).toMatchObject({
      contexts: [0],
      integration_types: [0],
      default_member_permissions: '32',
    });
    expect(found({ server: false, user: true }, 'campaign')).toBeUndefined();
    expect(found({ server: true, user: true }, 'timeline')).toMatchObject({
      default_member_permissions: null,
    });
  });
});

describe('the menu of a message', () => {
  const menus = menuDefinitions(deps, { server: true, user: true });

  test('is within Discord’s limits, and named in every language', () => {
    expect(menus.length).toBeLessThanOrEqual(15);
    expect(menus.map(({ name, name_localizations: others }) => [name, others])).toEqual([
      [
        'Check against sources',
        { 'es-ES': 'Comparar con las fuentes', 'es-419': 'Comparar con las fuentes' },
      ],
      ['Manage this post', { 'es-ES': 'Gestionar esta publicación', 'es-419': 'Gestionar esta publicación' }],
    ]);
    const shown = menus.flatMap(({ name, name_localizations: others }) => [
      name,
      ...Object.values(others ?? {}),
    ]);
    for (const name of shown) expect(name).toMatch(/^[-_'\p{L}\p{N} ]{1,32}$/u);
  });

  test('is offered wherever the application can be installed', () => {
    expect(menus[0]).toMatchObject({
      type: 3,
      contexts: [0, 1, 2],
      integration_types: [0, 1],
      default_member_permissions: null,
    });
    expect(menus[0]).not.toHaveProperty('description');
    expect(menuDefinitions(deps, { server: true, user: false })[0]).toMatchObject({ contexts: [0, 1] });
  });
});
