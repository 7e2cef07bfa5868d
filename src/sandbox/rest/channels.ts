import { Hono } from 'hono';
import type { Place } from '../world/place.ts';
import { threadJson } from '../world/thread.ts';
import { seenPlace } from './access.ts';
import type { Env } from './env.ts';
import type { Parts } from './parts.ts';

/** Channels themselves. */
export function channelRoutes(parts: Parts): Hono<Env> {
  return new Hono<Env>()
    .get('/channels/:channel', async (context) => {
      const place = seenPlace(parts, context.req.param('channel'));
      const { id } = place.channel;
      const [newest] = await parts.storage.messages({ channelId: id, limit: 1, viewer: null });
      return context.json({ ...channelJson(place, parts), last_message_id: newest?.message.id ?? null });
    })
    .post('/channels/:channel/typing', (context) => {
      seenPlace(parts, context.req.param('channel'));
      return context.body(null, 204);
    });
}

/** A channel as the bot is shown it. */
export function channelJson(place: Place, { world }: Pick<Parts, 'world'>): object {
  if (place.kind === 'dm' || place.thread === null) return place.channel;
  return threadJson(place.thread, world.bot.id);
}
