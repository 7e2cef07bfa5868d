import {
  type APIMessage,
  GatewayDispatchEvents,
  GatewayIntentBits,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Dispatcher } from '../gateway/dispatch.ts';
import { has } from '../world/permissions.ts';
import type { Place } from '../world/place.ts';
import type { World } from '../world/world.ts';

/** Tells the bot of what happens to messages, as far as it sees their channel. */
export class MessageEvents {
  readonly #dispatcher: Dispatcher;
  readonly #world: World;

  constructor(dispatcher: Dispatcher, world: World) {
    this.#dispatcher = dispatcher;
    this.#world = world;
  }

  written(
    event: GatewayDispatchEvents.MessageCreate | GatewayDispatchEvents.MessageUpdate,
    message: APIMessage,
    place: Place,
  ): void {
    const extra = this.#extra(message.author.id, place);
    const { id } = this.#world.bot;
    this.#tell(event, place, { ...message, ...extra }, { ...readable(message, id, place), ...extra });
  }

  deleted(message: APIMessage, place: Place): void {
    const guild = place.kind === 'guild' ? { guild_id: place.guild.id } : {};
    const data = { id: message.id, channel_id: message.channel_id, ...guild };
    this.#tell(GatewayDispatchEvents.MessageDelete, place, data, data);
  }

  #tell(event: GatewayDispatchEvents, place: Place, data: unknown, withoutContent: unknown): void {
    if (!has(this.#world.permissions(this.#world.bot.id, place), PermissionFlagsBits.ViewChannel)) return;
    const intent =
      place.kind === 'guild' ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages;
    this.#dispatcher.dispatch({ event, intent, data, withoutContent });
  }

  #extra(authorId: string, place: Place): object {
    if (place.kind === 'dm') return { channel_type: place.channel.type };
    const member = place.guild.members.get(authorId);
    const { user: _, ...withoutUser } = member ?? { user: null };
    return {
      guild_id: place.guild.id,
      channel_type: place.channel.type,
      ...(member && { member: withoutUser }),
    };
  }
}

/** A message as a bot without the message-content intent reads it: empty, unless it is its own or calls it. */
export function readable(message: APIMessage, botId: string, place: Place): APIMessage {
  const mine = message.author.id === botId || message.mentions.some(({ id }) => id === botId);
  if (mine || place.kind === 'dm') return message;
  return { ...message, content: '', embeds: [], attachments: [], components: [] };
}
