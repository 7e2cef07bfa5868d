import type { Campaign } from '../../campaigns/campaign.ts';
import type { Answer } from '../../messages/payload.ts';
import { inline } from '../../messages/posts/inline.ts';
import type { Asker, Deps } from '../contract.ts';
import { UserError } from '../errors.ts';
import { claimOnce } from './server.ts';
import { overviewOf } from './show.ts';

/**
 * Starts or pauses a campaign, and tells what it is like now.
 *
 * @throws UserError when it is put away, or gone
 */
export async function changeState(
  campaign: Campaign,
  to: 'active' | 'paused',
  asker: Asker,
  deps: Deps,
): Promise<Answer> {
  if (campaign.state === 'archived') {
    throw new UserError('campaign.errors.archived', { name: inline(campaign.name, 60) });
  }
  if (campaign.state === to) return await overviewOf(campaign, asker, deps, 'already');
  await claimOnce(asker, deps);
  const changed = await deps.store.campaigns.setState(campaign.guildId, campaign.id, to, asker.userId);
  if (!changed) throw new UserError('campaign.errors.notFound');
  return await overviewOf(changed, asker, deps, to === 'active' ? 'resumed' : 'stopped');
}
