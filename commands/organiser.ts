import type { Campaign } from '../campaigns/campaign.ts';
import type { Asker, Deps } from './contract.ts';

/** Whether somebody may organise a campaign of their server: they manage the server, or have its organiser role. */
export function mayOrganise(
  campaign: Pick<Campaign, 'guildId' | 'organiserRole'>,
  { guildId, permissions, roles }: Pick<Asker, 'guildId' | 'permissions' | 'roles'>,
): boolean {
  if (campaign.guildId !== guildId) return false;
  if (permissions.manageServer) return true;
  return campaign.organiserRole !== null && roles.includes(campaign.organiserRole);
}

/** Whether there is any campaign in their server that somebody may organise; who manages it may make one. */
export async function organisesSomething(asker: Asker, { store }: Pick<Deps, 'store'>): Promise<boolean> {
  if (asker.guildId === null) return false;
  if (asker.permissions.manageServer) return true;
  if (asker.roles.length === 0) return false;
  const campaigns = await store.campaigns.ofGuild(asker.guildId);
  return campaigns.some((campaign) => mayOrganise(campaign, asker));
}
