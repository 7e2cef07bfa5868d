import { Hono } from 'hono';
import { seenPlace } from './access.ts';
import type { Env } from './env.ts';
import type { Parts } from './parts.ts';

/** Channels themselves. */
export function channelRoutes(parts: Parts): Hono<Env> {
  return new Hono<Env>()
    .get('/channels/:channel', async (context) => {
      const { channel } = seenPlace(parts, context.req.param('channel'));
      const [newest] = await parts.storage.messages({ channelId: channel.id, limit: 1, viewer: null });
      return context.json({ ...channel, last_message_id: newest?.message.id ?? null });
    })
    .post('/channels/:channel/typing', (context) => {
      seenPlace(parts, context.req.param('channel'));
      return context.body(null, 204);
    });
}
