import {
  type APIMessage,
  ChannelType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { type Context, Hono } from 'hono';
import { refuse } from '../discord-error.ts';
import { readable } from '../messages/events.ts';
import { checkMessage, type MessageBody } from '../validation/message.ts';
import { invalidForm } from '../validation/form-body.ts';
import { speakingIn } from '../world/permissions.ts';
import type { Place } from '../world/place.ts';
import { may, need, needOpen, publicMessage, seenPlace } from './access.ts';
import type { Env } from './env.ts';
import { messagePage } from './message-page.ts';
import type { Parts } from './parts.ts';
import { requestBody } from './request-body.ts';

const bits = PermissionFlagsBits;

/** Where this server is reached, as the caller sees it. */
export function originOf(context: Context<Env>): string {
  return `http://${context.req.header('host')}`;
}

/** The messages of a channel. */
export function messageRoutes(parts: Parts): Hono<Env> {
  const { world, messages } = parts;
  return new Hono<Env>()
    .get('/channels/:channel/messages', async (context) => {
      const place = seenPlace(parts, context.req.param('channel'));
      const found = await messagePage(parts.storage, place.channel.id, context.req.query());
      // Without the permission Discord does not refuse: it shows nothing.
      const seen = may(parts, place, bits.ReadMessageHistory) ? found : [];
      return context.json(seen.map(({ message }) => readable(message, world.bot.id, place)));
    })
    .get('/channels/:channel/messages/:message', async (context) => {
      const place = seenPlace(parts, context.req.param('channel'));
      need(parts, place, bits.ReadMessageHistory);
      const { message } = await publicMessage(parts, place, context.req.param('message'));
      return context.json(readable(message, world.bot.id, place));
    })
    .post('/channels/:channel/messages', async (context) => {
      const place = seenPlace(parts, context.req.param('channel'));
      if (place.channel.type === ChannelType.GuildForum) throw refuse('notATextChannel');
      if (place.kind === 'guild') need(parts, place, speakingIn(place));
      needOpen(parts, place, ['archived']);
      const { json, files: uploads } = await requestBody(context.req);
      const body = await checkMessage(json, {
        schema: 'MessageCreateRequestSchema',
        files: uploads,
        before: null,
        path: [],
      });
      if (uploads.length > 0) need(parts, place, bits.AttachFiles);
      if ((body.embeds ?? []).length > 0) need(parts, place, bits.EmbedLinks);
      const extra = await referenceFields(parts, place, body);
      const origin = originOf(context);
      const { message } = await messages.create({ place, author: world.bot, body, uploads, origin, extra });
      const { nonce } = body;
      return context.json(nonce === undefined || nonce === null ? message : { ...message, nonce });
    })
    .patch('/channels/:channel/messages/:message', async (context) => {
      const place = seenPlace(parts, context.req.param('channel'));
      const stored = await publicMessage(parts, place, context.req.param('message'));
      if (stored.message.author.id !== world.bot.id) throw refuse('notYourMessage');
      needOpen(parts, place, []);
      const { json, files: uploads } = await requestBody(context.req);
      const body = await checkMessage(json, {
        schema: 'MessageEditRequestPartialSchema',
        files: uploads,
        before: stored.message,
        path: [],
      });
      const edited = await messages.edit(stored, { body, uploads, origin: originOf(context) });
      return context.json(edited.message);
    })
    .delete('/channels/:channel/messages/:message', async (context) => {
      const place = seenPlace(parts, context.req.param('channel'));
      const stored = await publicMessage(parts, place, context.req.param('message'));
      if (stored.message.author.id !== world.bot.id) need(parts, place, bits.ManageMessages);
      needOpen(parts, place, ['archived', 'locked']);
      await messages.delete(stored);
      return context.body(null, 204);
    })
    .post('/channels/:channel/messages/:message/crosspost', async (context) => {
      const place = seenPlace(parts, context.req.param('channel'));
      if (place.channel.type !== ChannelType.GuildAnnouncement) throw refuse('wrongChannelType');
      const stored = await publicMessage(parts, place, context.req.param('message'));
      const mine = stored.message.author.id === world.bot.id;
      need(parts, place, mine ? bits.SendMessages : bits.ManageMessages);
      if (((stored.message.flags ?? 0) & MessageFlags.Crossposted) !== 0) throw refuse('alreadyCrossposted');
      return context.json((await messages.crosspost(stored)).message);
    });
}

/** What a message says about the one that it replies to. */
async function referenceFields(parts: Parts, place: Place, body: MessageBody): Promise<Partial<APIMessage>> {
  const { message_id: id, fail_if_not_exists: strict } = body.message_reference ?? {};
  if (!id) return {};
  need(parts, place, bits.ReadMessageHistory);
  const found = await parts.storage.message(id);
  if (found === null || found.deleted || found.message.channel_id !== place.channel.id) {
    if (strict === false) return {};
    throw invalidForm(['message_reference'], 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', 'Unknown message');
  }
  const guild = place.kind === 'guild' ? { guild_id: place.guild.id } : {};
  return {
    type: MessageType.Reply,
    message_reference: {
      type: MessageReferenceType.Default,
      message_id: id,
      channel_id: place.channel.id,
      ...guild,
    },
  };
}
