import {
  type APIGuild,
  type APIGuildMember,
  type APINewsChannel,
  type APIOverwrite,
  type APIRole,
  type APITextChannel,
  type APIUser,
  ChannelFlags,
  ChannelType,
  type GatewayGuildCreateDispatchData,
  GuildDefaultMessageNotifications,
  GuildExplicitContentFilter,
  GuildMemberFlags,
  GuildMFALevel,
  GuildNSFWLevel,
  GuildPremiumTier,
  GuildSystemChannelFlags,
  GuildVerificationLevel,
  type Locale,
  RoleFlags,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../../campaigns/campaign.ts';
import { flagSet } from './flags.ts';

export type GuildChannel = APITextChannel | APINewsChannel;

/** A server, with everything that belongs to it. */
export interface Guild {
  readonly id: Snowflake;
  readonly name: string;
  readonly owner_id: Snowflake;
  readonly locale: Locale;
  readonly joinedAt: string;
  readonly roles: APIRole[];
  readonly channels: Map<Snowflake, GuildChannel>;
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

export interface ChannelOptions {
  readonly id: Snowflake;
  readonly guildId: Snowflake;
  readonly name: string;
  readonly topic?: string;
  readonly announcement?: boolean;
  readonly position: number;
  readonly overwrites?: readonly APIOverwrite[];
}

export function textChannel(options: ChannelOptions): GuildChannel {
  return {
    id: options.id,
    type: options.announcement === true ? ChannelType.GuildAnnouncement : ChannelType.GuildText,
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

/** A server as the bot is told of it when it connects or joins. */
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
    threads: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
