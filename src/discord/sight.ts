import type { REST } from 'discord.js';
import type { Person } from '../../campaigns/ports/discord.ts';
import { judgeSight, type ChannelFacts } from './access.ts';
import { readChannelFacts, readJoined } from './access-rest.ts';

/** A channel and its server, as far as the Gateway told of them. */
export type CachedFacts = (
  guildId: string,
  channelId: string,
) => { readonly facts: ChannelFacts; readonly ownerId: string } | null;

/** {@link ../../campaigns/ports/discord.ts Discord.canSee} */
export async function canSee(
  { reading, botUserId, cached }: { reading: REST; botUserId: string; cached?: CachedFacts | undefined },
  { userId, roles }: Person,
  guildId: string,
  channelId: string,
): Promise<boolean> {
  const known =
    cached?.(guildId, channelId) ?? (await readChannelFacts(reading, botUserId, guildId, channelId));
  if (known === null || known === 'hidden') return false;
  const sight = judgeSight(known.facts, { userId, roleIds: roles, owner: known.ownerId === userId });
  return sight === 'if-joined' ? await readJoined(reading, channelId, userId) : sight === 'seen';
}
