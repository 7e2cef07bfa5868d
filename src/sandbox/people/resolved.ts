import {
  type APIAttachment,
  type APIInteractionDataResolved,
  type APIInteractionDataResolvedChannel,
  type APIInteractionDataResolvedGuildMember,
  type APIUser,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../../campaigns/campaign.ts';
import { permissionsIn } from '../world/permissions.ts';
import type { Place } from '../world/place.ts';
import type { World } from '../world/world.ts';

/** What the ids that a person chose stand for, as it is sent beside them. */
export class Resolved {
  readonly #world: World;
  readonly #place: Place;
  readonly #personId: Snowflake;
  readonly #users: Record<Snowflake, APIUser> = {};
  readonly #members: Record<Snowflake, APIInteractionDataResolvedGuildMember> = {};
  readonly #roles: NonNullable<APIInteractionDataResolved['roles']> = {};
  readonly #channels: Record<Snowflake, APIInteractionDataResolvedChannel> = {};

  readonly #attachments: Record<Snowflake, APIAttachment> = {};

  constructor(world: World, place: Place, personId: Snowflake) {
    this.#world = world;
    this.#place = place;
    this.#personId = personId;
  }

  /** @returns the channel's type, or null when there is no such channel that the person sees */
  channel(id: Snowflake): number | null {
    const place = this.#place.kind === 'guild' ? this.#world.place(id) : null;
    if (place?.kind !== 'guild' || this.#place.kind === 'dm') return null;
    if (place.guild.id !== this.#place.guild.id) return null;
    const permissions = this.#world.permissions(this.#personId, place);
    if (permissions === 0n) return null;
    const shared = {
      id,
      name: place.channel.name,
      permissions: String(permissions),
      app_permissions: String(this.#world.permissions(this.#world.bot.id, place)),
    };
    if (place.thread === null) {
      this.#channels[id] = { ...shared, type: place.around.type };
      return place.around.type;
    }
    const { type, parent_id, thread_metadata } = place.thread.channel;
    this.#channels[id] = { ...shared, type, parent_id, thread_metadata };
    return type;
  }

  role(id: Snowflake): boolean {
    const found =
      this.#place.kind === 'guild' ? this.#place.guild.roles.find((one) => one.id === id) : undefined;
    if (found !== undefined) this.#roles[id] = found;
    return found !== undefined;
  }

  user(id: Snowflake): boolean {
    const user = this.#world.user(id);
    if (user === null) return false;
    if (this.#place.kind === 'guild') {
      const member = this.#place.guild.members.get(id);
      if (member === undefined) return false;
      const { user: _user, deaf: _deaf, mute: _mute, ...rest } = member;
      this.#members[id] = { ...rest, permissions: String(permissionsIn(this.#place, member)) };
    }
    this.#users[id] = user;
    return true;
  }

  attachment(attachment: APIAttachment): Snowflake {
    this.#attachments[attachment.id] = attachment;
    return attachment.id;
  }

  /** The field `resolved` of the interaction's data, left out when there is nothing in it. */
  get field(): { readonly resolved?: APIInteractionDataResolved } {
    const all = {
      users: this.#users,
      members: this.#members,
      roles: this.#roles,
      channels: this.#channels,
      attachments: this.#attachments,
    };
    const filled = Object.entries(all).filter(([, byId]) => Object.keys(byId).length > 0);
    return filled.length === 0 ? {} : { resolved: Object.fromEntries(filled) };
  }
}
