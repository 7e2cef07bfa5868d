import { RateLimitError } from 'discord.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketOf, RateLimits } from '../../src/sandbox/rest/rate-limit.ts';
import { channels, start } from './harness.ts';

const messages = `/channels/${channels.campaign}/messages`;
const wide = { limit: 1000, perMs: 1000 };

describe('the limit of a route', () => {
  test('is told in headers, and what is too much is answered 429', async () => {
    await using harness = await start({ rateLimits: { route: { limit: 2, perMs: 60_000 }, global: wide } });
    const first = await harness.request('POST', messages, { content: '1' });
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'x-ratelimit-limit': '2',
      'x-ratelimit-remaining': '1',
      'x-ratelimit-reset-after': expect.stringMatching(/^(60|59)\.\d{3}$/),
      'x-ratelimit-bucket': expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    await harness.request('POST', messages, { content: '2' });
    const third = await harness.request('POST', messages, { content: '3' });
    expect(third).toMatchObject({ status: 429, json: { global: false, retry_after: expect.any(Number) } });
    expect(third.headers.get('retry-after')).toMatch(/^(60|59)$/);
    expect(third.headers.get('x-ratelimit-scope')).toBe('user');
    expect(
      await harness.request('POST', `/channels/${channels.general}/messages`, { content: 'x' }),
    ).toMatchObject({
      status: 200,
    });
    expect(await harness.request('GET', messages)).toMatchObject({ status: 200, json: [{}, {}] });
  });

  test('is understood by the client', async () => {
    await using harness = await start({ rateLimits: { route: { limit: 1, perMs: 60_000 }, global: wide } });
    const client = await harness.connect({ rest: { rejectOnRateLimit: ['/channels'] } });
    await client.rest.post(messages as `/${string}`, { body: { content: '1' } });
    await expect(client.rest.post(messages as `/${string}`, { body: { content: '2' } })).rejects.toThrow(
      RateLimitError,
    );
  });
});

test('the global limit is for the token, and interactions are outside it', async () => {
  await using harness = await start({ rateLimits: { route: wide, global: { limit: 2, perMs: 60_000 } } });
  await harness.request('GET', messages);
  await harness.request('GET', `/channels/${channels.general}`);
  const third = await harness.request('GET', '/users/@me');
  expect(third).toMatchObject({ status: 429, json: { global: true } });
  expect(third.headers.get('x-ratelimit-global')).toBe('true');
  const callback = await harness.request('POST', '/interactions/123456789012345678/token/callback', {
    type: 4,
  });
  expect(callback).toMatchObject({ status: 404, json: { code: 10062 } });
  const again = await harness.request('POST', '/interactions/123456789012345678/token/callback', { type: 4 });
  expect(again.headers.get('x-ratelimit-limit')).toBeNull();
  const followUp = await harness.request(
    'POST',
    `/webhooks/${harness.sandbox.world.application.id}/token`,
    {},
  );
  expect(followUp).toMatchObject({ status: 404, json: { code: 10015 } });
});

describe('a window', () => {
  test('never lets more through than its limit, and ends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(400), { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        (waits, limit) => {
          let now = 0;
          const limits = new RateLimits(() => now);
          const allowed: number[] = [];
          for (const wait of waits) {
            now += wait;
            const taken = limits.take('key', { limit, perMs: 1000 });
            if (taken.allowed) allowed.push(now);
            expect(taken.resetAfter).toBeGreaterThan(0);
            expect(taken.resetAfter).toBeLessThanOrEqual(1);
          }
          // In any window that begins with a request there are at most two limits: the end of one, and the next.
          for (const from of allowed) {
            expect(allowed.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(
              2 * limit,
            );
          }
        },
      ),
    );
  });
});

test.each([
  [
    'GET',
    '/channels/123456789012345678/messages/223456789012345678',
    'GET /channels/:id/messages/:id',
    '123456789012345678',
  ],
  ['POST', '/webhooks/123456789012345678/abc', 'POST /webhooks/:id/:id', '123456789012345678abc'],
  ['GET', '/users/@me', 'GET /users/@me', ''],
])('%s %s counts as %s of %s', (method, path, route, major) => {
  expect(bucketOf(method, path)).toEqual({ route, major });
});
