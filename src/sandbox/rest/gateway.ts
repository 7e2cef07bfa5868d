import { Hono } from 'hono';
import type { Env } from './env.ts';

/** Where the Gateway is: on the host that was asked. */
export function gatewayRoutes(): Hono<Env> {
  const address = (host: string | undefined): string => `ws://${host}/gateway`;
  return new Hono<Env>()
    .get('/gateway', (context) => context.json({ url: address(context.req.header('host')) }))
    .get('/gateway/bot', (context) =>
      context.json({
        url: address(context.req.header('host')),
        shards: 1,
        session_start_limit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 1 },
      }),
    );
}
