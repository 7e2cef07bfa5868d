import { describe, expect, test } from 'vitest';
import { bot, use } from './asking.ts';
import { nextInteraction } from './harness.ts';

describe('suggestions', () => {
  test('are asked for with what is typed, and shown', async () => {
    const { harness, client, people, ana } = await bot();
    await using _ = harness;
    const asked = nextInteraction(client);
    const suggested = people.suggest(ana.id, { ...use, options: { event: 'jul' }, focused: 'event' });
    const interaction = await asked;
    if (!interaction.isAutocomplete()) throw new Error('not an autocomplete');
    expect(interaction.options.getFocused(true)).toMatchObject({ name: 'event', value: 'jul' });
    await interaction.respond([{ name: 'Juliaca, 9 January 2023', value: 'juliaca' }]);
    expect(await suggested).toEqual([{ name: 'Juliaca, 9 January 2023', value: 'juliaca' }]);
  });

  test('are at most 25', async () => {
    const { harness, client, people, ana } = await bot();
    await using _ = harness;
    const asked = nextInteraction(client);
    void people.suggest(ana.id, { ...use, focused: 'event' });
    const { id, token } = await asked;
    const choices = Array.from({ length: 26 }, (_each, index) => ({ name: `${index}`, value: `${index}` }));
    const callback = `/interactions/${id}/${token}/callback`;
    expect(await harness.request('POST', callback, { type: 8, data: { choices } })).toMatchObject({
      status: 400,
      json: { code: 50035, errors: { data: { choices: { _errors: expect.any(Array) } } } },
    });
    expect(await harness.request('POST', callback, { type: 4, data: { content: 'x' } })).toMatchObject({
      status: 400,
      json: { errors: { type: { _errors: [{ code: 'BASE_TYPE_CHOICES' }] } } },
    });
  });

  test('are none for an option without them', async () => {
    const { harness, people, ana } = await bot();
    await using _ = harness;
    expect(await people.suggest(ana.id, { ...use, focused: 'share' })).toEqual([]);
  });
});
