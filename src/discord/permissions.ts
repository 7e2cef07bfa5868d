import { PermissionFlagsBits } from 'discord.js';

/** A role of a server, as far as permissions go. */
export interface RolePermissions {
  readonly id: string;
  readonly permissions: bigint;
}

/** An exception for a role (type 0) or a member (type 1) in a channel. */
export interface Overwrite {
  readonly id: string;
  readonly type: 0 | 1;
  readonly allow: bigint;
  readonly deny: bigint;
}

/** Who is asked about: the server's owner may do everything. */
export interface Subject {
  readonly userId: string | null;
  readonly roleIds: readonly string[];
  readonly owner: boolean;
}

const everything = Object.values(PermissionFlagsBits).reduce((all, one) => all | one, 0n);

/**
 * What somebody may do in a channel, resolved in the order that Discord documents: roles together, then the
 * overwrite of @everyone, of the roles together, and of the member.
 *
 * @param guildId also the id of the @everyone role
 */
export function resolvePermissions(
  guildId: string,
  subject: Subject,
  roles: readonly RolePermissions[],
  overwrites: readonly Overwrite[],
): bigint {
  if (subject.owner) return everything;
  const held = new Set([guildId, ...subject.roleIds]);
  const base = roles.filter((role) => held.has(role.id)).reduce((all, role) => all | role.permissions, 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return everything;

  const of = (type: 0 | 1, ids: ReadonlySet<string>) =>
    overwrites.filter((one) => one.type === type && ids.has(one.id));
  const steps = [
    of(0, new Set([guildId])),
    of(0, new Set(subject.roleIds)),
    of(1, new Set(subject.userId === null ? [] : [subject.userId])),
  ];
  return steps.reduce((permissions, step) => {
    const deny = step.reduce((all, one) => all | one.deny, 0n);
    const allow = step.reduce((all, one) => all | one.allow, 0n);
    return (permissions & ~deny) | allow;
  }, base);
}
