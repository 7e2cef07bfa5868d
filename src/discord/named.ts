import { DiscordAPIError, Routes, type REST } from 'discord.js';
import { z } from 'zod';

const Named = z.array(z.object({ id: z.string(), name: z.string(), type: z.int().optional() }));
/** A category holds channels, and is none in which anything can be posted. */
const category = 4;

/**
 * The only channel or role of a name in a server. Threads are not among them: Discord lists them elsewhere.
 *
 * @returns null when there is none, or several
 * @throws when Discord cannot be asked
 */
export async function readNamed(
  rest: REST,
  guildId: string,
  kind: 'channel' | 'role',
  name: string,
): Promise<string | null> {
  const route = kind === 'channel' ? Routes.guildChannels(guildId) : Routes.guildRoles(guildId);
  try {
    const all = Named.parse(await rest.get(route));
    // Discord gives the role of everybody the id of the server.
    const found = all.filter((one) => one.name === name && one.type !== category && one.id !== guildId);
    return found.length === 1 ? (found[0]?.id ?? null) : null;
  } catch (error) {
    if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) return null;
    throw error;
  }
}
