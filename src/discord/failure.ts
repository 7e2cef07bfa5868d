import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { PostOutcome } from '../../campaigns/ports/discord.ts';

/** A failure, as what it says about whether the message exists now. */
export type Failure = Exclude<PostOutcome, { readonly kind: 'sent' }>;

/** No byte of the request left this machine: the connection was never made. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Discord's codes that a person in the server can mend: unknown channel, missing access, missing permission … */
const channelCodes = new Set([10_003, 10_004, 50_001, 50_008, 50_013, 50_083, 160_005, 340_001]);

const unknownMessage = 10_008;

/** Sorts what a request threw. Whatever is not surely "not created" counts as ambiguous. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof RateLimitError) {
    return {
      kind: 'rate-limited',
      retryAfterMs: Math.max(thrown.retryAfter, 100),
      scope: thrown.global ? 'global' : thrown.scope,
    };
  }
  if (thrown instanceof DiscordAPIError) return refusal(thrown);
  if (thrown instanceof HTTPError) return { kind: 'ambiguous', cause: `HTTP ${thrown.status}` };
  const code = codeOf(thrown);
  if (code !== undefined && neverConnected.has(code)) return { kind: 'not-sent', cause: code };
  return { kind: 'ambiguous', cause: code ?? (thrown instanceof Error ? thrown.name : 'unknown') };
}

/** Whether it is Discord itself that refuses: a proxy, or a guard in front of Discord, knows no codes. */
export function isDiscordsOwn({ code }: DiscordAPIError): boolean {
  return Number.isInteger(Number(code));
}

function refusal(error: DiscordAPIError): Failure {
  const code = Number(error.code);
  if (code === unknownMessage) return { kind: 'gone' };
  // The client lets go of its token after any 401; whatever else is not Discord's says nothing of the message.
  if (!isDiscordsOwn(error) && error.status !== 401)
    return { kind: 'ambiguous', cause: `HTTP ${error.status}, not from Discord` };
  const fix =
    error.status === 401
      ? 'token'
      : channelCodes.has(code) || error.status === 404 || error.status === 403
        ? 'channel'
        : 'message';
  return {
    kind: 'refused',
    fix,
    code,
    reason:
      error.rawError !== undefined && 'message' in error.rawError ? error.rawError.message : error.message,
  };
}

/** The system's or the HTTP client's error code, also when it is wrapped. */
function codeOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code;
  if (thrown instanceof AggregateError) return codeOf(thrown.errors[0]);
  return codeOf(thrown.cause);
}
