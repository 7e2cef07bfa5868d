import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import { Hono } from 'hono';
import type { CallbackResult } from '../interactions/interactions.ts';
import type { Env } from './env.ts';
import { originOf } from './messages.ts';
import type { Parts } from './parts.ts';
import { requestBody } from './request-body.ts';

/** The first answer to an interaction. */
export function interactionRoutes({ interactions }: Parts): Hono<Env> {
  return new Hono<Env>().post('/interactions/:interaction/:token/callback', async (context) => {
    const { interaction, token } = context.req.param();
    const body = await requestBody(context.req);
    const result = await interactions.callback(interaction, token, { ...body, origin: originOf(context) });
    if (context.req.query('with_response') !== 'true') return context.body(null, 204);
    return context.json(withResponse(result));
  });
}

function withResponse({ interaction, response, message }: CallbackResult): object {
  const { id, type, channelId, guildId } = interaction;
  const flags = message?.flags ?? 0;
  const { ChannelMessageWithSource, UpdateMessage } = InteractionResponseType;
  const shows = response === ChannelMessageWithSource || response === UpdateMessage;
  return {
    interaction: {
      id,
      type,
      channel_id: channelId,
      ...(guildId !== null && { guild_id: guildId }),
      ...(message && {
        response_message_id: message.id,
        response_message_loading: (flags & MessageFlags.Loading) !== 0,
        response_message_ephemeral: (flags & MessageFlags.Ephemeral) !== 0,
      }),
    },
    resource: { type: response, ...(shows && message && { message }) },
  };
}
