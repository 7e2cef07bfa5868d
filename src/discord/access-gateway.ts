import { OverwriteType, type Client, type PermissionOverwrites } from 'discord.js';
import type { ChannelAccess } from '../../campaigns/ports/discord.ts';
import { judgeAccess } from './access.ts';
import type { Overwrite } from './permissions.ts';

/**
 * What the bot may do in a channel, as the Gateway last told.
 *
 * @returns null when the Gateway has not told of that server or channel: ask over REST
 */
export function cachedChannelAccess(
  client: Client,
  guildId: string,
  channelId: string,
): ChannelAccess | null {
  const guild = client.guilds.cache.get(guildId);
  const channel = guild?.channels.cache.get(channelId);
  if (guild === undefined || channel === undefined) return null;
  const around = channel.isThread() ? channel.parent : channel;
  if (around === null) return null;
  const me = guild.members.me;
  return judgeAccess({
    guildId,
    name: channel.name,
    type: channel.type,
    overwrites: around.permissionOverwrites.cache.map(overwrite),
    roles: guild.roles.cache.map((role) => ({ id: role.id, permissions: role.permissions.bitfield })),
    bot: me && {
      userId: me.id,
      roleIds: me.roles.cache.map((role) => role.id),
      owner: guild.ownerId === me.id,
    },
  });
}

function overwrite(one: PermissionOverwrites): Overwrite {
  return {
    id: one.id,
    type: one.type === OverwriteType.Member ? 1 : 0,
    allow: one.allow.bitfield,
    deny: one.deny.bitfield,
  };
}
