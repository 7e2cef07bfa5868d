import { REST, RESTEvents } from 'discord.js';

/** Where Discord is (or whoever speaks its language), and the key to it. */
export interface Credentials {
  readonly apiUrl: string;
  readonly token: string;
}

/**
 * A client for what is sent on a schedule. It never repeats a request by itself, because a repeated POST makes
 * a second message, and never waits for a rate limit inside a call: the job is put off instead.
 */
export function createPostingRest(credentials: Credentials): REST {
  return new REST({
    version: '10',
    api: credentials.apiUrl,
    retries: 0,
    rejectOnRateLimit: () => true,
  }).setToken(credentials.token);
}

/** Somebody may be waiting for what is asked, and an app that is told to stop waits for nobody longer than this. */
const longestWaitMs = 5_000;

/** A client for questions that change nothing: it may repeat them, and waits for short rate limits. */
export function createReadingRest(credentials: Credentials): REST {
  return new REST({
    version: '10',
    api: credentials.apiUrl,
    retries: 2,
    timeout: 8000,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > longestWaitMs,
  }).setToken(credentials.token);
}

/** After a single 401 a client has let go of its token, and whatever it is asked fails: somebody has to know. */
export function watchToken(rest: REST, onTokenRefused: () => void): void {
  rest.on(RESTEvents.Response, ({ data }, { status }) => {
    if (status === 401 && data.auth !== false) onTokenRefused();
  });
}
