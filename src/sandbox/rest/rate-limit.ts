/** So many requests in so many milliseconds. */
export interface Limit {
  readonly limit: number;
  readonly perMs: number;
}

export interface RateLimitOptions {
  /** For each route and each channel, server or webhook in it. */
  readonly route: Limit;
  /** For everything that the bot's token is used for, except interactions. */
  readonly global: Limit;
  /** For publishing messages of one announcement channel. */
  readonly crosspost: Limit;
}

export const defaultRateLimits: RateLimitOptions = {
  route: { limit: 30, perMs: 5000 },
  global: { limit: 50, perMs: 1000 },
  crosspost: { limit: 10, perMs: 3_600_000 },
};

export interface Taken {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the bucket is full again. */
  readonly resetAfter: number;
}

interface Bucket {
  left: number;
  endsAt: number;
}

/** Counts requests in windows, each of which begins with its first request. */
export class RateLimits {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: () => number) {
    this.#now = now;
  }

  take(key: string, { limit, perMs }: Limit): Taken {
    const now = this.#now();
    let bucket = this.#buckets.get(key);
    if (bucket === undefined || bucket.endsAt <= now) {
      bucket = { left: limit, endsAt: now + perMs };
      this.#buckets.set(key, bucket);
    }
    const allowed = bucket.left > 0;
    if (allowed) bucket.left -= 1;
    return { allowed, limit, remaining: bucket.left, resetAfter: (bucket.endsAt - now) / 1000 };
  }
}

/**
 * The route of a request, and the thing that its limit is counted for: Discord counts by channel, server and
 * webhook, whatever other ids the path holds.
 */
export function bucketOf(method: string, path: string): { readonly route: string; readonly major: string } {
  const parts = path.split('/').filter((part) => part !== '');
  const major = ['channels', 'guilds', 'webhooks'].includes(parts[0] ?? '') ? (parts[1] ?? '') : '';
  const token = parts[0] === 'webhooks' ? (parts[2] ?? '') : '';
  const route = parts.map((part) => (/^\d{17,19}$/.test(part) || part === token ? ':id' : part)).join('/');
  return { route: `${method} /${route}`, major: `${major}${token}` };
}
