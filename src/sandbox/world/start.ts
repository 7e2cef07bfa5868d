import {
  type APIOverwrite,
  type APIUser,
  type Locale,
  OverwriteType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Person } from '../person.ts';
import { fixedId } from '../snowflake.ts';
import { person } from './application.ts';
import { type Guild, guildChannel, member, role } from './objects.ts';
import { threadOf } from './thread.ts';

const bits = PermissionFlagsBits;

/** What a new server lets everybody do, except mentioning everyone. */
const everybody =
  bits.ViewChannel |
  bits.SendMessages |
  bits.SendMessagesInThreads |
  bits.EmbedLinks |
  bits.AttachFiles |
  bits.AddReactions |
  bits.ReadMessageHistory |
  bits.ChangeNickname |
  bits.UseApplicationCommands |
  bits.UseExternalApps;

/** What an install of the bot gives it. */
export const installPermissions =
  bits.ViewChannel |
  bits.SendMessages |
  bits.SendMessagesInThreads |
  bits.EmbedLinks |
  bits.AttachFiles |
  bits.ReadMessageHistory |
  bits.PinMessages;

/** What a sandbox's server begins with. */
export interface StartOptions {
  readonly serverName: string;
  readonly locale: Locale;
  readonly people: readonly { readonly name: string; readonly role: Person['role'] }[];
  readonly botPermissions: bigint;
}

/** The channels and the thread, by what they are for. Their ids are the same in every start. */
export const startChannels = {
  general: fixedId(20),
  campaign: fixedId(21),
  announcements: fixedId(22),
  organisers: fixedId(23),
  /** A forum. */
  questions: fixedId(24),
  /** A thread of the campaign's channel. */
  march: fixedId(40),
} as const;

/** The server's id and the ids of its roles. */
export const startIds = {
  guild: fixedId(10),
  organiserRole: fixedId(11),
  botRole: fixedId(12),
  volunteerRole: fixedId(13),
} as const;

/** The people who can be played, and their direct-message channels with the bot. */
export function startPeople(options: Pick<StartOptions, 'people'>): { person: Person; channelId: string }[] {
  return options.people.map(({ name, role: part }, index) => ({
    person: { id: fixedId(100 + index), name, role: part },
    channelId: fixedId(200 + index),
  }));
}

/**
 * One server with an ordinary, a public campaign, an announcement and a private organisers' channel, a forum, and a
 * thread of the campaign's channel.
 */
export function startGuild(options: StartOptions, bot: APIUser, people: readonly Person[]): Guild {
  const { guild: id, organiserRole, volunteerRole, botRole } = startIds;
  const joinedAt = '2024-01-01T00:00:00.000000+00:00';
  const owner = person(fixedId(2), 'operator');
  const overwrite = (roleId: string, allow: bigint, deny: bigint): APIOverwrite => ({
    id: roleId,
    type: OverwriteType.Role,
    allow: String(allow),
    deny: String(deny),
  });
  const quiet = [
    overwrite(id, 0n, bits.SendMessages),
    overwrite(organiserRole, bits.SendMessages, 0n),
    overwrite(botRole, bits.SendMessages, 0n),
  ];
  const hidden = [
    overwrite(id, 0n, bits.ViewChannel),
    overwrite(organiserRole, bits.ViewChannel, 0n),
    overwrite(volunteerRole, bits.ViewChannel, 0n),
    overwrite(botRole, bits.ViewChannel, 0n),
  ];
  const campaign = guildChannel({ id: startChannels.campaign, guildId: id, name: 'campaign', position: 1 });
  const channels = [
    guildChannel({ id: startChannels.general, guildId: id, name: 'general', position: 0 }),
    campaign,
    guildChannel({
      id: startChannels.announcements,
      guildId: id,
      name: 'announcements',
      position: 2,
      kind: 'announcement',
      overwrites: quiet,
    }),
    guildChannel({
      id: startChannels.organisers,
      guildId: id,
      name: 'organisers',
      position: 3,
      overwrites: hidden,
    }),
    guildChannel({
      id: startChannels.questions,
      guildId: id,
      name: 'questions',
      position: 4,
      kind: 'forum',
    }),
  ];
  const march = threadOf(campaign, id, {
    id: startChannels.march,
    name: 'march-planning',
    ownerId: people.find((one) => one.role === 'organiser')?.id ?? owner.id,
    createdAt: joinedAt,
  });
  const rolesOf = { member: [], volunteer: [volunteerRole], organiser: [organiserRole] };
  const members = [
    member(owner, [], joinedAt),
    member(bot, [botRole], joinedAt),
    ...people.map(({ id: personId, name, role: part }) =>
      member(person(personId, name), rolesOf[part], joinedAt),
    ),
  ];
  return {
    id,
    name: options.serverName,
    owner_id: owner.id,
    locale: options.locale,
    joinedAt,
    roles: [
      role(id, '@everyone', everybody, 0),
      { ...role(organiserRole, 'Organisers', bits.ManageGuild | bits.ManageMessages, 1), mentionable: true },
      { ...role(volunteerRole, 'Volunteers', 0n, 1), mentionable: true },
      {
        ...role(botRole, bot.global_name ?? bot.username, options.botPermissions, 2),
        managed: true,
        tags: { bot_id: bot.id },
      },
    ],
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    threads: new Map([[march.channel.id, march]]),
    members: new Map(members.map((one) => [one.user.id, one])),
    available: true,
  };
}
