import { RESTEvents, type REST } from 'discord.js';
import { Counter, Gauge, type Registry } from 'prom-client';

/** For what a client asks: posts, a worker's questions, or answers to people. */
export type RestUse = 'posting' | 'reading' | 'answering';

export interface DiscordMetrics {
  /** Counts what this client asks of Discord, and reads what Discord says is left. */
  watch(rest: REST, use: RestUse): void;
}

export function discordMetrics(registry: Registry): DiscordMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'campaigns_discord_requests_total',
    help: 'Requests to Discord by use, route and status.',
    labelNames: ['use', 'route', 'status'],
    registers,
  });
  const left = new Gauge({
    name: 'campaigns_discord_requests_left',
    help: 'How many requests of a route Discord still allows within its window, as it last said.',
    labelNames: ['use', 'route'],
    registers,
  });
  const limited = new Counter({
    name: 'campaigns_discord_rate_limited_total',
    help: 'Answers 429 by use and by whose limit it was (user, shared, global).',
    labelNames: ['use', 'scope'],
    registers,
  });
  return {
    watch: (rest, use) => {
      rest.on(RESTEvents.Response, (request, response) => {
        const route = `${request.method} ${withoutIds(request.route)}`;
        requests.inc({ use, route, status: String(response.status) });
        const remaining = Number(response.headers.get('x-ratelimit-remaining') ?? Number.NaN);
        if (Number.isFinite(remaining)) left.set({ use, route }, remaining);
        if (response.status === 429) {
          const global = response.headers.get('x-ratelimit-global') !== null;
          limited.inc({
            use,
            scope: global ? 'global' : (response.headers.get('x-ratelimit-scope') ?? 'unknown'),
          });
        }
      });
    },
  };
}

/** discord.js leaves out the tokens of interactions and webhooks, and ids of today's length only. */
function withoutIds(route: string): string {
  return route.replaceAll(/:id\d*|\d{5,}/g, ':id');
}
