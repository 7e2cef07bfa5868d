import type { MenuMessage } from '../../commands/contract.ts';

/** A message that somebody wrote, as the command in its menu gets it. */
export function menuMessage(text: string): MenuMessage {
  return { id: '800000000000000001', channelId: '800000000000000002', text, ours: false, marker: null };
}
