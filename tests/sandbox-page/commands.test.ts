import { ChannelType } from 'discord-api-types/v10';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Languages, loadLanguages } from '../../messages/words.ts';
import { offeredCommands } from '../../src/sandbox/page/commands.ts';
import { memberCommands, organiserCommands } from './practice-commands.ts';
import { ana, general, rosa } from './practice-server.ts';

let languages: Languages;
beforeAll(async () => {
  languages = await loadLanguages();
});

function offered(locale: string) {
  const view = {
    serverName: 'x',
    roles: [],
    channels: [{ id: general, type: ChannelType.GuildText, name: 'general', topic: '', private: false }],
    commands: [...organiserCommands, ...memberCommands],
    botOnline: true,
  };
  return offeredCommands(view, [ana, rosa], { locale, speech: languages.in(languages.forLocale(locale)) });
}

describe('the commands that are offered', () => {
  test('subcommands stand on their own, in order of their names', () => {
    expect(offered('en-US').map(({ name }) => name)).toEqual([
      'announce',
      'campaign create',
      'campaign resume',
      'casualties',
      'help',
      'silence',
      'timeline',
    ]);
  });

  test('Latin American Spanish falls back to that of Spain, other languages to the plain words', () => {
    const spanish = offered('es-419').find(({ name }) => name === 'casualties');
    expect(spanish?.description).toBe('Cuántas personas murieron o fueron heridas, y quién lo dice');
    expect(spanish?.options[0]).toMatchObject({ name: 'event', label: 'hecho', description: 'Qué hecho' });
    expect(spanish?.options[2]?.choices.map(({ label }) => label)).toEqual(['English', 'Español']);
    expect(offered('de').find(({ name }) => name === 'casualties')?.options[0]?.label).toBe('event');
  });

  test('each option says how it is filled', () => {
    const kinds = Object.fromEntries(
      offered('en-US').flatMap(({ options }) => options.map(({ name, kind }) => [name, kind])),
    );
    expect(kinds).toEqual({
      name: 'text',
      channel: 'pick',
      event: 'suggest',
      share: 'pick',
      language: 'pick',
      year: 'whole',
    });
  });

  test('channels and yes or no are choices', () => {
    const create = offered('es-419').find(({ name }) => name === 'campaign create');
    expect(create?.options[1]?.choices).toEqual([{ label: '#general', value: general }]);
    const share = offered('es-419').find(({ name }) => name === 'casualties')?.options[1];
    expect(share?.choices).toEqual([
      { label: 'Sí', value: true },
      { label: 'No', value: false },
    ]);
  });
});
