import {
  type APIThreadChannel,
  type APIThreadMember,
  ChannelFlags,
  ChannelType,
  PermissionFlagsBits,
  ThreadAutoArchiveDuration,
  ThreadMemberFlags,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../../campaigns/campaign.ts';
import { flagSet } from './flags.ts';
import type { Guild, GuildChannel } from './objects.ts';
import { has, permissionsIn } from './permissions.ts';

export type ThreadChannel = APIThreadChannel &
  Required<Pick<APIThreadChannel, 'guild_id' | 'parent_id' | 'thread_metadata'>>;

/** A thread, and who was added to it or wrote in it. */
export interface Thread {
  readonly channel: ThreadChannel;
  /** When each of them joined, as ISO 8601, by user. */
  readonly joined: Map<Snowflake, string>;
}

export interface ThreadOptions {
  readonly id: Snowflake;
  readonly name: string;
  readonly ownerId: Snowflake;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Seen by who was added and by moderators. */
  readonly private?: boolean;
}

/** A new thread of a channel. Whoever made it is in it. */
export function threadOf(parent: GuildChannel, guildId: Snowflake, options: ThreadOptions): Thread {
  const announcement = parent.type === ChannelType.GuildAnnouncement;
  const open = announcement ? ChannelType.AnnouncementThread : ChannelType.PublicThread;
  const channel: ThreadChannel = {
    id: options.id,
    type: options.private === true ? ChannelType.PrivateThread : open,
    guild_id: guildId,
    parent_id: parent.id,
    owner_id: options.ownerId,
    name: options.name,
    last_message_id: null,
    rate_limit_per_user: 0,
    flags: flagSet(ChannelFlags, 0),
    thread_metadata: {
      archived: false,
      locked: false,
      auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
      archive_timestamp: options.createdAt,
      create_timestamp: options.createdAt,
      ...(options.private === true && { invitable: true }),
    },
  };
  return { channel, joined: new Map([[options.ownerId, options.createdAt]]) };
}

/** A thread as somebody is shown it: with their own membership, when they are in it. */
export function threadJson({ channel, joined }: Thread, userId: Snowflake): ThreadChannel {
  const joinedAt = joined.get(userId);
  const counted = { ...channel, member_count: joined.size };
  if (joinedAt === undefined) return counted;
  return { ...counted, member: threadMember(channel.id, userId, joinedAt) };
}

export function threadMember(id: Snowflake, userId: Snowflake, joinedAt: string): APIThreadMember {
  return { id, user_id: userId, join_timestamp: joinedAt, flags: flagSet(ThreadMemberFlags, 0) };
}

/** The threads of a server that are not archived and that a member sees. */
export function activeThreads(guild: Guild, userId: Snowflake): ThreadChannel[] {
  return [...guild.threads.values()]
    .filter(({ channel }) => !channel.thread_metadata.archived && seesThread(guild, channel.id, userId))
    .map((thread) => threadJson(thread, userId));
}

/** Whether a member sees a thread, archived or not. */
export function seesThread(guild: Guild, threadId: Snowflake, userId: Snowflake): boolean {
  const thread = guild.threads.get(threadId);
  const around = thread && guild.channels.get(thread.channel.parent_id);
  const member = guild.members.get(userId);
  if (thread === undefined || around === undefined || member === undefined) return false;
  return has(permissionsIn({ guild, around, thread }, member), PermissionFlagsBits.ViewChannel);
}
