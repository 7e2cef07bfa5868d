import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { bucketOf, type RateLimitOptions, RateLimits } from './rate-limit.ts';
import { type Env, restPath } from './env.ts';

/**
 * Counts requests, says so in the headers, and answers 429 when there were too many.
 *
 * @see https://discord.com/developers/docs/topics/rate-limits
 */
export function rateLimitMiddleware(
  options: RateLimitOptions,
  usesToken: (path: string) => boolean,
): MiddlewareHandler<Env> {
  const limits = new RateLimits(() => performance.now());
  return async (context, next) => {
    const path = context.req.path.slice(restPath.length);
    // The first answer to an interaction is outside every limit.
    if (path.startsWith('/interactions/')) return next();

    const global = usesToken(path) ? limits.take('global', options.global) : null;
    if (global?.allowed === false) {
      context.header('X-RateLimit-Global', 'true');
      return limited(global.resetAfter, 'global');
    }
    const { route, major } = bucketOf(context.req.method, path);
    const limit = route.endsWith('/crosspost') ? options.crosspost : options.route;
    const taken = limits.take(`${route} ${major}`, limit);
    const headers = {
      'X-RateLimit-Limit': String(taken.limit),
      'X-RateLimit-Remaining': String(taken.remaining),
      'X-RateLimit-Reset': (Date.now() / 1000 + taken.resetAfter).toFixed(3),
      'X-RateLimit-Reset-After': taken.resetAfter.toFixed(3),
      'X-RateLimit-Bucket': createHash('md5').update(route).digest('hex'),
    };
    if (!taken.allowed) return limited(taken.resetAfter, 'user', headers);
    await next();
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
    return;

    function limited(retryAfter: number, scope: string, more: Record<string, string> = {}): Response {
      return context.json(
        { message: 'You are being rate limited.', retry_after: retryAfter, global: scope === 'global' },
        429,
        { ...more, 'Retry-After': String(Math.ceil(retryAfter)), 'X-RateLimit-Scope': scope },
      );
    }
  };
}
