import { type APIApplicationCommand, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Person, ServerView } from '../person.ts';
import { has, permissionsOf } from '../world/permissions.ts';
import type { Place, World } from '../world/world.ts';
import { isOffered } from './offered.ts';

/** What the app shows a person when it opens: the first server, and the direct messages with the bot. */
export function serverView(
  person: Person,
  world: World,
  commands: readonly APIApplicationCommand[],
  botOnline: boolean,
): ServerView {
  const guild = world.guilds.find(({ members }) => members.has(person.id));
  const direct = world.direct(person.id);
  const places: Place[] = [...(guild?.channels.values() ?? [])]
    .toSorted((a, b) => a.position - b.position)
    .map((channel) => world.place(channel.id))
    .filter((place): place is Place => place !== null)
    .filter((place) => has(world.permissions(person.id, place), PermissionFlagsBits.ViewChannel));
  const everyone = { roles: [], user: { ...world.bot, id: '0' } };

  const channels = places.flatMap((place) => {
    if (place.kind !== 'guild') return [];
    const { id, name, topic, permission_overwrites: overwrites } = place.channel;
    const open = has(permissionsOf(place.guild, everyone, overwrites ?? []), PermissionFlagsBits.ViewChannel);
    return [{ id, name, topic: topic ?? '', private: !open }];
  });
  const directChannel = direct && {
    id: direct.channel.id,
    name: world.bot.global_name ?? world.bot.username,
    topic: '',
    private: true,
    direct: true,
  };
  return {
    serverName: guild?.name ?? '',
    channels: directChannel ? [...channels, directChannel] : channels,
    roles: (guild?.roles ?? []).filter(({ id }) => id !== guild?.id).map(({ id, name }) => ({ id, name })),
    commands: commands.filter((command) =>
      [...places, ...(direct ? [direct] : [])].some((place) =>
        isOffered(command, place, world.permissions(person.id, place)),
      ),
    ),
    botOnline,
  };
}
