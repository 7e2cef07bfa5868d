import type { Campaign } from '../../campaigns/campaign.ts';
import type { Answer } from '../../messages/payload.ts';
import type { Asker, Deps } from '../contract.ts';
import { UserError } from '../errors.ts';
import { claimOnce } from './server.ts';
import { overviewOf } from './show.ts';

/**
 * Starts or pauses a campaign, and tells what it is like now.
 *
 * @throws UserError when it is gone
 */
export async function changeState(
  campaign: Campaign,
  to: 'active' | 'paused',
  asker: Asker,
  deps: Deps,
): Promise<Answer> {
  if (campaign.state === to) return await overviewOf(campaign, asker, deps, 'already');
  await claimOnce(asker, deps);
  const { id, guildId } = campaign;
  const now = deps.clock.now();
  const changed = await deps.store.campaigns.setState(guildId, id, to, asker.userId, now);
  if (!changed) throw new UserError('campaign.errors.notFound');
  return await overviewOf(changed, asker, deps, to === 'active' ? 'resumed' : 'stopped');
}
