import {
  type APIGuild,
  type APIGuildForumChannel,
  type APIGuildMember,
  type APINewsChannel,
  type APIOverwrite,
  type APIRole,
  type APITextChannel,
  type APIUser,
  ChannelFlags,
  ChannelType,
  ForumLayoutType,
  type GatewayGuildCreateDispatchData,
  GuildDefaultMessageNotifications,
  GuildExplicitContentFilter,
  GuildMemberFlags,
  GuildMFALevel,
  GuildNSFWLevel,
  GuildPremiumTier,
  GuildSystemChannelFlags,
  GuildVerificationLevel,
  Locale,
  RoleFlags,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../../campaigns/campaign.ts';
import type { Person } from '../person.ts';
import type { Snowflakes } from '../snowflake.ts';
import { person } from './application.ts';
import { flagSet } from './flags.ts';
import { activeThreads, type Thread } from './thread.ts';

/** A channel with a place and permissions of its own: all but threads. */
export type GuildChannel = APITextChannel | APINewsChannel | APIGuildForumChannel;

/** A server, with everything that belongs to it. */
export interface Guild {
  readonly id: Snowflake;
  readonly name: string;
  readonly owner_id: Snowflake;
  readonly locale: Locale;
  readonly joinedAt: string;
  readonly roles: APIRole[];
  readonly channels: Map<Snowflake, GuildChannel>;
  readonly threads: Map<Snowflake, Thread>;
  readonly members: Map<Snowflake, APIGuildMember>;
  /** False during an outage: the bot is told that the server is unavailable. */
  available: boolean;
}

export function role(id: Snowflake, name: string, permissions: bigint, position: number): APIRole {
  return {
    id,
    name,
    permissions: String(permissions),
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    flags: flagSet(RoleFlags, 0),
  };
}

export function member(user: APIUser, roles: readonly Snowflake[], joinedAt: string): APIGuildMember {
  return {
    user,
    roles: [...roles],
    joined_at: joinedAt,
    nick: null,
    deaf: false,
    mute: false,
    flags: flagSet(GuildMemberFlags, 0),
  };
}

/** A server that adds the bot, with an owner and perhaps people, and without any channel. */
export function joinedGuild(
  name: string,
  bot: APIUser,
  like: Guild | undefined,
  options: { readonly locale?: Locale; readonly people?: readonly Person[] },
  ids: Snowflakes,
): Guild {
  const id = ids.next();
  const joinedAt = new Date().toISOString();
  const owner = person(ids.next(), `owner of ${name}`);
  const everyone = like?.roles.find((one) => one.id === like.id)?.permissions ?? '0';
  const botRole: APIRole = {
    ...role(ids.next(), bot.username, 0n, 1),
    permissions: like?.roles.find((one) => one.tags?.bot_id === bot.id)?.permissions ?? '0',
    managed: true,
    tags: { bot_id: bot.id },
  };
  const members = [
    member(owner, [], joinedAt),
    member(bot, [botRole.id], joinedAt),
    ...(options.people ?? []).map((one) => member(person(one.id, one.name), [], joinedAt)),
  ];
  return {
    id,
    name,
    owner_id: owner.id,
    locale: options.locale ?? Locale.EnglishUS,
    joinedAt,
    roles: [role(id, '@everyone', BigInt(everyone), 0), botRole],
    channels: new Map(),
    threads: new Map(),
    members: new Map(members.map((one) => [one.user.id, one])),
    available: true,
  };
}

export interface ChannelOptions {
  readonly id: Snowflake;
  readonly guildId: Snowflake;
  readonly name: string;
  readonly topic?: string;
  /** An ordinary text channel when left out. */
  readonly kind?: 'announcement' | 'forum';
  readonly position: number;
  readonly overwrites?: readonly APIOverwrite[];
}

export function guildChannel(options: ChannelOptions): GuildChannel {
  const shared = {
    id: options.id,
    guild_id: options.guildId,
    name: options.name,
    topic: options.topic ?? null,
    position: options.position,
    permission_overwrites: [...(options.overwrites ?? [])],
    parent_id: null,
    nsfw: false,
    rate_limit_per_user: 0,
    last_message_id: null,
    flags: flagSet(ChannelFlags, 0),
  };
  if (options.kind !== 'forum') {
    const { GuildAnnouncement, GuildText } = ChannelType;
    return { ...shared, type: options.kind === 'announcement' ? GuildAnnouncement : GuildText };
  }
  return {
    ...shared,
    type: ChannelType.GuildForum,
    available_tags: [],
    default_reaction_emoji: null,
    default_sort_order: null,
    default_forum_layout: ForumLayoutType.NotSet,
  };
}

/** A server as `GET /guilds/{id}` shows it. */
export function guildJson(guild: Guild): APIGuild {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    banner: null,
    description: null,
    discovery_splash: null,
    owner_id: guild.owner_id,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: GuildVerificationLevel.None,
    default_message_notifications: GuildDefaultMessageNotifications.OnlyMentions,
    explicit_content_filter: GuildExplicitContentFilter.Disabled,
    roles: guild.roles,
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: GuildMFALevel.None,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: flagSet(GuildSystemChannelFlags, 0),
    rules_channel_id: null,
    vanity_url_code: null,
    premium_tier: GuildPremiumTier.None,
    preferred_locale: guild.locale,
    public_updates_channel_id: null,
    nsfw_level: GuildNSFWLevel.Default,
    premium_progress_bar_enabled: false,
    hub_type: null,
    safety_alerts_channel_id: null,
    incidents_data: null,
  };
}

/** A server as the bot is told of it when it connects or joins: of the threads, those that are open and it sees. */
export function guildCreateJson(guild: Guild, botId: Snowflake): GatewayGuildCreateDispatchData {
  return {
    ...guildJson(guild),
    joined_at: guild.joinedAt,
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    // Without the members intent the bot is told of itself alone.
    members: [...guild.members.values()].filter(({ user }) => user.id === botId),
    channels: [...guild.channels.values()],
    threads: activeThreads(guild, botId),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
