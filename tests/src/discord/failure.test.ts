import { DiscordAPIError, HTTPError, RateLimitError, REST } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../../../src/discord/failure.ts';

const refused = (status: number, code: number) =>
  new DiscordAPIError({ code, message: 'No' }, code, status, 'POST', 'http://x', {
    body: undefined,
    files: undefined,
  });
const withCode = (code: string) => Object.assign(new Error(code), { code });

describe('what a failed post means', () => {
  test.each([
    ['ECONNREFUSED', 'not-sent'],
    ['ENOTFOUND', 'not-sent'],
    ['ECONNRESET', 'ambiguous'],
    ['UND_ERR_SOCKET', 'ambiguous'],
    ['UND_ERR_HEADERS_TIMEOUT', 'ambiguous'],
  ])('%s is %s', (code, kind) => {
    expect(failureOf(withCode(code)).kind).toBe(kind);
    expect(failureOf(new TypeError('fetch failed', { cause: withCode(code) })).kind).toBe(kind);
  });

  test.each([500, 502, 503])('HTTP %i is ambiguous: it may have acted', (status) => {
    expect(
      failureOf(new HTTPError(status, 'Bad', 'POST', 'http://x', { body: undefined, files: undefined })).kind,
    ).toBe('ambiguous');
  });

  test('an abort and a broken answer are ambiguous', () => {
    expect(failureOf(new DOMException('aborted', 'AbortError')).kind).toBe('ambiguous');
    expect(failureOf(new SyntaxError('Unexpected end of JSON input')).kind).toBe('ambiguous');
    expect(failureOf('what').kind).toBe('ambiguous');
  });

  test.each([
    [404, 10_003, 'channel'],
    [403, 50_001, 'channel'],
    [403, 50_013, 'channel'],
    [400, 50_035, 'message'],
    [401, 0, 'token'],
  ])('HTTP %i with code %i is refused: fix the %s', (status, code, fix) => {
    expect(failureOf(refused(status, code))).toEqual({ kind: 'refused', fix, code, reason: 'No' });
  });

  test.each([400, 403, 404, 408, 413])(
    'HTTP %i from a proxy or a guard in front of Discord is ambiguous: it is no word about the message',
    async (status) => {
      const rest = new REST({ makeRequest: async () => new Response('<html>No</html>', { status }) });
      const thrown = await rest
        .setToken('t')
        .post('/channels/1/messages')
        .catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(DiscordAPIError);
      expect(failureOf(thrown).kind).toBe('ambiguous');
    },
  );

  test('10008 on a repeated nonce means that it was posted and deleted', () => {
    expect(failureOf(refused(404, 10_008)).kind).toBe('gone');
  });

  test('a rate limit says how long, and whose it is', () => {
    const limit = {
      timeToReset: 5,
      limit: 5,
      method: 'POST',
      hash: 'h',
      url: 'u',
      route: 'r',
      majorParameter: '1',
      global: true,
      retryAfter: 700,
      sublimitTimeout: 0,
      scope: 'user' as const,
    };
    expect(failureOf(new RateLimitError(limit))).toEqual({
      kind: 'rate-limited',
      retryAfterMs: 700,
      scope: 'global',
    });
  });
});
