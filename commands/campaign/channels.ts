import type { Audience, Snowflake } from '../../campaigns/campaign.ts';
import type { ChannelAccess } from '../../campaigns/ports/discord.ts';
import type { Asker, Deps } from '../contract.ts';
import { UserError } from '../errors.ts';
import { serverOf } from './server.ts';

const permissionNames = {
  ViewChannel: 'campaign.permissions.ViewChannel',
  SendMessages: 'campaign.permissions.SendMessages',
  SendMessagesInThreads: 'campaign.permissions.SendMessagesInThreads',
  ReadMessageHistory: 'campaign.permissions.ReadMessageHistory',
  AttachFiles: 'campaign.permissions.AttachFiles',
  EmbedLinks: 'campaign.permissions.EmbedLinks',
} as const;

/**
 * Makes sure, before anything is saved, that the bot can post in both channels. Whether the organisers' one is
 * private is not judged here: the campaign is paused at first, and says until it is mended that it is not.
 *
 * @throws UserError that names everything that is missing in both, and how to mend it
 */
export async function checkChannels(
  channels: Readonly<Record<Audience, Snowflake>>,
  asker: Asker,
  deps: Deps,
): Promise<void> {
  if (channels.public === channels.organisers) throw new UserError('campaign.errors.sameChannel');
  const problems = await Promise.all(
    [channels.public, channels.organisers].map((channelId) => problemWith(channelId, asker, deps)),
  );
  const [one, other] = problems.filter((problem) => problem !== null);
  if (one && other) {
    const texts = [one, other].map((problem) => `- ${problem.inWords(asker.speech)}`);
    throw new UserError('campaign.errors.channels', { problems: texts.join('\n') });
  }
  if (one) throw one;
}

/**
 * Makes sure, before anything is saved, that the bot can post in a channel, and that whoever chose it can see it.
 *
 * @throws UserError that names what is missing and how to mend it
 */
export async function checkChannel(channelId: Snowflake, asker: Asker, deps: Deps): Promise<void> {
  const problem = await problemWith(channelId, asker, deps);
  if (problem) throw problem;
}

async function problemWith(channelId: Snowflake, asker: Asker, deps: Deps): Promise<UserError | null> {
  const channel = `<#${channelId}>`;
  const access = await lookAt(channelId, asker, deps);
  switch (access.kind) {
    case 'not-found':
      return new UserError('campaign.errors.channelGone', { channel });
    case 'not-in-thread':
      return new UserError('panel.errors.notInThread', { channel });
    case 'locked-thread':
      return new UserError('panel.errors.locked', { channel });
    case 'wrong-type': {
      const forum = /forum|media/i.test(access.type);
      return new UserError(forum ? 'campaign.errors.forum' : 'campaign.errors.channelType', { channel });
    }
    case 'missing-permissions': {
      const { speech } = asker;
      const missing = access.missing.map((name) => (isNamed(name) ? speech.t(permissionNames[name]) : name));
      return new UserError('campaign.errors.permissions', { channel, missing: missing.join(', ') });
    }
    case 'usable':
      return (await isSeen(channelId, asker, deps))
        ? null
        : new UserError('campaign.errors.unseen', { channel });
  }
}

/** The bot speaks, and tells what was said there, only where whoever sends it can look themselves. */
async function isSeen(channelId: Snowflake, asker: Asker, deps: Deps): Promise<boolean> {
  try {
    return await deps.discord.canSee(asker, serverOf(asker), channelId);
  } catch {
    throw new UserError('campaign.errors.discord');
  }
}

async function lookAt(channelId: Snowflake, asker: Asker, deps: Deps): Promise<ChannelAccess> {
  try {
    return await deps.discord.channelAccess(serverOf(asker), channelId);
  } catch {
    throw new UserError('campaign.errors.discord');
  }
}

function isNamed(name: string): name is keyof typeof permissionNames {
  return Object.hasOwn(permissionNames, name);
}
