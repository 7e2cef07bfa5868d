import { DiscordAPIError, Routes, type REST } from 'discord.js';
import { z } from 'zod';

const Opened = z.object({ id: z.string() });

/**
 * The channel of somebody's direct messages with the bot. Asking for it posts nothing.
 *
 * @returns null when Discord refuses: they are gone, or take none
 * @throws when Discord cannot be asked
 */
export async function directChannel(rest: REST, userId: string, signal: AbortSignal): Promise<string | null> {
  try {
    const body = { recipient_id: userId };
    return Opened.parse(await rest.post(Routes.userChannels(), { body, signal })).id;
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status >= 400 && error.status < 500) return null;
    throw error;
  }
}
