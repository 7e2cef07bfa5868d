import {
  type APIApplicationCommand,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { has } from '../world/permissions.ts';
import type { Place } from '../world/place.ts';

/**
 * Whether Discord offers a command there to somebody with those permissions.
 *
 * @see https://discord.com/developers/docs/interactions/application-commands#permissions
 */
export function isOffered(command: APIApplicationCommand, place: Place, permissions: bigint): boolean {
  const { contexts, guild_id: guildId, default_member_permissions: needed } = command;
  if (place.kind === 'dm') {
    const direct = contexts?.includes(InteractionContextType.BotDM) ?? command.dm_permission !== false;
    return direct && guildId === undefined;
  }
  if (guildId !== undefined && guildId !== place.guild.id) return false;
  if (contexts && !contexts.includes(InteractionContextType.Guild)) return false;
  // The people of the sandbox have not installed the bot for themselves.
  if (command.integration_types?.includes(ApplicationIntegrationType.GuildInstall) === false) return false;
  if (!has(permissions, PermissionFlagsBits.UseApplicationCommands)) return false;
  if (has(permissions, PermissionFlagsBits.Administrator)) return true;
  if (needed === null) return true;
  return needed !== '0' && has(permissions, BigInt(needed));
}
