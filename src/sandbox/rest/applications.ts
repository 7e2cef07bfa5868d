import { Hono } from 'hono';
import type { Env } from './env.ts';
import type { Parts } from './parts.ts';

/** The application that the token belongs to. */
export function applicationRoutes({ world }: Parts): Hono<Env> {
  return new Hono<Env>()
    .get('/applications/@me', (context) =>
      context.json({ ...world.application, approximate_guild_count: world.guilds.length }),
    )
    .get('/oauth2/applications/@me', (context) => context.json(world.application));
}
