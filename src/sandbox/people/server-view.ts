import { type APIApplicationCommand, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Person, SeenChannel, ServerView } from '../person.ts';
import type { Guild } from '../world/objects.ts';
import { has, permissionsIn } from '../world/permissions.ts';
import type { GuildPlace } from '../world/place.ts';
import type { World } from '../world/world.ts';
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
  const places = (guild ? placesOf(guild) : []).filter((place) =>
    has(world.permissions(person.id, place), PermissionFlagsBits.ViewChannel),
  );
  const channels = places.map((place) => seenChannel(place, world));
  const directChannel = direct && {
    id: direct.channel.id,
    type: direct.channel.type,
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

/** The channels by their position, each with its threads behind it, the oldest first. */
function placesOf(guild: Guild): GuildPlace[] {
  const threads = [...guild.threads.values()];
  return [...guild.channels.values()]
    .toSorted((a, b) => a.position - b.position)
    .flatMap((around): GuildPlace[] => {
      const inside = threads.filter(({ channel }) => channel.parent_id === around.id);
      const place = { kind: 'guild', guild, around } as const;
      return [
        { ...place, channel: around, thread: null },
        ...inside.map((thread) => ({ ...place, channel: thread.channel, thread })),
      ];
    });
}

function seenChannel(place: GuildPlace, { bot }: World): SeenChannel {
  const { around, thread } = place;
  const { id, name, type } = place.channel;
  const anybody = { roles: [], user: { ...bot, id: '0' } };
  const open = has(permissionsIn(place, anybody), PermissionFlagsBits.ViewChannel);
  const shown = { id, type, name, topic: thread === null ? (around.topic ?? '') : '', private: !open };
  if (thread === null) return shown;
  const { archived, locked } = thread.channel.thread_metadata;
  return { ...shown, thread: { parent: around.name, archived, locked } };
}
