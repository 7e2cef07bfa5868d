import { DiscordAPIError, Routes, type REST } from 'discord.js';
import { z } from 'zod';
import type { ChannelAccess, RoleFacts } from '../../campaigns/ports/discord.ts';
import { judgeAccess, type ChannelFacts } from './access.ts';
import { isDiscordsOwn } from './failure.ts';
import type { Overwrite } from './permissions.ts';

const Bits = z.union([z.string(), z.number()]).transform((bits) => BigInt(bits));
const OverwriteJson = z
  .object({ id: z.string(), type: z.coerce.number(), allow: Bits, deny: Bits })
  .transform((one): Overwrite => ({ ...one, type: one.type === 1 ? 1 : 0 }));
const ChannelJson = z.object({
  type: z.int(),
  name: z.string().nullish(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
  thread_metadata: z.object({ archived: z.boolean(), locked: z.boolean().default(false) }).nullish(),
  permission_overwrites: z.array(OverwriteJson).default([]),
});
const GuildJson = z.object({
  owner_id: z.string().optional(),
  roles: z.array(z.object({ id: z.string(), permissions: Bits })),
});
const MemberJson = z.object({ roles: z.array(z.string()) });

/**
 * What the bot may do in a channel, asked of Discord over REST: for a worker, which has no Gateway, and for
 * servers that the Gateway has not told of yet.
 *
 * @param privateThread its name, where it is known to be a private thread
 * @throws when Discord cannot be asked
 */
export async function readChannelAccess(
  rest: REST,
  botUserId: string,
  guildId: string,
  channelId: string,
  privateThread: string | null = null,
): Promise<ChannelAccess> {
  const known = await readChannelFacts(rest, botUserId, guildId, channelId);
  if (known === 'hidden' && privateThread !== null) return { kind: 'not-in-thread', name: privateThread };
  if (known === 'hidden') return { kind: 'missing-permissions', name: channelId, missing: ['ViewChannel'] };
  return known === null ? { kind: 'not-found' } : judgeAccess(known.facts);
}

/**
 * A channel and its server, asked of Discord over REST.
 *
 * @returns null when the server has no such channel, `hidden` when the bot may not see it
 * @throws when Discord cannot be asked
 */
export async function readChannelFacts(
  rest: REST,
  botUserId: string,
  guildId: string,
  channelId: string,
): Promise<{ readonly facts: ChannelFacts; readonly ownerId: string | null } | null | 'hidden'> {
  const channel = await get(rest, Routes.channel(channelId), ChannelJson);
  if (channel === 'hidden') return 'hidden';
  if (channel === null || (channel.guild_id !== undefined && channel.guild_id !== guildId)) return null;

  const [guild, member, parent] = await Promise.all([
    get(rest, Routes.guild(guildId), GuildJson),
    get(rest, Routes.guildMember(guildId, botUserId), MemberJson),
    channel.parent_id ? get(rest, Routes.channel(channel.parent_id), ChannelJson) : null,
  ]);
  if (guild === null || guild === 'hidden') return null;
  const known = member === null || member === 'hidden' ? null : member;
  const own = channel.permission_overwrites;
  const facts: ChannelFacts = {
    guildId,
    name: channel.name ?? channelId,
    type: channel.type,
    thread: channel.thread_metadata ?? null,
    // A thread lists no overwrites: those of the channel around it count. A category's do not.
    overwrites:
      own.length === 0 && isThread(channel.type) && parent !== null && parent !== 'hidden'
        ? parent.permission_overwrites
        : own,
    roles: guild.roles,
    bot: known && { userId: botUserId, roleIds: known.roles, owner: guild.owner_id === botUserId },
  };
  return { facts, ownerId: guild.owner_id ?? null };
}

const RoleJson = z.object({
  id: z.string(),
  name: z.string(),
  mentionable: z.boolean().default(false),
  managed: z.boolean().default(false),
});

/** Whether somebody was added to a private thread, asked of Discord over REST. @throws when it cannot be asked */
export async function readJoined(rest: REST, threadId: string, userId: string): Promise<boolean> {
  const joined = await get(rest, Routes.threadMembers(threadId, userId), z.object({}));
  return joined !== null && joined !== 'hidden';
}

/** A role, asked of Discord over REST. @throws when Discord cannot be asked */
export async function readRole(rest: REST, guildId: string, roleId: string): Promise<RoleFacts | null> {
  const roles = await get(rest, Routes.guildRoles(guildId), z.array(RoleJson));
  if (roles === null || roles === 'hidden') return null;
  return roles.find(({ id }) => id === roleId) ?? null;
}

function isThread(type: number): boolean {
  return type >= 10 && type <= 12;
}

/** Null when there is no such thing, `hidden` when the bot may not see it. */
async function get<Schema extends z.ZodType>(
  rest: REST,
  route: `/${string}`,
  schema: Schema,
): Promise<z.infer<Schema> | null | 'hidden'> {
  try {
    return schema.parse(await rest.get(route));
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || !isDiscordsOwn(error)) throw error;
    if (error.status === 404) return null;
    if (error.status === 403) return 'hidden';
    throw error;
  }
}
