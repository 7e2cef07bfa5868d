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
  Locale,
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
  guildJson,
  member,
  role,
  textChannel,
} from './objects.ts';
import { allPermissions, permissionsOf } from './permissions.ts';
import { startGuild, type StartOptions, startPeople } from './start.ts';

/** A channel of a server, or a person's direct messages with the bot. */
export type Place =
  | { readonly kind: 'guild'; readonly guild: Guild; readonly channel: GuildChannel }
  | { readonly kind: 'dm'; readonly person: Person; readonly channel: APIDMChannel };

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
  readonly #guilds = new Map<Snowflake, Guild>();
  readonly #direct = new Map<Snowflake, Place & { kind: 'dm' }>();
  readonly #ids: Snowflakes;
  readonly #listeners: WorldListener[] = [];

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
  }

  listen(listener: WorldListener): void {
    this.#listeners.push(listener);
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
      if (channel !== undefined) return { kind: 'guild', guild, channel };
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
    return found === undefined
      ? 0n
      : permissionsOf(place.guild, found, place.channel.permission_overwrites ?? []);
  }

  addGuild(
    name: string,
    options: { readonly locale?: Locale; readonly people?: readonly Person[] } = {},
  ): Guild {
    const id = this.#ids.next();
    const joinedAt = new Date().toISOString();
    const first = this.guilds[0];
    const owner = person(this.#ids.next(), `owner of ${name}`);
    const everyone = first?.roles.find((one) => one.id === first.id)?.permissions ?? '0';
    const botRole: APIRole = {
      ...role(this.#ids.next(), this.bot.username, 0n, 1),
      permissions: first?.roles.find((one) => one.tags?.bot_id === this.bot.id)?.permissions ?? '0',
      managed: true,
      tags: { bot_id: this.bot.id },
    };
    const members = [
      member(owner, [], joinedAt),
      member(this.bot, [botRole.id], joinedAt),
      ...(options.people ?? []).map((one) => member(person(one.id, one.name), [], joinedAt)),
    ];
    const guild: Guild = {
      id,
      name,
      owner_id: owner.id,
      locale: options.locale ?? Locale.EnglishUS,
      joinedAt,
      roles: [role(id, '@everyone', BigInt(everyone), 0), botRole],
      channels: new Map(),
      members: new Map(members.map((one) => [one.user.id, one])),
      available: true,
    };
    this.#guilds.set(id, guild);
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
    const channel = textChannel({ ...options, id: this.#ids.next(), guildId, position: guild.channels.size });
    guild.channels.set(channel.id, channel);
    this.#tell(GatewayDispatchEvents.ChannelCreate, channel);
    return channel;
  }

  removeChannel(id: Snowflake): void {
    const { guild, channel } = this.#channelOf(id);
    guild.channels.delete(id);
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
  }

  #guildOf(id: Snowflake): Guild {
    const guild = this.guild(id);
    if (guild === null) throw new RangeError(`no server ${id}`);
    return guild;
  }

  #channelOf(id: Snowflake): Place & { kind: 'guild' } {
    const place = this.place(id);
    if (place?.kind !== 'guild') throw new RangeError(`no server channel ${id}`);
    return place;
  }
}
