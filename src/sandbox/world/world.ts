import {
  type APIApplication,
  type APIDMChannel,
  type APIGuildMember,
  type APIOverwrite,
  type APIRole,
  type APIUser,
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type Locale,
  OverwriteType,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../../campaigns/campaign.ts';
import type { Person } from '../person.ts';
import type { Snowflakes } from '../snowflake.ts';
import { application, type ApplicationOptions, botUser, person } from './application.ts';
import {
  type ChannelOptions,
  type Guild,
  guildCreateJson,
  type GuildChannel,
  guildChannel,
  guildJson,
  joinedGuild,
  role,
} from './objects.ts';
import { allPermissions, permissionsIn } from './permissions.ts';
import type { Place } from './place.ts';
import { startGuild, type StartOptions, startPeople } from './start.ts';
import { Threads } from './threads.ts';

/** Told of each change that Discord would tell the bot of, if it has the intent. */
export type WorldListener = (event: GatewayDispatchEvents, data: unknown, intent: number | null) => void;

/**
 * Servers, channels, roles and members. It begins the same at every start; what is changed through it happens
 * as if somebody did it in Discord's own app, and the bot is told.
 */
export class World {
  readonly bot: APIUser;
  readonly application: APIApplication;
  readonly people: readonly Person[];
  /** The privileged intents that are switched on. */
  readonly privilegedIntents: number;
  readonly threads: Threads;
  readonly #guilds = new Map<Snowflake, Guild>();
  readonly #direct = new Map<Snowflake, Place & { kind: 'dm' }>();
  readonly #ids: Snowflakes;
  readonly #listeners: WorldListener[] = [];
  readonly #watchers: (() => void)[] = [];

  constructor(options: StartOptions & { readonly application: ApplicationOptions }, ids: Snowflakes) {
    this.#ids = ids;
    this.bot = botUser(options.application.name);
    this.application = application(options.application, this.bot);
    this.privilegedIntents = options.application.privilegedIntents;
    const people = startPeople(options);
    this.people = people.map((one) => one.person);
    for (const { person: one, channelId } of people) {
      const channel: APIDMChannel = {
        id: channelId,
        type: ChannelType.DM,
        name: null,
        last_message_id: null,
        recipients: [person(one.id, one.name)],
      };
      this.#direct.set(channelId, { kind: 'dm', person: one, channel });
    }
    const guild = startGuild(options, this.bot, this.people);
    this.#guilds.set(guild.id, guild);
    this.threads = new Threads(this, ids, {
      tell: (event, data) => this.#tell(event, data),
      changed: () => this.#changed(),
    });
  }

  listen(listener: WorldListener): void {
    this.#listeners.push(listener);
  }

  /** Calls back after each change, also after those that the bot does not see. */
  watch(watcher: () => void): void {
    this.#watchers.push(watcher);
  }

  get guilds(): readonly Guild[] {
    return [...this.#guilds.values()];
  }

  guild(id: Snowflake): Guild | null {
    return this.#guilds.get(id) ?? null;
  }

  place(channelId: Snowflake): Place | null {
    const direct = this.#direct.get(channelId);
    if (direct !== undefined) return direct;
    for (const guild of this.#guilds.values()) {
      const channel = guild.channels.get(channelId);
      if (channel !== undefined) return { kind: 'guild', guild, channel, around: channel, thread: null };
      const thread = guild.threads.get(channelId);
      const around = guild.channels.get(thread?.channel.parent_id ?? '');
      if (thread === undefined || around === undefined) continue;
      return { kind: 'guild', guild, channel: thread.channel, around, thread };
    }
    return null;
  }

  /** A person's direct messages with the bot. */
  direct(personId: Snowflake): (Place & { kind: 'dm' }) | null {
    return [...this.#direct.values()].find((place) => place.person.id === personId) ?? null;
  }

  user(id: Snowflake): APIUser | null {
    if (id === this.bot.id) return this.bot;
    const found = this.people.find((one) => one.id === id);
    if (found !== undefined) return person(found.id, found.name);
    return this.guilds.map((guild) => guild.members.get(id)?.user).find((user) => user !== undefined) ?? null;
  }

  /** What a user may do there: everything in their own direct messages, nothing where they are no member. */
  permissions(userId: Snowflake, place: Place): bigint {
    if (place.kind === 'dm') {
      return userId === place.person.id || userId === this.bot.id ? allPermissions : 0n;
    }
    const found = place.guild.members.get(userId);
    return found === undefined ? 0n : permissionsIn(place, found);
  }

  addGuild(
    name: string,
    options: { readonly locale?: Locale; readonly people?: readonly Person[] } = {},
  ): Guild {
    const guild = joinedGuild(name, this.bot, this.guilds[0], options, this.#ids);
    this.#guilds.set(guild.id, guild);
    this.#tell(GatewayDispatchEvents.GuildCreate, guildCreateJson(guild, this.bot.id));
    return guild;
  }

  /** The server removes the bot, with all that the bot could see of it. */
  removeGuild(id: Snowflake): void {
    this.#guilds.delete(id);
    this.#tell(GatewayDispatchEvents.GuildDelete, { id });
  }

  /** An outage of Discord's, or its end. */
  setAvailable(id: Snowflake, available: boolean): void {
    const guild = this.#guildOf(id);
    guild.available = available;
    if (available) this.#tell(GatewayDispatchEvents.GuildCreate, guildCreateJson(guild, this.bot.id));
    else this.#tell(GatewayDispatchEvents.GuildDelete, { id, unavailable: true });
  }

  addChannel(guildId: Snowflake, options: Omit<ChannelOptions, 'id' | 'guildId' | 'position'>): GuildChannel {
    const guild = this.#guildOf(guildId);
    const channel = guildChannel({
      ...options,
      id: this.#ids.next(),
      guildId,
      position: guild.channels.size,
    });
    guild.channels.set(channel.id, channel);
    this.#tell(GatewayDispatchEvents.ChannelCreate, channel);
    return channel;
  }

  removeChannel(id: Snowflake): void {
    const { guild, channel } = this.#channelOf(id);
    guild.channels.delete(id);
    // The bot is told of the channel alone: its threads are gone with it.
    for (const [threadId, thread] of guild.threads) {
      if (thread.channel.parent_id === id) guild.threads.delete(threadId);
    }
    this.#tell(GatewayDispatchEvents.ChannelDelete, channel);
  }

  /** Replaces what a channel says about one role or member; nothing allowed and denied removes it. */
  overwrite(
    channelId: Snowflake,
    whom: Snowflake,
    change: { readonly allow?: bigint; readonly deny?: bigint },
  ): void {
    const { guild, channel } = this.#channelOf(channelId);
    const type = guild.members.has(whom) ? OverwriteType.Member : OverwriteType.Role;
    const overwrite: APIOverwrite = {
      id: whom,
      type,
      allow: String(change.allow ?? 0n),
      deny: String(change.deny ?? 0n),
    };
    const others = (channel.permission_overwrites ?? []).filter(({ id }) => id !== whom);
    const empty = overwrite.allow === '0' && overwrite.deny === '0';
    channel.permission_overwrites = empty ? others : [...others, overwrite];
    this.#tell(GatewayDispatchEvents.ChannelUpdate, channel);
  }

  addRole(guildId: Snowflake, name: string, permissions: bigint): APIRole {
    const guild = this.#guildOf(guildId);
    const added = role(this.#ids.next(), name, permissions, guild.roles.length);
    guild.roles.push(added);
    this.#tell(GatewayDispatchEvents.GuildRoleCreate, { guild_id: guildId, role: added });
    return added;
  }

  setRolePermissions(guildId: Snowflake, roleId: Snowflake, permissions: bigint): void {
    const changed = this.#guildOf(guildId).roles.find(({ id }) => id === roleId);
    if (changed === undefined) throw new RangeError(`no role ${roleId}`);
    changed.permissions = String(permissions);
    this.#tell(GatewayDispatchEvents.GuildRoleUpdate, { guild_id: guildId, role: changed });
  }

  setMemberRoles(guildId: Snowflake, userId: Snowflake, roles: readonly Snowflake[]): APIGuildMember {
    const changed = this.#guildOf(guildId).members.get(userId);
    if (changed === undefined) throw new RangeError(`no member ${userId}`);
    changed.roles = [...roles];
    const intent = userId === this.bot.id ? null : GatewayIntentBits.GuildMembers;
    this.#tell(GatewayDispatchEvents.GuildMemberUpdate, { guild_id: guildId, ...changed }, intent);
    return changed;
  }

  rename(guildId: Snowflake, name: string): void {
    const renamed: Guild = { ...this.#guildOf(guildId), name };
    this.#guilds.set(guildId, renamed);
    this.#tell(GatewayDispatchEvents.GuildUpdate, guildJson(renamed));
  }

  #tell(event: GatewayDispatchEvents, data: unknown, intent: number | null = GatewayIntentBits.Guilds): void {
    for (const listener of this.#listeners) listener(event, structuredClone(data), intent);
    this.#changed();
  }

  #changed(): void {
    for (const watcher of this.#watchers) watcher();
  }

  #guildOf(id: Snowflake): Guild {
    const guild = this.guild(id);
    if (guild === null) throw new RangeError(`no server ${id}`);
    return guild;
  }

  #channelOf(id: Snowflake): { readonly guild: Guild; readonly channel: GuildChannel } {
    const place = this.place(id);
    if (place?.kind !== 'guild' || place.thread !== null) throw new RangeError(`no server channel ${id}`);
    return { guild: place.guild, channel: place.around };
  }
}
