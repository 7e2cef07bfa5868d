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
 * @throws UserError that names what is missing and how to mend it
 */
export async function checkChannels(
  channels: Readonly<Record<Audience, Snowflake>>,
  asker: Asker,
  deps: Deps,
): Promise<void> {
  if (channels.public === channels.organisers) throw new UserError('campaign.errors.sameChannel');
  const audiences = ['public', 'organisers'] as const;
  const found = await Promise.all(
    audiences.map(async (audience) => await lookAt(channels[audience], asker, deps)),
  );
  for (const [index, access] of found.entries()) {
    const audience = audiences[index] ?? 'public';
    checkChannel(`<#${channels[audience]}>`, access, asker);
  }
}

async function lookAt(channelId: Snowflake, asker: Asker, deps: Deps): Promise<ChannelAccess> {
  try {
    return await deps.discord.channelAccess(serverOf(asker), channelId);
  } catch {
    throw new UserError('campaign.errors.discord');
  }
}

function checkChannel(channel: string, access: ChannelAccess, { speech }: Asker): void {
  switch (access.kind) {
    case 'not-found':
      throw new UserError('campaign.errors.channelGone', { channel });
    case 'wrong-type': {
      const forum = /forum|media/i.test(access.type);
      throw new UserError(forum ? 'campaign.errors.forum' : 'campaign.errors.channelType', { channel });
    }
    case 'missing-permissions': {
      const missing = access.missing.map((name) => (isNamed(name) ? speech.t(permissionNames[name]) : name));
      throw new UserError('campaign.errors.permissions', { channel, missing: missing.join(', ') });
    }
    case 'usable':
  }
}

function isNamed(name: string): name is keyof typeof permissionNames {
  return Object.hasOwn(permissionNames, name);
}
