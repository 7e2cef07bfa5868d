import { PermissionFlagsBits } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { refuse } from '../discord-error.ts';
import { may, need, needOpen, publicMessage, seenPlace } from './access.ts';
import type { Env } from './env.ts';
import type { Parts } from './parts.ts';

const mostPins = 250;

/** Pinned messages, at the address of today and at the one before it. */
export function pinRoutes(parts: Parts): Hono<Env> {
  const { storage, messages } = parts;

  const pinned = async (channelId: string): ReturnType<typeof storage.pinned> => {
    const place = seenPlace(parts, channelId);
    return may(parts, place, PermissionFlagsBits.ReadMessageHistory) ? storage.pinned(channelId) : [];
  };
  const pin = async (channelId: string, messageId: string, on: boolean): Promise<void> => {
    const place = seenPlace(parts, channelId);
    need(parts, place, PermissionFlagsBits.PinMessages);
    const stored = await publicMessage(parts, place, messageId);
    needOpen(parts, place, []);
    if (stored.message.pinned === on) return;
    if (on && (await storage.pinned(channelId)).length >= mostPins) throw refuse('tooManyPins');
    await messages.pin(stored, on);
  };

  const routes = new Hono<Env>();
  routes.get('/channels/:channel/messages/pins', async (context) => {
    const found = await pinned(context.req.param('channel'));
    const items = found.map(({ pinnedAt, message }) => ({ pinned_at: pinnedAt, message }));
    return context.json({ items, has_more: false });
  });
  routes.get('/channels/:channel/pins', async (context) => {
    return context.json((await pinned(context.req.param('channel'))).map(({ message }) => message));
  });
  for (const path of [
    '/channels/:channel/messages/pins/:message',
    '/channels/:channel/pins/:message',
  ] as const) {
    routes.put(path, async (context) => {
      await pin(context.req.param('channel'), context.req.param('message'), true);
      return context.body(null, 204);
    });
    routes.delete(path, async (context) => {
      await pin(context.req.param('channel'), context.req.param('message'), false);
      return context.body(null, 204);
    });
  }
  return routes;
}
