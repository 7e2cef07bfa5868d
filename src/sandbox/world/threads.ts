import { GatewayDispatchEvents, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Snowflake } from '../../../campaigns/campaign.ts';
import type { Snowflakes } from '../snowflake.ts';
import { has } from './permissions.ts';
import type { GuildPlace, Place } from './place.ts';
import { type Thread, type ThreadChannel, threadJson, threadMember, threadOf } from './thread.ts';

/** What threads need to know of the world that they are in. */
interface Surroundings {
  readonly bot: { readonly id: Snowflake };
  place(channelId: Snowflake): Place | null;
  permissions(userId: Snowflake, place: Place): bigint;
}

/** What is left out stays. */
interface ThreadChange {
  readonly archived?: boolean | undefined;
  readonly locked?: boolean | undefined;
}

/** Who hears of what happens. */
interface Hearers {
  /** The bot. */
  tell(event: GatewayDispatchEvents, data: unknown): void;
  /** Whoever looks at the server, of what the bot does not see. */
  changed(): void;
}

/**
 * Threads being made, archived, locked, joined and deleted, as moderators do it in Discord's own app. The bot is told
 * where it sees the thread.
 *
 * @see https://discord.com/developers/docs/topics/threads
 */
export class Threads {
  readonly #world: Surroundings;
  readonly #ids: Snowflakes;
  readonly #hearers: Hearers;

  constructor(world: Surroundings, ids: Snowflakes, hearers: Hearers) {
    this.#world = world;
    this.#ids = ids;
    this.#hearers = hearers;
  }

  /** Somebody begins a thread in a channel. */
  add(
    channelId: Snowflake,
    options: { readonly name: string; readonly ownerId: Snowflake; readonly private?: boolean },
  ): ThreadChannel {
    const place = this.#world.place(channelId);
    if (place?.kind !== 'guild' || place.thread !== null) throw new RangeError(`no channel ${channelId}`);
    const { guild, around } = place;
    const made = { ...options, id: this.#ids.next(), createdAt: now() };
    const thread = threadOf(around, guild.id, made);
    guild.threads.set(made.id, thread);
    const json = threadJson(thread, this.#world.bot.id);
    const data = { ...json, newly_created: true };
    this.#tell(this.#seen(made.id), GatewayDispatchEvents.ThreadCreate, data);
    return thread.channel;
  }

  /** Archives or locks a thread, or takes that back. */
  change(id: Snowflake, change: ThreadChange): void {
    const { thread } = this.#threadAt(id);
    const before = thread.channel.thread_metadata;
    const { archived = before.archived, locked = before.locked } = change;
    if (archived === before.archived && locked === before.locked) return;
    if (archived !== before.archived) before.archive_timestamp = now();
    before.archived = archived;
    before.locked = locked;
    const data = threadJson(thread, this.#world.bot.id);
    this.#tell(this.#seen(id), GatewayDispatchEvents.ThreadUpdate, data);
  }

  remove(id: Snowflake): void {
    const seen = this.#seen(id);
    const { guild, thread } = this.#threadAt(id);
    guild.threads.delete(id);
    const { type, parent_id } = thread.channel;
    this.#tell(seen, GatewayDispatchEvents.ThreadDelete, { id, guild_id: guild.id, parent_id, type });
  }

  /** Adds somebody, once. */
  join(id: Snowflake, userId: Snowflake): void {
    const { guild, thread } = this.#threadAt(id);
    if (thread.joined.has(userId)) return;
    const joinedAt = now();
    thread.joined.set(userId, joinedAt);
    const told = userId === this.#world.bot.id && this.#seen(id);
    if (told) this.#hearers.tell(GatewayDispatchEvents.ThreadCreate, threadJson(thread, userId));
    this.#tell(told, GatewayDispatchEvents.ThreadMembersUpdate, {
      id,
      guild_id: guild.id,
      member_count: thread.joined.size,
      added_members: [threadMember(id, userId, joinedAt)],
    });
  }

  /** Somebody leaves, or is taken out. */
  leave(id: Snowflake, userId: Snowflake): void {
    const { guild, thread } = this.#threadAt(id);
    if (!thread.joined.delete(userId)) return;
    this.#tell(userId === this.#world.bot.id, GatewayDispatchEvents.ThreadMembersUpdate, {
      id,
      guild_id: guild.id,
      member_count: thread.joined.size,
      removed_member_ids: [userId],
    });
  }

  /** A message was written there: it opens an archived thread again, and its author is in it from now on. */
  written(place: Place, authorId: Snowflake): void {
    if (place.kind !== 'guild' || place.thread === null) return;
    const { id } = place.channel;
    if (this.#world.place(id) === null) return;
    this.change(id, { archived: false });
    this.join(id, authorId);
  }

  #tell(seen: boolean, event: GatewayDispatchEvents, data: unknown): void {
    if (seen) this.#hearers.tell(event, data);
    else this.#hearers.changed();
  }

  #seen(id: Snowflake): boolean {
    const permissions = this.#world.permissions(this.#world.bot.id, this.#threadAt(id));
    return has(permissions, PermissionFlagsBits.ViewChannel);
  }

  #threadAt(id: Snowflake): GuildPlace & { readonly thread: Thread } {
    const place = this.#world.place(id);
    if (place?.kind !== 'guild' || place.thread === null) throw new RangeError(`no thread ${id}`);
    return { ...place, thread: place.thread };
  }
}

function now(): string {
  return new Date().toISOString();
}
