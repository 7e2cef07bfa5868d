import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { box, button, type Case, long, messages, nested, row, select, text, times } from './bodies.ts';
import { start } from './harness.ts';

const v2 = MessageFlags.IsComponentsV2;
const linkWithId = { type: 2, style: 5, label: 'x', url: 'https://example.org', custom_id: 'x' };
const photo = { type: ComponentType.MediaGallery, items: [{ media: { url: 'attachment://none.png' } }] };

const wrongComponents: readonly Case[] = [
  ['six rows', { components: times(6, (n) => row(button(`${n}`))) }, 'components', 'BASE_TYPE_MAX_LENGTH'],
  [
    'six buttons in a row',
    { components: [row(...times(6, (n) => button(`${n}`)))] },
    'components.0.components',
    'BASE_TYPE_MAX_LENGTH',
  ],
  ['an empty row', { components: [row()] }, 'components.0.components', 'BASE_TYPE_MIN_LENGTH'],
  [
    'a button beside a select',
    { components: [row(select(), button('x'))] },
    'components.0.components.1',
    'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
  ],
  [
    'the same custom id twice',
    { components: [row(button('x'), button('x'))] },
    'components.0.components.1.custom_id',
    'COMPONENT_CUSTOM_ID_DUPLICATED',
  ],
  [
    'a custom id over 100',
    { components: [row(button(long(101)))] },
    'components.0.components.0.custom_id',
    'BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a button without a custom id',
    { components: [row({ type: 2, style: 1, label: 'x' })] },
    'components.0.components.0.custom_id',
    'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED',
  ],
  [
    'a button without a label',
    { components: [row({ type: 2, style: 1, custom_id: 'x' })] },
    'components.0.components.0.label',
    'BUTTON_COMPONENT_INVALID_LABEL',
  ],
  [
    'a label over 80',
    { components: [row(button('x', { label: long(81) }))] },
    'components.0.components.0.label',
    'BASE_TYPE_MAX_LENGTH',
  ],
  [
    'an unknown style',
    { components: [row(button('x', { style: 9 }))] },
    'components.0.components.0.style',
    'BASE_TYPE_CHOICES',
  ],
  [
    'a link button with a custom id',
    { components: [row(linkWithId)] },
    'components.0.components.0.custom_id',
    'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
  ],
  [
    'a link button without an address',
    { components: [row({ type: 2, style: 5, label: 'x' })] },
    'components.0.components.0.url',
    'BUTTON_COMPONENT_URL_REQUIRED',
  ],
  ['a button on its own', { components: [button('x')] }, 'components.0.type', 'BASE_TYPE_CHOICES'],
  ['an unknown component', { components: [{ type: 99 }] }, 'components.0.type', 'BASE_TYPE_CHOICES'],
  [
    'a select without options',
    { components: [row(select({ options: [] }))] },
    'components.0.components.0.options',
    'BASE_TYPE_MIN_LENGTH',
  ],
  [
    '26 options',
    { components: [row(select({ options: times(26, (n) => ({ label: 'x', value: `${n}` })) }))] },
    'components.0.components.0.options',
    'BASE_TYPE_MAX_LENGTH',
  ],
  [
    'two options with a value',
    { components: [row(select({ options: times(2, () => ({ label: 'x', value: '1' })) }))] },
    'components.0.components.0.options.1.value',
    'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
  ],
  [
    'more to choose than there is',
    { components: [row(select({ max_values: 2 }))] },
    'components.0.components.0.max_values',
    'NUMBER_TYPE_MAX',
  ],
  [
    'a container without the flag',
    { components: [box(text('x'))] },
    'components.0.type',
    'BASE_TYPE_CHOICES',
  ],
  [
    'content with the flag',
    { flags: v2, content: 'x', components: [text('x')] },
    'content',
    'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  ],
  [
    'embeds with the flag',
    { flags: v2, embeds: [{ title: 'x' }], components: [text('x')] },
    'embeds',
    'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  ],
  [
    '41 components, nested ones counted',
    { flags: v2, components: [box(...times(40, () => text('x')))] },
    'components',
    'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
  ],
  [
    'text over 4,000 in all',
    { flags: v2, components: times(2, () => text(long(2001))) },
    'components',
    'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
  ],
  [
    'a picture that is not there',
    { flags: v2, components: [photo] },
    'components.0.items.0.media.url',
    'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
  ],
  [
    'a gallery of 11',
    {
      flags: v2,
      components: [{ type: 12, items: times(11, () => ({ media: { url: 'https://example.org/x.png' } })) }],
    },
    'components.0.items',
    'BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a section without an accessory',
    { flags: v2, components: [{ type: 9, components: [text('x')] }] },
    'components.0.accessory',
    'BASE_TYPE_REQUIRED',
  ],
  [
    'a custom id twice, far apart',
    { flags: v2, components: [box(row(button('x'))), row(button('x'))] },
    'components.1.components.0.custom_id',
    'COMPONENT_CUSTOM_ID_DUPLICATED',
  ],
];

test.each(wrongComponents)('%s is refused', async (_what, body, field, code) => {
  await using harness = await start();
  expect(await harness.request('POST', messages, body)).toMatchObject({
    status: 400,
    json: { code: 50035, message: 'Invalid Form Body', errors: nested(field, code) },
  });
  expect((await harness.request('GET', messages)).json).toEqual([]);
});

test('a file that no component shows is refused', async () => {
  await using harness = await start();
  const body = new FormData();
  body.set('payload_json', JSON.stringify({ flags: v2, components: [text('x')] }));
  body.set('files[0]', new Blob(['x']), 'x.txt');
  expect((await harness.request('POST', messages, body)).json).toMatchObject({
    errors: nested('attachments.0', 'MESSAGE_ATTACHMENT_NOT_REFERENCED_BY_COMPONENT'),
  });
});
