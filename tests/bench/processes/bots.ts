import { tokens, type Stub } from '../stub/stub.ts';
import { start, type Measured } from './process.ts';

type Env = Readonly<Record<string, string>>;

/** This app as `npm start` starts it, with its usual settings; only the log is short. */
export function startOurs(stub: Stub, env: Env, role: 'all' | 'bot' | 'worker'): Promise<Measured> {
  return start({
    script: new URL('../../../src/start.js', import.meta.url),
    args: role === 'all' ? [] : [role],
    env: { DISCORD_TOKEN: tokens.ours, DISCORD_API_URL: stub.apiUrl, PORT: '0', LOG_LEVEL: 'error', ...env },
    ready: /^Health: http/m,
  });
}

/** This app with its practice server, as `npm start` without a token. */
export function startPractice(env: Env): Promise<Measured> {
  return start({
    script: new URL('../../../src/start.js', import.meta.url),
    env: { PORT: '0', LOG_LEVEL: 'error', ...env },
    ready: /^The practice server is open/m,
  });
}

/** discord.js and nothing else, which gives the answers in this file ({@link ../stub/protocol.ts Answers} as JSON). */
export function startBare(stub: Stub, answersFile: string): Promise<Measured> {
  const env = { DISCORD_TOKEN: tokens.bare, DISCORD_API_URL: stub.apiUrl, ANSWERS: answersFile };
  return start({ script: new URL('bare-bot.ts', import.meta.url), env, ready: /^ready/m });
}

/** The bot in one file. @param notes the file in which it writes down what it posted; without it, it does not */
export function startOneFile(
  stub: Stub,
  {
    channels,
    at,
    notes,
  }: { readonly channels: readonly string[]; readonly at: string; readonly notes?: string },
): Promise<Measured> {
  return start({
    script: new URL('../one-file-bot.ts', import.meta.url),
    env: {
      DISCORD_TOKEN: tokens.bare,
      DISCORD_API_URL: stub.apiUrl,
      CHANNELS: channels.join(','),
      POST_AT: at,
      ...(notes !== undefined && { NOTES: notes }),
    },
    ready: /^Logged in/m,
  });
}
