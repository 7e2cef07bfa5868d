import type { CampaignChannel, Snowflake } from '../../campaigns/campaign.ts';
import type { RoleFacts } from '../../campaigns/ports/discord.ts';
import type { Asker, Deps } from '../contract.ts';
import { UserError } from '../errors.ts';
import { serverOf } from './server.ts';

/**
 * Makes sure that a role is one that people can be given.
 *
 * @throws UserError when it is everybody's, a bot's, or gone
 */
export async function checkRole(roleId: Snowflake, asker: Asker, deps: Deps): Promise<RoleFacts> {
  const guildId = serverOf(asker);
  // Discord gives the role of everybody the id of the server.
  if (roleId === guildId) throw new UserError('panel.errors.everyone');
  const role = await roleOf(guildId, roleId, deps);
  if (role === null) throw new UserError('panel.errors.roleGone');
  if (role.managed) throw new UserError('panel.errors.managed', { role: `<@&${roleId}>` });
  return role;
}

/**
 * Makes sure that a mention of a role in a channel reaches those who have it.
 *
 * @throws UserError that says what to allow
 */
export async function checkPing(
  roleId: Snowflake,
  { guildId, channelId }: CampaignChannel,
  asker: Asker,
  deps: Deps,
): Promise<void> {
  if (roleId === guildId) throw new UserError('panel.errors.everyone');
  const role = await roleOf(guildId, roleId, deps);
  if (role === null) throw new UserError('panel.errors.roleGone');
  if (role.mentionable) return;
  const access = await deps.discord.channelAccess(serverOf(asker), channelId).catch(() => null);
  if (access?.kind === 'usable' && access.lacks?.includes('MentionEveryone') === false) return;
  throw new UserError('panel.errors.mention', { role: `<@&${roleId}>`, channel: `<#${channelId}>` });
}

async function roleOf(guildId: Snowflake, roleId: Snowflake, { discord }: Deps): Promise<RoleFacts | null> {
  try {
    return await discord.role(guildId, roleId);
  } catch {
    throw new UserError('campaign.errors.discord');
  }
}
