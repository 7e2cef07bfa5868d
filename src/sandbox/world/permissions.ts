import type { APIGuildMember, APIOverwrite, APIRole } from 'discord-api-types/v10';
import { ChannelType, OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Snowflake } from '../../../campaigns/campaign.ts';

/** Every permission there is. */
export const allPermissions = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

/** What a member's permissions are resolved from. */
export interface PermissionSource {
  readonly id: Snowflake;
  readonly owner_id: Snowflake;
  readonly roles: readonly APIRole[];
}

/** A channel or thread of a server, as far as permissions go. */
export interface PermissionPlace {
  readonly guild: PermissionSource;
  /** The channel itself, or for a thread the one that it is in: a thread has no overwrites of its own. */
  readonly around: { readonly permission_overwrites?: readonly APIOverwrite[] };
  readonly thread: {
    readonly channel: { readonly type: ChannelType };
    readonly joined: { has(userId: Snowflake): boolean };
  } | null;
}

/** What lets somebody write there: in threads it is a permission of its own. */
export function speakingIn({ thread }: Pick<PermissionPlace, 'thread'>): bigint {
  return thread === null ? PermissionFlagsBits.SendMessages : PermissionFlagsBits.SendMessagesInThreads;
}

/**
 * A member's permissions in a channel or thread. A private thread is seen by those in it and by moderators.
 *
 * @see https://discord.com/developers/docs/topics/threads#permissions
 */
export function permissionsIn(
  { guild, around, thread }: PermissionPlace,
  member: Pick<APIGuildMember, 'roles' | 'user'>,
): bigint {
  const speaking = speakingIn({ thread });
  const permissions = implied(permissionsOf(guild, member, around.permission_overwrites ?? []), speaking);
  if (thread?.channel.type !== ChannelType.PrivateThread || thread.joined.has(member.user.id)) {
    return permissions;
  }
  return has(permissions, PermissionFlagsBits.ManageThreads) ? permissions : 0n;
}

/**
 * What a member's roles and a channel's overwrites come to.
 *
 * @see https://discord.com/developers/docs/topics/permissions#permission-hierarchy
 */
function permissionsOf(
  guild: PermissionSource,
  member: Pick<APIGuildMember, 'roles' | 'user'>,
  overwrites: readonly APIOverwrite[],
): bigint {
  if (member.user.id === guild.owner_id) return allPermissions;
  const roles = new Set([guild.id, ...member.roles]);
  let permissions = guild.roles
    .filter((role) => roles.has(role.id))
    .reduce((all, role) => all | BigInt(role.permissions), 0n);
  if ((permissions & PermissionFlagsBits.Administrator) !== 0n) return allPermissions;

  const apply = (chosen: readonly APIOverwrite[]): void => {
    const deny = chosen.reduce((all, overwrite) => all | BigInt(overwrite.deny), 0n);
    const allow = chosen.reduce((all, overwrite) => all | BigInt(overwrite.allow), 0n);
    permissions = (permissions & ~deny) | allow;
  };
  const ofRoles = overwrites.filter((overwrite) => overwrite.type === OverwriteType.Role);
  apply(ofRoles.filter((overwrite) => overwrite.id === guild.id));
  apply(ofRoles.filter((overwrite) => overwrite.id !== guild.id && roles.has(overwrite.id)));
  apply(overwrites.filter(({ type, id }) => type === OverwriteType.Member && id === member.user.id));
  return permissions;
}

/** Who cannot see a channel can do nothing in it; who cannot write cannot attach, embed or mention. */
function implied(permissions: bigint, speaking: bigint): bigint {
  const { ViewChannel, EmbedLinks, AttachFiles, MentionEveryone } = PermissionFlagsBits;
  if ((permissions & ViewChannel) === 0n) return 0n;
  if ((permissions & speaking) !== 0n) return permissions;
  return permissions & ~(EmbedLinks | AttachFiles | MentionEveryone);
}

/** Whether every one of the wanted permissions is there. */
export function has(permissions: bigint, wanted: bigint): boolean {
  return (permissions & wanted) === wanted;
}
