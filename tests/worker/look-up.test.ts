import { beforeEach, describe, expect, test } from 'vitest';
import { lookUp, type LookUpOptions } from '../../worker/look-up.ts';
import { RecordingDiscord, type PostedMessage } from '../support/recording-discord.ts';

const id = 'abcdefghijklmnop';
const delivery = {
  id,
  channel: { id: 'channel', guildId: '1', channelId: '2', audience: 'public', language: 'en' },
} as const;
const message = (number: number, more: Partial<PostedMessage> = {}): PostedMessage => ({
  id: String(number),
  content: '',
  marker: null,
  nonce: null,
  ours: false,
  ...more,
});

let discord: RecordingDiscord;
const look = (options: Partial<LookUpOptions> = {}) =>
  lookUp(discord, delivery, {
    anchor: '1000',
    signal: new AbortController().signal,
    pages: 3,
    trustEmpty: false,
    ...options,
  });
/** Messages with the ids from `newest` down. */
const fill = (newest: number, count: number) => {
  for (let at = newest - count + 1; at <= newest; at += 1) discord.in('2').push(message(at));
};

beforeEach(() => {
  discord = new RecordingDiscord();
});

describe('a post is found', () => {
  test('by our own mark, on any page', async () => {
    fill(1050, 10);
    discord.in('2').push(message(1051, { ours: true, marker: id }));
    fill(1300, 249);
    expect(await look()).toEqual({ kind: 'found', messageId: '1051' });
  });

  test('also below the anchor, on the page that reaches it', async () => {
    discord.in('2').push(message(998, { ours: true, marker: id }), message(999), message(1001));
    expect(await look()).toEqual({ kind: 'found', messageId: '998' });
  });
});

describe('a post is absent only when that is proved', () => {
  test('somebody else with our mark, or our message with another mark, is not it', async () => {
    discord
      .in('2')
      .push(message(999), message(1001, { marker: id }), message(1002, { ours: true, marker: 'other' }));
    expect(await look()).toEqual({ kind: 'absent' });
  });

  test('a message at the anchor was seen', async () => {
    fill(1150, 151);
    expect(await look()).toEqual({ kind: 'absent' });
  });

  test('the beginning of the channel was seen', async () => {
    fill(1150, 120);
    expect(await look()).toEqual({ kind: 'absent' });
  });

  test('not when the pages ran out first', async () => {
    fill(1400, 350);
    expect(await look()).toMatchObject({ kind: 'unproven' });
  });

  test('not when the channel looks empty: without a permission it does', async () => {
    expect(await look()).toMatchObject({ kind: 'unproven' });
  });

  test('an empty channel does when nothing is in doubt and Discord says that it may be read', async () => {
    expect(await look({ trustEmpty: true })).toEqual({ kind: 'absent' });
    discord.access.set('2', { kind: 'missing-permissions', name: 'x', missing: ['ReadMessageHistory'] });
    expect(await look({ trustEmpty: true })).toMatchObject({ kind: 'unreadable' });
  });
});

describe('a channel that cannot be read', () => {
  test('for lack of a permission is for a person to mend', async () => {
    discord.histories.push({ kind: 'unreadable', cause: '50001' });
    discord.access.set('2', { kind: 'missing-permissions', name: 'x', missing: ['ViewChannel'] });
    expect(await look()).toEqual({ kind: 'unreadable', cause: 'missing-permissions: ViewChannel' });
  });

  test('for another reason is looked at again later', async () => {
    discord.histories.push({ kind: 'unreadable', cause: 'HTTP 502' });
    expect(await look()).toEqual({ kind: 'put-off', cause: 'HTTP 502' });
  });
});
