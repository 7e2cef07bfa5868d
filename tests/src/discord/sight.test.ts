import { PermissionFlagsBits as P } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { createReadingRest } from '../../../src/discord/rest.ts';
import { canSee } from '../../../src/discord/sight.ts';
import { smallDiscord, type Told } from '../../support/small-discord.ts';

const guild = '1';
const role = '5';
const channel = { id: '7', type: 0, name: 'plans', guild_id: guild, permission_overwrites: [] as object[] };
const hidden = [
  { id: guild, type: 0, allow: '0', deny: String(P.ViewChannel) },
  { id: role, type: 0, allow: String(P.ViewChannel), deny: '0' },
];
const answers =
  (given: Readonly<Record<string, object>>) =>
  (request: { readonly path: string }): Told => {
    const all: Readonly<Record<string, object>> = {
      [`/guilds/${guild}`]: { owner_id: '2', roles: [{ id: guild, permissions: String(P.ViewChannel) }] },
      [`/guilds/${guild}/members/9`]: { roles: [] },
      ...given,
    };
    const body = Object.entries(all).find(([path]) => request.path.endsWith(path))?.[1];
    return body === undefined
      ? { status: 404, body: { code: 10_003, message: 'Unknown' } }
      : { status: 200, body };
  };

async function sees(given: Readonly<Record<string, object>>, roles: readonly string[] = [], userId = '3') {
  await using discord = await smallDiscord({ answer: answers(given) });
  const reading = createReadingRest({ apiUrl: discord.apiUrl, token: 'a.b.c' });
  return await canSee({ reading, botUserId: '9' }, { userId, roles }, guild, '7');
}

describe('whether somebody sees a channel, asked over REST', () => {
  test.each([
    ['an open one: everybody', channel, [], '3', true],
    ['a hidden one: nobody', { ...channel, permission_overwrites: hidden }, [], '3', false],
    ['a hidden one: who has its role', { ...channel, permission_overwrites: hidden }, [role], '3', true],
    ['a hidden one: the owner', { ...channel, permission_overwrites: hidden }, [], '2', true],
    ['one of another server: nobody', { ...channel, guild_id: '8' }, [], '3', false],
  ])('%s', async (_what, asked, roles, userId, seen) => {
    expect(await sees({ '/channels/7': asked }, roles, userId)).toBe(seen);
  });

  test('one that is not there: nobody', async () => {
    expect(await sees({})).toBe(false);
  });

  test('a private thread: who was added to it', async () => {
    const thread = {
      ...channel,
      type: 12,
      parent_id: '6',
      thread_metadata: { archived: false, locked: false },
    };
    const around = { ...channel, id: '6' };
    const given = { '/channels/7': thread, '/channels/6': around };
    expect(await sees(given)).toBe(false);
    expect(await sees({ ...given, '/channels/7/thread-members/3': { id: '7', user_id: '3' } })).toBe(true);
  });
});
