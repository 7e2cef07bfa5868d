import { MessageFlags } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { box, button, type Case, long, messages, nested, row, text, times } from './bodies.ts';
import { start } from './harness.ts';

const v2 = MessageFlags.IsComponentsV2;

const wrongMessages: readonly Case[] = [
  ['content over 2,000', { content: long(2001) }, 'content', 'BASE_TYPE_MAX_LENGTH'],
  ['content over 4,000', { content: long(4001) }, 'content', 'BASE_TYPE_MAX_LENGTH'],
  ['content that is no text', { content: { a: 1 } }, 'content', 'STRING_TYPE_CONVERT'],
  ['a nonce over 25', { content: 'x', nonce: long(26) }, 'nonce', 'BASE_TYPE_MAX_LENGTH'],
  ['11 embeds', { embeds: times(11, () => ({ title: 'x' })) }, 'embeds', 'BASE_TYPE_MAX_LENGTH'],
  ['an embed title over 256', { embeds: [{ title: long(257) }] }, 'embeds.0.title', 'BASE_TYPE_MAX_LENGTH'],
  [
    'embeds over 6,000 in all',
    { embeds: times(2, () => ({ description: long(3001) })) },
    'embeds',
    'MAX_EMBED_SIZE_EXCEEDED',
  ],
  [
    'an embed field without a value',
    { embeds: [{ fields: [{ name: 'x' }] }] },
    'embeds.0.fields.0.value',
    'BASE_TYPE_REQUIRED',
  ],
  [
    'an embed date that is none',
    { embeds: [{ timestamp: 'tomorrow' }] },
    'embeds.0.timestamp',
    'DATE_TIME_TYPE_PARSE',
  ],
  [
    'an embed address that is none',
    { embeds: [{ title: 'x', url: 'no address' }] },
    'embeds.0.url',
    'URL_TYPE_INVALID_URL',
  ],
  [
    'users parsed and listed',
    { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
    'allowed_mentions',
    'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
  ],
  [
    'roles parsed and listed',
    { content: 'x', allowed_mentions: { parse: ['roles'], roles: ['1'] } },
    'allowed_mentions',
    'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
  ],
  [
    'an unknown kind of mention',
    { content: 'x', allowed_mentions: { parse: ['all'] } },
    'allowed_mentions.parse.0',
    'BASE_TYPE_CHOICES',
  ],
  [
    'somebody mentioned twice',
    { content: 'x', allowed_mentions: { users: ['1', '1'] } },
    'allowed_mentions.users',
    'SET_TYPE_ALREADY_CONTAINS_VALUE',
  ],
  [
    'an attachment that is not there',
    { content: 'x', attachments: [{ id: '0' }] },
    'attachments.0.id',
    'ATTACHMENT_NOT_FOUND',
  ],
  [
    'a reply to nothing',
    { content: 'x', message_reference: { message_id: '123456789012345678' } },
    'message_reference',
    'MESSAGE_REFERENCE_UNKNOWN_MESSAGE',
  ],
];

test.each(wrongMessages)('a message with %s is refused', async (_what, body, field, code) => {
  await using harness = await start();
  expect(await harness.request('POST', messages, body)).toMatchObject({
    status: 400,
    json: { code: 50035, message: 'Invalid Form Body', errors: nested(field, code) },
  });
  expect((await harness.request('GET', messages)).json).toEqual([]);
});

test.each([
  ['nothing', {}],
  ['blanks', { content: ' \n ' }],
  ['empty lists', { embeds: [], components: [] }],
])('a message of %s is 50006', async (_what, body) => {
  await using harness = await start();
  expect(await harness.request('POST', messages, body)).toMatchObject({ status: 400, json: { code: 50006 } });
});

test('a body that is no JSON is 50109', async () => {
  await using harness = await start();
  const response = await fetch(`${harness.origin}/api/v10${messages}`, {
    method: 'POST',
    headers: { authorization: `Bot ${harness.sandbox.token}`, 'content-type': 'application/json' },
    body: '{',
  });
  expect(await response.json()).toMatchObject({ code: 50109 });
});

describe('what Discord accepts', () => {
  test.each([
    ['2,000 characters', { content: long(2000) }],
    [
      'five rows of five buttons',
      { components: times(5, (r) => row(...times(5, (n) => button(`${r} ${n}`)))) },
    ],
    [
      '40 components with 4,000 characters',
      { flags: v2, components: [box(...times(39, (n) => text(n === 0 ? long(3962) : 'x')))] },
    ],
    ['an embed date with an offset', { embeds: [{ title: 'x', timestamp: '2023-01-09T10:00:00+00:00' }] }],
    ['fields that nobody knows', { content: 'x', novelty: true }],
    [
      'fields that are null',
      { content: 'x', embeds: null, components: null, allowed_mentions: null, flags: null },
    ],
    ['an embed of 6,000', { embeds: [{ description: long(4000) }, { description: long(2000) }] }],
  ])('%s', async (_what, body) => {
    await using harness = await start();
    expect(await harness.request('POST', messages, body)).toMatchObject({ status: 200 });
  });

  test('the flag of Components V2 can be set by an edit, and not taken back', async () => {
    await using harness = await start();
    const { json } = await harness.request('POST', messages, { content: 'x' });
    const one = `${messages}/${(json as { id: string }).id}`; // what was posted has an id
    const components = [text('y')];
    const wrong = await harness.request('PATCH', one, { flags: v2, components });
    expect(wrong.json).toMatchObject({ errors: { content: { _errors: [{}] } } });
    expect(await harness.request('PATCH', one, { flags: v2, components, content: null })).toMatchObject({
      status: 200,
    });
    expect(await harness.request('PATCH', one, { components: [text('z')] })).toMatchObject({
      status: 200,
      json: { flags: v2, components: [{ type: 10, id: 1, content: 'z' }] },
    });
    expect((await harness.request('PATCH', one, { flags: 0 })).json).toMatchObject({ errors: { flags: {} } });
  });
});
