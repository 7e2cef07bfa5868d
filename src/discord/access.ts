import { ChannelType, PermissionFlagsBits } from 'discord.js';
import { extraPermissions, type ChannelAccess } from '../../campaigns/ports/discord.ts';
import { leastPermissions } from './application.ts';
import { resolvePermissions, type Overwrite, type RolePermissions, type Subject } from './permissions.ts';

/** What is known of a channel and its server, from the Gateway or from REST. */
export interface ChannelFacts {
  readonly guildId: string;
  readonly name: string;
  readonly type: number;
  /** What is true of threads alone. */
  readonly thread: { readonly archived: boolean; readonly locked: boolean } | null;
  /** The channel's own overwrites, or for a thread those of the channel around it. */
  readonly overwrites: readonly Overwrite[];
  readonly roles: readonly RolePermissions[];
  /**
   * The bot in that server. Null when nobody could say: then it is taken to have what its install link asks
   * for, and a post that is refused will tell.
   */
  readonly bot: {
    readonly userId: string;
    readonly roleIds: readonly string[];
    readonly owner: boolean;
  } | null;
}

type TextType = Extract<ChannelAccess, { kind: 'usable' }>['type'];

const privateThread: number = ChannelType.PrivateThread;

const textTypes = new Map<number, TextType>([
  [ChannelType.GuildText, 'text'],
  [ChannelType.GuildAnnouncement, 'announcement'],
  [ChannelType.AnnouncementThread, 'thread'],
  [ChannelType.PublicThread, 'thread'],
  [ChannelType.PrivateThread, 'thread'],
]);

/** Judges whether the bot can post in a channel, and whether everybody can read it. */
export function judgeAccess(facts: ChannelFacts): ChannelAccess {
  const { guildId, name, roles, overwrites, bot } = facts;
  const type = textTypes.get(facts.type);
  if (type === undefined)
    return { kind: 'wrong-type', name, type: ChannelType[facts.type] ?? String(facts.type) };

  if (facts.thread?.locked === true) return { kind: 'locked-thread', name };
  const granted = bot && resolvePermissions(guildId, bot, roles, overwrites);
  if (granted !== null) {
    const missing = needed(type).filter((permission) => (granted & leastPermissions[permission]) === 0n);
    if (missing.length > 0) return { kind: 'missing-permissions', name, missing };
  }
  const anybody = { userId: null, roleIds: [], owner: false };
  const seenByAll = resolvePermissions(guildId, anybody, roles, overwrites) & PermissionFlagsBits.ViewChannel;
  return {
    kind: 'usable',
    name,
    type,
    private: seenByAll === 0n || facts.type === privateThread,
    ...(granted !== null && {
      lacks: extraPermissions.filter((permission) => (granted & PermissionFlagsBits[permission]) === 0n),
    }),
    ...(facts.thread?.archived === true && { archived: true }),
  };
}

/**
 * Judges whether somebody can see a channel.
 *
 * @returns `if-joined` for a private thread, which is seen by who was added to it
 */
export function judgeSight(
  { guildId, type, roles, overwrites }: Pick<ChannelFacts, 'guildId' | 'type' | 'roles' | 'overwrites'>,
  person: Subject,
): 'seen' | 'hidden' | 'if-joined' {
  const granted = resolvePermissions(guildId, person, roles, overwrites);
  if ((granted & PermissionFlagsBits.ViewChannel) === 0n) return 'hidden';
  if (type !== privateThread || (granted & PermissionFlagsBits.ManageThreads) !== 0n) return 'seen';
  return 'if-joined';
}

function needed(type: TextType): readonly (keyof typeof leastPermissions)[] {
  return [
    'ViewChannel',
    type === 'thread' ? 'SendMessagesInThreads' : 'SendMessages',
    'ReadMessageHistory',
    'AttachFiles',
    'EmbedLinks',
  ];
}
