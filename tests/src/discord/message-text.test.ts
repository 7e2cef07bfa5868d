import { describe, expect, test } from 'vitest';
import { Collection } from 'discord.js';
import { textOf } from '../../../src/discord/message-text.ts';

type Readable = Parameters<typeof textOf>[0];

function message(parts: Partial<Record<keyof Readable, unknown>>): Readable {
  // Only what is read of a message is given.
  return {
    content: '',
    embeds: [],
    components: [],
    messageSnapshots: new Collection(),
    ...parts,
  } as Readable;
}

const component = (json: object) => ({ toJSON: () => json });

describe('the words of a message', () => {
  test('are what was written, without Discord’s own marks', () => {
    const content =
      '19 <@123456789012345678> <#12345> <@&99> <t:1673222400:R> <:fist:4567> <a:wave:89> killed <3';
    expect(textOf(message({ content })).replaceAll(/\s+/g, ' ')).toBe('19 killed <3');
  });

  test('are also those of embeds, of texts inside other components, and of messages passed on', () => {
    const embed = {
      title: 'Title',
      description: 'What',
      fields: [{ name: 'Dead', value: '19' }],
      footer: { text: 'Foot' },
    };
    const nested = component({
      type: 17,
      components: [
        { type: 9, components: [{ type: 10, content: 'Inside' }], accessory: { type: 2, label: 'no' } },
      ],
    });
    const snapshot = {
      content: 'Passed on',
      embeds: [],
      components: [component({ type: 10, content: 'Below' })],
    };
    const given = message({
      content: 'Above',
      embeds: [embed],
      components: [nested],
      messageSnapshots: new Collection([['1', snapshot]]),
    });
    expect(textOf(given).split('\n')).toEqual([
      'Above',
      'Title',
      'What',
      'Dead: 19',
      'Foot',
      'Inside',
      'Passed on',
      'Below',
    ]);
  });

  test('are none of a picture alone', () => {
    expect(textOf(message({ components: [component({ type: 12, items: [] })] }))).toBe('');
  });
});
