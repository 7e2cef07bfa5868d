import { REST } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { publishCommands } from '../../../src/discord/publish.ts';
import { readChannelAccess } from '../../../src/discord/access-rest.ts';
import { createReadingRest, watchToken } from '../../../src/discord/rest.ts';
import { smallDiscord, type Told } from '../../support/small-discord.ts';

async function reading(told: Told) {
  const discord = await smallDiscord({ answer: () => told });
  return { discord, rest: createReadingRest({ apiUrl: discord.apiUrl, token: 'a.b.c' }) };
}

describe('reading', () => {
  test('waits for nobody when a rate limit is long', async () => {
    const headers = { 'retry-after': '60', 'x-ratelimit-scope': 'shared' };
    const { discord, rest } = await reading({ status: 429, body: { retry_after: 60 }, headers });
    await using _ = discord;
    await expect(rest.get('/channels/1')).rejects.toMatchObject({ retryAfter: expect.any(Number) });
  });

  test.each([
    [
      'by Discord says that the channel is hidden',
      { code: 50_001, message: 'Missing Access' },
      'missing-permissions',
    ],
    ['by a guard in front of Discord says nothing of the channel', undefined, 'nothing'],
  ])('a 403 %s', async (_what, body, said) => {
    const { discord, rest } = await reading({ status: 403, body });
    await using _ = discord;
    const access = await readChannelAccess(rest, '1', '2', '3').catch(() => ({ kind: 'nothing' }));
    expect(access.kind).toBe(said);
  });

  test('tells when the token is refused, and not when only an interaction is over', async () => {
    const { discord, rest } = await reading({ status: 401, body: { code: 0, message: 'Unauthorized' } });
    await using _ = discord;
    let refusals = 0;
    watchToken(rest, () => (refusals += 1));
    await rest.get('/webhooks/1/token', { auth: false }).catch(() => undefined);
    expect(refusals).toBe(0);
    await rest.get('/channels/1').catch(() => undefined);
    expect(refusals).toBe(1);
  });
});

describe('publishing', () => {
  test('happens once, also when its answer leaves out what the list has', async () => {
    const asked: string[] = [];
    const rest = new REST({
      makeRequest: async (_url, { method = 'GET' }) => {
        asked.push(method);
        return Response.json(method === 'PUT' ? [{ id: '1' }] : [{ id: '1', version: '7' }]);
      },
    }).setToken('a.b.c');
    let kept: string | null = null;
    const published = {
      fingerprint: async () => kept,
      remember: async (_applicationId: string, fingerprint: string) => void (kept = fingerprint),
    };
    const options = {
      rest,
      applicationId: '9',
      definitions: [{ name: 'help', description: 'Help' }],
      published,
    };
    expect(await publishCommands(options)).toBe(true);
    expect(await publishCommands(options)).toBe(false);
    expect(asked.filter((method) => method === 'PUT')).toHaveLength(1);
  });
});
