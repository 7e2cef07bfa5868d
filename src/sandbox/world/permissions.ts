import type { APIGuildMember, APIOverwrite, APIRole } from 'discord-api-types/v10';
import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Snowflake } from '../../../campaigns/campaign.ts';

/** Every permission there is. */
export const allPermissions = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

/** What a member's permissions are resolved from. */
export interface PermissionSource {
  readonly id: Snowflake;
  readonly owner_id: Snowflake;
  readonly roles: readonly APIRole[];
}

/**
 * A member's permissions in a server, or in one of its channels when the channel's overwrites are given.
 *
 * @see https://discord.com/developers/docs/topics/permissions#permission-hierarchy
 */
export function permissionsOf(
  guild: PermissionSource,
  member: Pick<APIGuildMember, 'roles' | 'user'>,
  overwrites?: readonly APIOverwrite[],
): bigint {
  if (member.user.id === guild.owner_id) return allPermissions;
  const roles = new Set([guild.id, ...member.roles]);
  let permissions = guild.roles
    .filter((role) => roles.has(role.id))
    .reduce((all, role) => all | BigInt(role.permissions), 0n);
  if ((permissions & PermissionFlagsBits.Administrator) !== 0n) return allPermissions;

  if (overwrites === undefined) return permissions;
  const apply = (chosen: readonly APIOverwrite[]): void => {
    const deny = chosen.reduce((all, overwrite) => all | BigInt(overwrite.deny), 0n);
    const allow = chosen.reduce((all, overwrite) => all | BigInt(overwrite.allow), 0n);
    permissions = (permissions & ~deny) | allow;
  };
  const ofRoles = overwrites.filter((overwrite) => overwrite.type === OverwriteType.Role);
  apply(ofRoles.filter((overwrite) => overwrite.id === guild.id));
  apply(ofRoles.filter((overwrite) => overwrite.id !== guild.id && roles.has(overwrite.id)));
  apply(overwrites.filter(({ type, id }) => type === OverwriteType.Member && id === member.user.id));
  return implied(permissions);
}

/** Who cannot see a channel can do nothing in it; who cannot write cannot attach, embed or mention. */
function implied(permissions: bigint): bigint {
  const { ViewChannel, SendMessages, EmbedLinks, AttachFiles, MentionEveryone } = PermissionFlagsBits;
  if ((permissions & ViewChannel) === 0n) return 0n;
  if ((permissions & SendMessages) !== 0n) return permissions;
  return permissions & ~(EmbedLinks | AttachFiles | MentionEveryone);
}

/** Whether every one of the wanted permissions is there. */
export function has(permissions: bigint, wanted: bigint): boolean {
  return (permissions & wanted) === wanted;
}
