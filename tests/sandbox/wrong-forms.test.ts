import { ComponentType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { button, type Case, long, nested, row, times } from './bodies.ts';
import { channels, nextInteraction, start } from './harness.ts';

const command = { name: 'casualties', description: 'How many' };
const input = (custom_id: string, more: object = {}): object => ({
  type: ComponentType.Label,
  label: 'x',
  component: { type: ComponentType.TextInput, custom_id, style: 1, ...more },
});
const form = { custom_id: 'form', title: 'Form', components: [input('a')] };

const wrongForms: readonly Case[] = [
  ['a title over 45', { ...form, title: long(46) }, 'data.title', 'BASE_TYPE_MAX_LENGTH'],
  ['no components', { ...form, components: [] }, 'data.components', 'BASE_TYPE_MIN_LENGTH'],
  [
    'six components',
    { ...form, components: times(6, (n) => input(`${n}`)) },
    'data.components',
    'BASE_TYPE_BAD_LENGTH',
  ],
  [
    'the same field twice',
    { ...form, components: [input('a'), input('a')] },
    'data.components.1.component.custom_id',
    'COMPONENT_CUSTOM_ID_DUPLICATED',
  ],
  [
    'two inputs in a row',
    {
      ...form,
      components: [
        row(
          { type: 4, custom_id: 'a', style: 1, label: 'x' },
          { type: 4, custom_id: 'b', style: 1, label: 'x' },
        ),
      ],
    },
    'data.components.0.components',
    'BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a button',
    { ...form, components: [row(button('x'))] },
    'data.components.0.components.0.type',
    'BASE_TYPE_CHOICES',
  ],
  [
    'a minimum over the maximum',
    { ...form, components: [input('a', { min_length: 5, max_length: 4 })] },
    'data.components.0.component.min_length',
    'BASE_TYPE_BAD_INTEGER',
  ],
];

describe('an answer that is refused', () => {
  test.each(wrongForms)(
    'a form with %s leaves the interaction to be answered',
    async (_what, data, field, code) => {
      await using harness = await start();
      const client = await harness.connect();
      await client.application.commands.set([command]);
      const asked = nextInteraction(client);
      const answered = harness.sandbox.people.command(harness.ana.id, {
        channelId: channels.general,
        name: 'casualties',
        options: {},
        locale: 'en-US',
      });
      const { id, token } = await asked;
      const callback = `/interactions/${id}/${token}/callback`;
      expect(await harness.request('POST', callback, { type: 9, data })).toMatchObject({
        status: 400,
        json: { code: 50035, errors: nested(field, code) },
      });
      expect(await harness.request('POST', callback, { type: 9, data: form })).toMatchObject({ status: 204 });
      expect(await answered).toMatchObject({ kind: 'form' });
    },
  );
});
