import { PermissionFlagsBits } from 'discord-api-types/v10';
import { refuse } from '../discord-error.ts';
import type { StoredMessage } from '../storage.ts';
import { has } from '../world/permissions.ts';
import { type ThreadState, threadState } from '../world/thread-state.ts';
import type { Guild } from '../world/objects.ts';
import type { Place } from '../world/place.ts';
import type { Parts } from './parts.ts';

/** A channel that the bot sees. @throws DiscordError 10003 or 50001 */
export function seenPlace({ world }: Parts, channelId: string): Place {
  const place = world.place(channelId);
  if (place === null) throw refuse('unknownChannel');
  if (!has(world.permissions(world.bot.id, place), PermissionFlagsBits.ViewChannel))
    throw refuse('missingAccess');
  return place;
}

/** @throws DiscordError 50013 when the bot lacks one of the permissions there */
export function need(parts: Parts, place: Place, permissions: bigint): void {
  if (!may(parts, place, permissions)) throw refuse('missingPermissions');
}

export function may({ world }: Parts, place: Place, permissions: bigint): boolean {
  return has(world.permissions(world.bot.id, place), permissions);
}

/** @throws DiscordError 50083 or 160005 in a thread that is closed to the bot in any other way than those named */
export function needOpen({ world }: Parts, place: Place, bearable: readonly ThreadState[]): void {
  const state = threadState(place, world.permissions(world.bot.id, place));
  if (state === 'open' || bearable.includes(state)) return;
  throw refuse(state === 'locked' ? 'threadLocked' : 'threadArchived');
}

/** A message of that channel that everybody sees. @throws DiscordError 10008 */
export async function publicMessage({ storage }: Parts, place: Place, id: string): Promise<StoredMessage> {
  const found = /^\d{1,19}$/.test(id) ? await storage.message(id) : null;
  if (found === null || found.deleted || found.visibleTo !== null) throw refuse('unknownMessage');
  if (found.message.channel_id !== place.channel.id) throw refuse('unknownMessage');
  return found;
}

/** A server that the bot is in. @throws DiscordError 10004 */
export function joinedGuild({ world }: Parts, id: string): Guild {
  const guild = world.guild(id);
  if (guild === null) throw refuse('unknownGuild');
  return guild;
}
