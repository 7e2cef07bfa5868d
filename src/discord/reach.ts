import { DiscordAPIError, type REST } from 'discord.js';
import { ZodError } from 'zod';
import type { Logger } from '../log.ts';
import { Problem } from '../problem.ts';
import { readApplication, type Application } from './application.ts';
import { persist } from './persist.ts';

/** For whoever reads it: the token is not accepted, and what to do. */
export function tokenRefused(): Problem {
  return new Problem(
    'Discord refused DISCORD_TOKEN. Copy the token again from the developer portal ("Bot" → "Reset Token"): it is not the ' +
      'application id, the public key or the client secret.',
  );
}

/**
 * Reads the application, as often as it takes until Discord answers.
 *
 * @throws Problem when the token is refused, or the answer is not Discord's
 */
export function reachApplication(options: {
  readonly rest: REST;
  readonly apiUrl: string;
  readonly log: Logger;
  readonly signal: AbortSignal;
}): Promise<Application> {
  const { rest, apiUrl, log, signal } = options;
  return persist(() => readApplication(rest), {
    failed: `${apiUrl} could not be asked for the application`,
    log,
    signal,
    hopeless: (error) => hopeless(error, apiUrl),
  });
}

/** What no waiting mends. */
function hopeless(error: unknown, apiUrl: string): Problem | null {
  if (error instanceof DiscordAPIError && error.status === 401) return tokenRefused();
  if (error instanceof DiscordAPIError && error.status < 500 && error.status !== 429) {
    return new Problem(
      `${apiUrl} answered ${error.status} when asked for the application. Is DISCORD_API_URL right?`,
    );
  }
  if (error instanceof ZodError || error instanceof SyntaxError) {
    return new Problem(`${apiUrl} does not answer as Discord does. Is DISCORD_API_URL right?`);
  }
  return null;
}
