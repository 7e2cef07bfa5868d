import { describe, expect, test } from 'vitest';
import { ask, answerOf, askerWith, bot, readAloud } from '../support/asking.ts';
import { libraryOf, riverPack } from '../support/river-pack.ts';

const member = askerWith();
const hispanic = askerWith({ language: 'es' });

describe('answers', () => {
  test('are private unless shared', async () => {
    for (const name of ['timeline', 'demands', 'casualties', 'source', 'help', 'privacy']) {
      expect((await ask(name)).reply).toMatchObject({ kind: 'answer', private: true });
    }
    expect((await ask('timeline', { share: true })).reply).toMatchObject({ private: false });
  });

  test('stay private, and say why, where the person may not speak', async () => {
    const silent = askerWith({ permissions: { speak: false } });
    const { reply, text } = await ask('timeline', { share: true }, silent);
    expect(reply).toMatchObject({ private: true });
    expect(text).toContain('you may not write in this channel');
    expect(text).toContain('March to the dam');
  });

  test('begin with one sentence, and speak the person’s language or the one asked for', async () => {
    expect((await ask('casualties')).text.split('\n')[0]).toBe(
      'The documents give different figures: at least 7 people killed (as of 4 May 2019); nearly 11 people killed (as of about June 2019).',
    );
    expect((await ask('timeline', {}, hispanic)).text).toMatch(/^Los documentos registran 3 hechos/);
    expect((await ask('timeline', { language: 'es' })).text).toMatch(/^Los documentos registran 3 hechos/);
    expect((await ask('timeline', { language: 'en' }, hispanic)).text).toMatch(
      /^The documents record 3 events/,
    );
  });
});

describe('which pack', () => {
  const other = { ...riverPack(), id: 'hill', title: { en: 'The hill', es: 'El cerro' } };
  const library = libraryOf(riverPack(), other);
  const guildId = member.guildId ?? '';

  test('that of the server’s campaign, else the first', async () => {
    const campaigns = [
      { id: 'old', guildId, pack: 'river', state: 'archived' },
      { id: 'new', guildId, pack: 'hill', state: 'active' },
    ] as const;
    const help = async (given: Parameters<typeof bot>[0], asker = member): Promise<string> => {
      const { dispatch, deps } = bot({ library, ...given });
      return readAloud(answerOf(await dispatch.command('help', {}, asker, deps)));
    };
    expect(await help({ campaigns })).toContain('The hill');
    expect(await help({ campaigns }, askerWith({ guildId: 'another' }))).toContain('The river valley');
    expect(await help({ campaigns }, askerWith({ guildId: null }))).toContain('The river valley');
    expect(await help({ campaigns: [{ id: 'lost', guildId, pack: 'gone', state: 'active' }] })).toContain(
      'The river valley',
    );
  });
});

describe('help', () => {
  test('shows who may manage the server how to begin, and nobody else', async () => {
    const steps = /campaign create[^]*campaign calendar[^]*campaign resume/;
    expect((await ask('help', {}, askerWith({ permissions: { manageServer: true } }))).text).toMatch(steps);
    expect((await ask('help')).text).not.toMatch(/campaign create/);
    expect(
      (await ask('help', {}, askerWith({ guildId: null, permissions: { manageServer: true } }))).text,
    ).not.toMatch(steps);
  });

  test('names every command that can be used where it is asked', async () => {
    for (const asker of [member, hispanic]) {
      const { text } = await ask('help', {}, asker);
      for (const name of ['timeline', 'demands', 'casualties', 'source', 'actions', 'privacy']) {
        expect(text).toContain(`**/${name}**`);
      }
    }
    expect((await ask('help', {}, askerWith({ guildId: null }))).text).not.toContain('/actions');
  });
});
