import { ChannelType, OverwriteType, type Client, type PermissionOverwrites } from 'discord.js';
import type { RoleFacts } from '../../campaigns/ports/discord.ts';
import type { ChannelFacts } from './access.ts';
import type { Overwrite } from './permissions.ts';

/**
 * A channel and its server, as the Gateway last told.
 *
 * @returns null when the Gateway has not told of that server, of the bot in it, or of that channel: ask over REST
 */
export function cachedChannelFacts(
  client: Client,
  guildId: string,
  channelId: string,
): { readonly facts: ChannelFacts; readonly ownerId: string } | null {
  const guild = client.guilds.cache.get(guildId);
  const channel = guild?.channels.cache.get(channelId);
  if (guild?.available !== true || channel === undefined) return null;
  // Who is in a private thread is not known here: a command can name one that the bot was never added to.
  if (channel.type === ChannelType.PrivateThread) return null;
  const around = channel.isThread() ? channel.parent : channel;
  // The channels that a command names are remembered too, without their overwrites. They have no position either.
  if (around === null || !Number.isInteger(around.rawPosition)) return null;
  const { me } = guild.members;
  if (me === null) return null;
  const facts: ChannelFacts = {
    guildId,
    name: channel.name,
    type: channel.type,
    thread: channel.isThread()
      ? { archived: channel.archived === true, locked: channel.locked === true }
      : null,
    overwrites: around.permissionOverwrites.cache.map(overwrite),
    roles: guild.roles.cache.map((role) => ({ id: role.id, permissions: role.permissions.bitfield })),
    bot: {
      userId: me.id,
      roleIds: me.roles.cache.map((role) => role.id),
      owner: guild.ownerId === me.id,
    },
  };
  return { facts, ownerId: guild.ownerId };
}

/** The name of a private thread that a command named, whether or not the bot is in it; null for anything else. */
export function cachedPrivateThread(client: Client, channelId: string): string | null {
  const channel = client.channels.cache.get(channelId);
  return channel?.type === ChannelType.PrivateThread ? channel.name : null;
}

/**
 * A role, as the Gateway last told.
 *
 * @returns null when it has not told of that server or that role: ask over REST
 */
export function cachedRole(client: Client, guildId: string, roleId: string): RoleFacts | null {
  const guild = client.guilds.cache.get(guildId);
  const role = guild?.available === true ? guild.roles.cache.get(roleId) : undefined;
  return role ? { name: role.name, mentionable: role.mentionable, managed: role.managed } : null;
}

function overwrite(one: PermissionOverwrites): Overwrite {
  return {
    id: one.id,
    type: one.type === OverwriteType.Member ? 1 : 0,
    allow: one.allow.bitfield,
    deny: one.deny.bitfield,
  };
}
