import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ask, answerOf, askerWith, bot, pressable, readAloud } from '../support/asking.ts';
import { brokenLimits } from '../support/message-limits.ts';
import { longWindedPack, libraryOf } from '../support/river-pack.ts';

const member = askerWith();
const hispanic = askerWith({ language: 'es' });

describe('free text', () => {
  test.each([
    ['march', 'March to the dam'],
    ['inundacion', 'The flood'],
    ['claim:march', 'March to the dam'],
    ['march to te dam', 'March to the dam'],
  ])('finds the event meant: %s', async (event, title) => {
    expect((await ask('timeline', { event })).text.split('\n')[0]).toContain(title);
  });

  test('finds what a word means, after what is known about it unless the word itself was typed', async () => {
    expect((await ask('source', { find: 'sluice' })).text).toMatch(
      /^What this word means: Gates and sluices\./,
    );
    expect((await ask('source', { find: 'term:word-sluice' })).text).toContain('Doors that hold water back.');
    expect((await ask('source', { find: 'compuertas' }, hispanic)).text).toContain('Qué significa');
    expect((await ask('source', { find: 'gates' })).text).toMatch(
      /^This statement rests on 1 passage of the documents: Fishers/,
    );
    const { dispatch, deps } = bot();
    const typing = { option: 'find', text: 'gates', options: {} };
    const offered = await dispatch.suggest('source', typing, member, deps);
    expect(offered.map(({ value }) => value)).toEqual(['claim:gates-morning', 'term:word-sluice']);
  });

  test('says what nothing was found for, where the rest was found', async () => {
    const { text } = await ask('timeline', { event: 'the dragons of the flood' });
    expect(text).toContain('In the record nothing was found for: “dragons”.');
    expect((await ask('timeline', { event: 'the flood' })).text).not.toContain('nothing was found');
  });

  test('leads to a whole document only where all its words do', async () => {
    expect((await ask('source', { find: 'after the flood' })).text).toMatch(
      /^6 statements of the record rest on this document/,
    );
    const inPart = await ask('source', { find: 'dragons after the flood' });
    expect(inPart.text).toMatch(/^This statement rests on .*: The flood\./);
  });

  test('says how it was understood, without letting formatting or mentions through', async () => {
    const { text } = await ask('timeline', { event: '**@everyone** flood <@x>' });
    expect(text).toContain('This is the closest match');
    expect(text).not.toContain('**@everyone**');
    expect(text).not.toMatch(/(?<!\\)<@x>/);
  });

  test('that fits nothing says what was understood and offers the nearest', async () => {
    const { reply, text } = await ask('timeline', { event: 'flood 1873' });
    expect(text).toContain('I found nothing');
    expect(text).toContain('flood 1873');
    const offered = pressable(answerOf(reply)).flatMap(({ values }) => values);
    expect(offered.length).toBeGreaterThan(0);
  });

  test('names a topic, also by a part of its name and without accents', async () => {
    for (const topic of ['dam', 'the dam', 'REPRESA']) {
      const { text } = await ask('timeline', { topic });
      expect(text).toMatch(/^The documents record 2 events for your choice \(The dam\)/);
    }
    expect((await ask('timeline', { topic: 'prices' })).text).toContain('more than 12.5 coins');
    expect((await ask('timeline', { topic: 'zzz' })).text).toContain('I found nothing');
  });

  test('names a time', async () => {
    expect((await ask('timeline', { period: 'mayo de 2019' })).text).toContain(
      '2 events for your choice (May 2019)',
    );
    expect((await ask('timeline', { year: '2019', period: 'June' })).text).toContain(
      '1 event for your choice (June 2019)',
    );
    expect((await ask('timeline', { year: '2019' })).text).toContain('3 events');
    expect((await ask('timeline', { period: '03/04/2019' })).text).toContain(
      'not clear which number is the day',
    );
    expect((await ask('timeline', { year: '2018', period: '2019-05' })).text).toContain(
      'is not in the year 2018',
    );
    expect((await ask('timeline', { year: 'last' })).text).toContain('is not a year');
    expect((await ask('timeline', { period: 'when it rained' })).text).toContain(
      '“when it rained” cannot be read as a date or a period',
    );
  });

  test('of any kind never crashes and is never answered with nothing', async () => {
    const { dispatch, deps, faults } = bot({ library: libraryOf(longWindedPack(600)) });
    const commands = [
      ['timeline', 'event'],
      ['timeline', 'topic'],
      ['timeline', 'year'],
      ['timeline', 'period'],
      ['demands', 'demand'],
      ['casualties', 'event'],
      ['source', 'find'],
    ] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...commands),
        fc.oneof(
          fc.string({ maxLength: 300 }),
          fc.string({ unit: 'grapheme', maxLength: 50 }),
          fc.constantFrom('a'.repeat(6000), '🙂', '```', '/'),
        ),
        fc.boolean(),
        async ([name, option], text, share) => {
          const reply = await dispatch.command(name, { [option]: text, share }, member, deps);
          const answer = answerOf(reply);
          expect(brokenLimits(answer)).toEqual([]);
          expect(readAloud(answer).trim()).not.toBe('');
          const choices = await dispatch.suggest(name, { option, text, options: {} }, member, deps);
          expect(choices.length).toBeLessThanOrEqual(25);
          for (const choice of choices) {
            expect(choice.name.length).toBeGreaterThanOrEqual(1);
            expect(choice.name.length).toBeLessThanOrEqual(100);
            expect(choice.value.length).toBeLessThanOrEqual(100);
          }
          expect(faults).toEqual([]);
        },
      ),
      { numRuns: 80 },
    );
  });
});

describe('suggestions', () => {
  test('lead to the answer about what was chosen', async () => {
    const { dispatch, deps } = bot();
    for (const [name, option] of [
      ['timeline', 'event'],
      ['demands', 'demand'],
      ['casualties', 'event'],
      ['source', 'find'],
    ] as const) {
      const choices = await dispatch.suggest(name, { option, text: '', options: {} }, member, deps);
      expect(choices.length).toBeGreaterThan(1);
      for (const { value } of choices) {
        const text = readAloud(answerOf(await dispatch.command(name, { [option]: value }, member, deps)));
        expect(text).not.toMatch(/I found nothing|You wrote/);
      }
    }
  });

  test('are in the person’s language, dated, and never a withheld name', async () => {
    const { dispatch, deps } = bot();
    const choices = await dispatch.suggest(
      'source',
      { option: 'find', text: 'oculta', options: {} },
      hispanic,
      deps,
    );
    expect(JSON.stringify(choices)).not.toMatch(/oculta/i);
    const events = await dispatch.suggest(
      'timeline',
      { option: 'event', text: 'inund', options: {} },
      hispanic,
      deps,
    );
    expect(events[0]?.name).toBe('Entre el 20 de mayo y el 2 de junio de 2019 · La inundación');
  });
});
