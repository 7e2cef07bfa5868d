import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';

function mistakesOf(environment: Record<string, string>, args: string[] = []): readonly string[] {
  try {
    readConfig(environment, args);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

describe('a configuration', () => {
  test('of nothing at all is the sandbox on this machine', () => {
    expect(readConfig({}, [])).toMatchObject({
      role: 'all',
      discord: { kind: 'sandbox' },
      databaseUrl: null,
      redisUrl: null,
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
    });
  });

  test('with a token is Discord, wherever it is', () => {
    expect(readConfig({ DISCORD_TOKEN: 'abc' }, []).discord).toEqual({
      kind: 'token',
      token: 'abc',
      apiUrl: 'https://discord.com/api',
    });
    const proxied = readConfig({ DISCORD_TOKEN: 'abc', DISCORD_API_URL: 'http://127.0.0.1:8080/api/v10/' }, [
      'worker',
    ]);
    expect(proxied).toMatchObject({ role: 'worker', discord: { apiUrl: 'http://127.0.0.1:8080/api' } });
  });

  test('names every mistake at once', () => {
    const mistakes = mistakesOf(
      {
        PORT: '70000',
        LOG_LEVEL: 'loud',
        DATABASE_URL: 'mysql://x',
        REDIS_URL: 'nonsense',
        DISCORD_TOKEN: 'a b',
      },
      ['boss'],
    );
    expect(mistakes.map((mistake) => mistake.split(' ')[0])).toEqual([
      'DISCORD_TOKEN',
      'DATABASE_URL',
      'REDIS_URL',
      'PORT',
      'LOG_LEVEL',
      '"boss"',
    ]);
    for (const mistake of mistakes) expect(mistake).toMatch(/\.$/);
  });

  test.each([
    [{ DATABASE_URL: 'postgres://db/x' }, [], 'DATABASE_URL is given'],
    [{ REDIS_URL: 'redis://r' }, [], 'REDIS_URL is given'],
    [{}, ['worker'], 'the role "worker" is given'],
    [
      { DATABASE_URL: 'postgres://db/x', REDIS_URL: 'redis://r' },
      ['bot'],
      'DATABASE_URL and REDIS_URL and the role "bot" are given',
    ],
  ])('without a token but with %j %j is refused, because the token was lost', (environment, args, reason) => {
    expect(mistakesOf(environment, args).join()).toContain(`DISCORD_TOKEN is missing, but ${reason}`);
    expect(mistakesOf({ ...environment, SANDBOX: 'yes' }, args)).toEqual([]);
  });

  test('with an empty token is a mistake, never the sandbox', () => {
    expect(mistakesOf({ DISCORD_TOKEN: '' }).join()).toContain('DISCORD_TOKEN is set but empty');
    expect(mistakesOf({ DISCORD_TOKEN: 'abc', SANDBOX: 'yes' }).join()).toContain('contradict');
  });
});
