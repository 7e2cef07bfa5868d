import { Hono } from 'hono';
import { DiscordError, refuse } from '../discord-error.ts';
import type { Faults } from '../faults.ts';
import { refusal } from '../guard.ts';
import { applicationRoutes } from './applications.ts';
import { channelRoutes } from './channels.ts';
import { commandRoutes } from './commands.ts';
import { type Env, restPath } from './env.ts';
import { faultMiddleware } from './fault-middleware.ts';
import { fileRoutes } from './files.ts';
import { gatewayRoutes } from './gateway.ts';
import { guildRoutes } from './guilds.ts';
import { interactionRoutes } from './interactions.ts';
import { messageRoutes, originOf } from './messages.ts';
import type { Parts } from './parts.ts';
import { pinRoutes } from './pins.ts';
import { rateLimitMiddleware } from './rate-limit-middleware.ts';
import type { RateLimitOptions } from './rate-limit.ts';
import { threadRoutes } from './threads.ts';
import { userRoutes } from './users.ts';
import { webhookRoutes } from './webhooks.ts';

export interface RestOptions {
  readonly token: string;
  readonly hosts: readonly string[];
  readonly faults: Faults;
  readonly rateLimits: RateLimitOptions;
}

/** Whether a request needs the bot's token: the token of an interaction is in its path. */
function needsToken(path: string): boolean {
  return path !== '/gateway' && !/^\/(interactions|webhooks)\/\d+\/[^/]+/.test(path);
}

/** Discord's REST API, version 10. */
export function rest(parts: Parts, options: RestOptions): Hono<Env> {
  const api = new Hono<Env>();
  api.use(faultMiddleware(options.faults));
  api.use(rateLimitMiddleware(options.rateLimits, needsToken));
  api.use(async (context, next) => {
    const path = context.req.path.slice(restPath.length);
    if (needsToken(path) && context.req.header('authorization') !== `Bot ${options.token}`) {
      throw refuse('unauthorized');
    }
    parts.uploads.reachedAt(originOf(context));
    await next();
  });
  for (const routes of [
    gatewayRoutes,
    applicationRoutes,
    commandRoutes,
    userRoutes,
    guildRoutes,
    channelRoutes,
    threadRoutes,
    pinRoutes,
    messageRoutes,
    interactionRoutes,
    webhookRoutes,
  ]) {
    api.route('/', routes(parts));
  }

  const app = new Hono<Env>();
  app.use(async (context, next) => {
    const why = refusal(
      { host: context.req.header('host'), origin: context.req.header('origin') },
      options.hosts,
    );
    if (why !== null) return context.json({ message: why, code: 0 }, 403);
    return next();
  });
  app.route(restPath, api);
  app.route('/', fileRoutes(parts));
  app.notFound((context) => context.json(refuse('notFound').body, 404));
  app.onError((error, context) => {
    if (error instanceof DiscordError) return context.json(error.body, error.status);
    parts.report(error);
    return context.json({ message: '500: Internal Server Error', code: 0 }, 500);
  });
  return app;
}
