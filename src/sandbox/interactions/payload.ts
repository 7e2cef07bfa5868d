import {
  type APIMessage,
  InteractionContextType,
  ApplicationIntegrationType,
  type InteractionType,
} from 'discord-api-types/v10';
import type { Person } from '../person.ts';
import { fileLimit } from '../rest/request-body.ts';
import { person as userOf } from '../world/application.ts';
import { permissionsIn } from '../world/permissions.ts';
import type { Place } from '../world/place.ts';
import type { World } from '../world/world.ts';

/** What a person does that the bot has to answer. */
export interface Use {
  readonly type: InteractionType;
  readonly person: Person;
  readonly place: Place;
  readonly locale: string;
  readonly data: object;
  /** `campaign create`, for a command. */
  readonly commandName: string | null;
  /** The message whose component is used, or from which the form came. */
  readonly source: APIMessage | null;
}

/** Who made the bot available there, by the way of installing it. */
export function installOwners(place: Place): Record<string, string> {
  return { [ApplicationIntegrationType.GuildInstall]: place.kind === 'guild' ? place.guild.id : '0' };
}

/** The data of an INTERACTION_CREATE. */
export function interactionPayload(use: Use, id: string, token: string, world: World): object {
  const { place, person } = use;
  const user = userOf(person.id, person.name);
  const base = {
    id,
    application_id: world.application.id,
    type: use.type,
    data: use.data,
    token,
    version: 1,
    channel: place.channel,
    channel_id: place.channel.id,
    app_permissions: String(world.permissions(world.bot.id, place)),
    locale: use.locale,
    entitlements: [],
    authorizing_integration_owners: installOwners(place),
    attachment_size_limit: fileLimit,
    ...(use.source && { message: use.source }),
  };
  if (place.kind === 'dm') return { ...base, user, context: InteractionContextType.BotDM };
  const { guild } = place;
  const member = guild.members.get(person.id);
  const permissions = member ? permissionsIn(place, member) : 0n;
  return {
    ...base,
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_id: guild.id,
    guild_locale: guild.locale,
    member: { ...member, user, permissions: String(permissions) },
    context: InteractionContextType.Guild,
  };
}
