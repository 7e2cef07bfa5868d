import { DefaultRestOptions, REST, RESTEvents } from 'discord.js';
import type { Budget } from '../../campaigns/ports/budget.ts';

/** Where Discord is (or whoever speaks its language), and the key to it. */
export interface Credentials {
  readonly apiUrl: string;
  readonly token: string;
}

/**
 * A client for what is sent on a schedule. It never repeats a request by itself, because a repeated POST makes
 * a second message, and never waits for a rate limit inside a call: the job is put off instead. How many requests
 * leave in a second is not decided here but for all processes together ({@link ../../campaigns/ports/budget.ts}).
 */
export function createPostingRest(credentials: Credentials): REST {
  return new REST({
    version: '10',
    api: credentials.apiUrl,
    retries: 0,
    rejectOnRateLimit: () => true,
    globalRequestsPerSecond: Number.MAX_SAFE_INTEGER,
  }).setToken(credentials.token);
}

/** Somebody may be waiting for what is asked, and an app that is told to stop waits for nobody longer than this. */
const longestWaitMs = 5_000;
const questionMs = 8_000;

/**
 * A client for questions that change nothing: it may repeat them, and waits for short rate limits.
 *
 * @param budget what each of its requests draws from; none when people wait for the answers
 */
export function createReadingRest(credentials: Credentials, budget?: Pick<Budget, 'take'>): REST {
  return new REST({
    version: '10',
    ...(budget && {
      makeRequest: async (url, init) => {
        await budget.take(init.signal ?? AbortSignal.timeout(questionMs));
        return await DefaultRestOptions.makeRequest(url, init);
      },
    }),
    api: credentials.apiUrl,
    retries: 2,
    timeout: questionMs,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > longestWaitMs,
  }).setToken(credentials.token);
}

/** After a single 401 a client has let go of its token, and whatever it is asked fails: somebody has to know. */
export function watchToken(rest: REST, onTokenRefused: () => void): void {
  rest.on(RESTEvents.Response, ({ data }, { status }) => {
    if (status === 401 && data.auth !== false) onTokenRefused();
  });
}
