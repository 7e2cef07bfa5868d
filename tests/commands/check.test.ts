import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../commands/contract.ts';
import { createRegistry } from '../../commands/registry.ts';
import { loadLibrary } from '../../content/load/library.ts';
import { answerOf, askerWith, bot, pressable, readAloud } from '../support/asking.ts';
import { menuMessage } from '../support/menu-message.ts';
import { brokenLimits } from '../support/message-limits.ts';

const loaded = await loadLibrary(new URL('../../content/packs/', import.meta.url));
if (!loaded.ok) throw new Error('the packs do not load');
const { library } = loaded;
const peru = library.shelf('peru')?.record;
const menu = 'Check against sources';
const member = askerWith();

async function check(text: string, language = 'en') {
  const { dispatch, deps, faults } = bot({ library });
  const reply = await dispatch.menu(menu, menuMessage(text), askerWith({ language }), deps);
  expect(faults).toEqual([]);
  expect(reply).toMatchObject({ kind: 'answer', private: true });
  const answer = answerOf(reply);
  expect(brokenLimits(answer)).toEqual([]);
  return { answer, words: readAloud(answer) };
}

/** A message on which the record has more to say than has room. */
const crowded = (peru?.pack.claims ?? [])
  .filter(({ kind }) => kind === 'casualties' || kind === 'person' || kind === 'figure')
  .map(({ text }) => text['en'])
  .join('\n')
  .slice(0, 3900);

describe('Check against sources', () => {
  test('says first what there is, then what the record says with its source and date, and what it is not', async () => {
    const { words } = await check('En Juliaca murieron 25 personas, dice Carlos Ramos', 'es');
    expect(words.split('\n')[0]).toBe('Para cifras de este mensaje, el registro tiene otras.');
    expect(words).toContain('«En Juliaca murieron 25 personas, dice Carlos Ramos»');
    expect(words).toContain('19 personas muertas');
    expect(words).toMatch(/Fuente: .+, «.+», párrafo 19 · al 18 de febrero de 2023/);
    expect(words).toContain('Nombres: Carlos Ramos');
    expect(words).toContain('solo con 4 documentos. El mensaje no se guarda.');
    expect(words).toContain('no dice si es cierto o no');
  });

  test('says which word it read as a name of the record', async () => {
    const { words } = await check('19 murieron en Julliaca', 'es');
    expect(words).toContain('Leí «Julliaca» como «Juliaca»');
    expect(words).toContain('algunas palabras difieren');
  });

  test('of a day alone says that it is only the day', async () => {
    const { words } = await check('El 9 de enero de 2023 compré mi bicicleta', 'es');
    expect(words.split('\n')[0]).toContain('tiene algo para un día de este mensaje');
    expect(words).toContain('### Lo que el registro tiene para ese día');
  });

  test('where documents differ it shows all numbers and why', async () => {
    const { words } = await check('Nearly 60 people were killed in the protests');
    expect(words).toContain('Nearly 60 people killed');
    expect(words).toContain('An estimated 70 people killed');
    expect(words).toContain('The articles count at different times');
    expect(words).toContain('must not be added up');
  });

  test('never calls anything or anybody wrong', async () => {
    for (const language of ['en', 'es']) {
      const { words } = await check('60 people were killed in Juliaca. Nobody died in Ayacucho.', language);
      expect(words).not.toMatch(/\b(?:liar?|lies|lying|false|untrue|fake|mentira|miente|falso|falsa)\b/i);
    }
  });

  test('knows nothing of a recipe, and says which numbers it does not have', async () => {
    const { words, answer } = await check('Mix 200 g flour with 4 eggs.');
    expect(words.split('\n')[0]).toBe('I found nothing of this message in the record.');
    expect(words).toContain('Figures: 200; 4 eggs');
    expect(pressable(answer)).toEqual([]);
  });

  test.each(['', '  \n', '😀🎉', '…'])(
    'a message without words gets a helpful sentence: %j',
    async (text) => {
      const { words } = await check(text);
      expect(words).toContain('There is no text in this message that I can read');
      expect(words).toContain(menu);
    },
  );

  test('of a long message the beginning is compared, and that is said', async () => {
    const start = '19 people were killed in Juliaca. ';
    const { words } = await check(`${start}${'x '.repeat(2100)} 28,960 tear gas canisters from Brazil`);
    expect(words).toContain('I compared its first 4000 characters');
    expect(words).toContain('19 people killed');
    expect(words).not.toContain('28,960');
    expect((await check(start)).words).not.toContain('4000');
  });

  test('what was written cannot change how the answer looks, or call anybody', async () => {
    const { words } = await check(
      '**19** @everyone <@1> [x](https://evil.example) `killed` in Juliaca # a\n> b',
    );
    expect(words).not.toMatch(/(?<!\\)@everyone|(?<!\\)<@1>|(?<!\\)\[x(?<!\\)\]/);
  });

  test('every claim can be opened, beside the answer, also after a restart', async () => {
    const { answer } = await check('19 people were killed in Juliaca');
    const [select] = pressable(answer);
    const { dispatch, deps } = bot({ library });
    for (const value of select?.values ?? []) {
      const reply = await dispatch.press(
        select?.customId ?? '',
        { values: [value], fields: {} },
        member,
        deps,
      );
      expect(reply).toMatchObject({ kind: 'answer', private: true });
      expect(readAloud(answerOf(reply))).toContain('Who is counted: Demonstrators killed in Juliaca');
    }
    expect(select?.values).toHaveLength(1);
  });

  test('what has no room is shown by a button that knows only the claims, also after a restart', async () => {
    const { answer } = await check(crowded);
    const more = pressable(answer).find(({ customId }) => customId.startsWith('check-more'));
    const { dispatch, deps, faults } = bot({ library });
    const reply = await dispatch.press(more?.customId ?? '', { values: [], fields: {} }, member, deps);
    expect(reply).toMatchObject({ kind: 'answer', private: true });
    expect(brokenLimits(answerOf(reply))).toEqual([]);
    expect(readAloud(answerOf(reply))).toMatch(/^\d more statements of the record go with the message/);
    expect(faults).toEqual([]);
  });

  test.each([
    'check-more',
    'check-more:en',
    'check-more:en:AAAAAAAA',
    'check-more:??:AAAAAAAA',
    'check-open:en',
    'check-open:x',
  ])('a forged id is answered helpfully: %s', async (customId) => {
    const { dispatch, deps, faults } = bot({ library });
    const reply = await dispatch.press(
      customId,
      { values: ['claim.0.nothing', 'timeline.0'], fields: {} },
      member,
      deps,
    );
    expect(readAloud(answerOf(reply))).toContain('out of date');
    expect(faults).toEqual([]);
  });

  test('whatever the message, the answer is within the limits', async () => {
    const pieces = fc.constantFrom(
      ...(peru?.pack.claims ?? []).flatMap(({ text }) => Object.values(text)),
      '19 ',
      '28,960 canisters',
      'in Gaza',
      '\u0000',
      '```',
      '@here ',
      'Sonia ',
      'Ñandú Pérez ',
      '3 March 2024 ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 500 }),
      fc.array(pieces, { maxLength: 25 }).map((all) => all.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('en', 'es'), async (given, language) => {
        const { answer } = await check(given, language);
        expect(brokenLimits(answer)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  test('a name that is withheld is in no answer, though the message has it', async () => {
    const { dispatch, deps } = bot();
    const reply = await dispatch.menu(
      menu,
      menuMessage('Ana Oculta was hurt at the March to the dam on 2019-05-01'),
      member,
      deps,
    );
    expect(readAloud(answerOf(reply))).not.toContain('Oculta');
  });
});

describe('a menu', () => {
  const done = { kind: 'form', form: { custom_id: 'x', title: 'x', components: [] } } satisfies Reply;
  const registry = createRegistry({
    commands: [],
    handlers: [],
    groups: {},
    menus: [
      { name: 'check.menu', scope: 'server', needs: 'manage-server', run: async () => done },
      {
        name: 'report.button',
        scope: 'anywhere',
        needs: 'nothing',
        run: async () => {
          throw new Error('broken');
        },
      },
    ],
  });

  test('is refused to those who may not use it, at every use', async () => {
    const { dispatch, deps } = bot({ registry });
    const organiser = askerWith({ permissions: { manageServer: true } });
    expect(await dispatch.menu(menu, menuMessage(''), organiser, deps)).toBe(done);
    expect(readAloud(answerOf(await dispatch.menu(menu, menuMessage(''), member, deps)))).toContain(
      'Manage Server',
    );
    const direct = askerWith({ guildId: null, permissions: { manageServer: true } });
    expect(readAloud(answerOf(await dispatch.menu(menu, menuMessage(''), direct, deps)))).toContain(
      'only in a server',
    );
  });

  test('that is not there any more says so, and one that fails tells a reference and not the text', async () => {
    const { dispatch, deps, faults } = bot({ registry });
    expect(readAloud(answerOf(await dispatch.menu('Gone', menuMessage('x'), member, deps)))).toContain(
      'no longer exists',
    );
    const reply = await dispatch.menu('Report an error', menuMessage('a secret'), member, deps);
    expect(faults).toHaveLength(1);
    expect(readAloud(answerOf(reply))).toContain(faults[0]?.reference);
    expect(JSON.stringify(faults)).not.toContain('secret');
  });

  test('has a name of its own, and there are no more than Discord shows', () => {
    const one = { name: 'check.menu', scope: 'anywhere', needs: 'nothing', run: async () => done } as const;
    const parts = { commands: [], handlers: [], groups: {} };
    expect(() => createRegistry({ ...parts, menus: [one, one] })).toThrow('two menus');
    expect(() => createRegistry({ ...parts, menus: Array.from({ length: 16 }, () => one) })).toThrow(
      '16 menus',
    );
  });
});
