import { PermissionFlagsBits } from 'discord-api-types/v10';
import { has } from './permissions.ts';
import type { Place } from './place.ts';

/**
 * Why nothing can be done in a thread, for somebody with those permissions.
 *
 * `archived`: messages there can be deleted, and the next one written opens it. `locked`: moderators alone write or
 * change anything; messages can still be deleted. `sealed` is both, and nothing can be done at all.
 *
 * @see https://discord.com/developers/docs/topics/threads#locked-threads
 */
export type ThreadState = 'open' | 'archived' | 'locked' | 'sealed';

export function threadState(place: Place, permissions: bigint): ThreadState {
  if (place.kind !== 'guild' || place.thread === null) return 'open';
  const { archived, locked } = place.thread.channel.thread_metadata;
  const barred = locked && !has(permissions, PermissionFlagsBits.ManageThreads);
  if (barred) return archived ? 'sealed' : 'locked';
  return archived ? 'archived' : 'open';
}
