import { describe, expect, test } from 'vitest';
import { defineCommand, type Command, type Handler } from '../../commands/contract.ts';
import { UserError } from '../../commands/errors.ts';
import { createRegistry } from '../../commands/registry.ts';
import { sentenceAnswer } from '../../messages/answers/sentence.ts';
import { answerOf, askerWith, bot, readAloud } from '../support/asking.ts';

const done = { kind: 'answer', private: true, answer: sentenceAnswer('done') } as const;

function command(name: string, rest: Partial<Command> = {}): Command {
  return {
    ...defineCommand({
      name,
      scope: 'anywhere',
      needs: 'nothing',
      description: 'commands.help.description',
      options: () => [],
      parse: () => null,
      run: async () => done,
    }),
    ...rest,
  };
}

const broken = (): never => {
  throw new Error('the database is on fire');
};
const registry = createRegistry({
  commands: [
    command('works'),
    command('refuses', {
      answer: async () => {
        throw new UserError('errors.year', { text: 'abc' });
      },
    }),
    command('breaks', { answer: async () => broken(), suggest: async () => broken() }),
    command('organise', {
      needs: 'manage-server',
      scope: 'server',
      suggest: async () => [{ name: 'a', value: 'a' }],
    }),
    command('here', { scope: 'server' }),
    command('suggests', {
      suggest: async () => [
        { name: 'x'.repeat(300), value: 'long name' },
        { name: 'long value', value: 'v'.repeat(101) },
        ...Array.from({ length: 40 }, (_, index) => ({ name: `n${index}`, value: `${index}` })),
      ],
    }),
  ],
  handlers: [
    {
      route: 'press',
      needs: 'nothing',
      run: async ({ args }) => ({ ...done, answer: sentenceAnswer(args.join('|')) }),
    },
    { route: 'manage', needs: 'manage-server', run: async () => done },
    { route: 'crash', needs: 'nothing', run: async () => broken() },
  ] satisfies Handler[],
  groups: {},
});

const member = askerWith();
const manager = askerWith({ permissions: { manageServer: true } });

describe('a command', () => {
  test('is answered', async () => {
    const { dispatch, deps } = bot({ registry });
    expect(await dispatch.command('works', {}, member, deps)).toBe(done);
  });

  test('that cannot be done is answered privately, in the person’s words', async () => {
    const { dispatch, deps, faults } = bot({ registry });
    const reply = await dispatch.command('refuses', {}, askerWith({ language: 'es' }), deps);
    expect(reply).toMatchObject({ kind: 'answer', private: true });
    expect(readAloud(answerOf(reply))).toBe('«abc» no es un año. Escribe cuatro cifras, por ejemplo 2023.');
    expect(faults).toEqual([]);
  });

  test('that goes wrong is answered privately with a reference that the log has too, and nothing of the fault', async () => {
    const { dispatch, deps, faults } = bot({ registry });
    const reply = await dispatch.command('breaks', {}, member, deps);
    expect(reply).toMatchObject({ kind: 'answer', private: true });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ during: '/breaks', cause: new Error('the database is on fire') });
    expect(faults[0]?.reference).toMatch(/^[A-Z2-9]{8}$/);
    expect(readAloud(answerOf(reply))).toContain(faults[0]?.reference);
    expect(readAloud(answerOf(reply))).not.toContain('fire');
  });

  test('that is not there any more says so', async () => {
    const { dispatch, deps } = bot({ registry });
    expect(readAloud(answerOf(await dispatch.command('gone', {}, member, deps)))).toContain(
      'no longer exists',
    );
  });

  test('of organisers is refused to others at every use', async () => {
    const { dispatch, deps } = bot({ registry });
    expect(await dispatch.command('organise', {}, manager, deps)).toBe(done);
    expect(readAloud(answerOf(await dispatch.command('organise', {}, member, deps)))).toContain(
      'Manage Server',
    );
    expect(
      await dispatch.suggest('organise', { option: 'a', text: '', options: {} }, manager, deps),
    ).toHaveLength(1);
    expect(await dispatch.suggest('organise', { option: 'a', text: '', options: {} }, member, deps)).toEqual(
      [],
    );
  });

  test('of a server is refused in a direct message', async () => {
    const { dispatch, deps } = bot({ registry });
    const alone = askerWith({ guildId: null, permissions: { manageServer: true } });
    for (const name of ['here', 'organise']) {
      expect(readAloud(answerOf(await dispatch.command(name, {}, alone, deps)))).toContain(
        'only in a server',
      );
    }
  });
});

describe('suggestions', () => {
  test('are at most 25, with names that fit and without values that do not', async () => {
    const { dispatch, deps } = bot({ registry });
    const choices = await dispatch.suggest('suggests', { option: 'a', text: '', options: {} }, member, deps);
    expect(choices).toHaveLength(25);
    expect(choices[0]?.name.length).toBeLessThanOrEqual(100);
    expect(choices.map(({ name }) => name)).not.toContain('long value');
  });

  test('are none when something goes wrong, and the log has it', async () => {
    const { dispatch, deps, faults } = bot({ registry });
    expect(await dispatch.suggest('breaks', { option: 'a', text: '', options: {} }, member, deps)).toEqual(
      [],
    );
    expect(await dispatch.suggest('gone', { option: 'a', text: '', options: {} }, member, deps)).toEqual([]);
    expect(faults).toHaveLength(1);
  });
});

describe('a press', () => {
  const nothing = { values: [], fields: {} };

  test('reaches the handler of its route with the rest of the custom id', async () => {
    const { dispatch, deps } = bot({ registry });
    expect(readAloud(answerOf(await dispatch.press('press:a:b', nothing, member, deps)))).toBe('a|b');
  });

  test('on what nobody handles is answered helpfully', async () => {
    const { dispatch, deps, faults } = bot({ registry });
    for (const customId of ['', 'nobody', 'nobody:x', ':', 'constructor:x', 'press:a\0']) {
      const reply = await dispatch.press(customId, nothing, member, deps);
      expect(reply).toMatchObject({ kind: 'answer', private: true });
      expect(readAloud(answerOf(reply))).toContain('out of date');
    }
    expect(faults).toEqual([]);
  });

  test('gives nobody a right', async () => {
    const { dispatch, deps } = bot({ registry });
    expect(await dispatch.press('manage:x', nothing, manager, deps)).toBe(done);
    expect(readAloud(answerOf(await dispatch.press('manage:x', nothing, member, deps)))).toContain(
      'Manage Server',
    );
  });

  test('that goes wrong leaves the process alone', async () => {
    const { dispatch, deps, faults } = bot({ registry });
    expect(await dispatch.press('crash:1', nothing, member, deps)).toMatchObject({ private: true });
    expect(faults[0]?.during).toBe('the button "crash"');
  });
});

describe('the registry refuses', () => {
  const handler: Handler = { route: 'press', needs: 'nothing', run: async () => done };
  const make = (parts: Partial<Parameters<typeof createRegistry>[0]>) => () =>
    createRegistry({ commands: [], handlers: [], groups: {}, ...parts });

  test('two of one name', () => {
    expect(make({ commands: [command('a'), command('a')] })).toThrow('two commands "a"');
    expect(make({ handlers: [handler, handler] })).toThrow('two routes "press"');
  });

  test('a subcommand of a group that nothing describes, and a group that is a command', () => {
    expect(make({ commands: [command('a b')] })).toThrow('group "a"');
    expect(make({ commands: [command('a')], groups: { a: 'commands.groups.campaign' } })).toThrow(
      '"a" is a command and a group',
    );
    expect(make({ commands: [command('a b c')], groups: { a: 'commands.groups.campaign' } })).toThrow(
      'more than two words',
    );
  });

  test('a route that no custom id can begin with', () => {
    expect(make({ handlers: [{ ...handler, route: 'a:b' }] })).toThrow('route');
    expect(make({ handlers: [{ ...handler, route: '' }] })).toThrow('route');
  });
});
