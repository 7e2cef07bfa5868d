import type { Campaign } from '../../campaigns/campaign.ts';
import { archivedAnswer, askToArchive } from '../../messages/campaigns/archive.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import { defineCommand, type Asker, type Deps, type Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { claimOnce } from './server.ts';
import { overviewOf } from './show.ts';
import { campaignMeant, campaignOption, campaignPressed, parseCampaign, suggestCampaigns } from './which.ts';

/** Puts a campaign away, after asking. */
export const archive = defineCommand({
  name: 'campaign archive',
  scope: 'server',
  needs: 'organiser',
  description: 'panel.commands.archive',
  options: () => [campaignOption],
  parse: parseCampaign,
  run: async (wanted, asker, deps) => {
    const campaign = await campaignMeant(wanted, asker, deps, 'archived too');
    const answer =
      campaign.state === 'archived'
        ? await overviewOf(campaign, asker, deps)
        : askToArchive(campaign, asker.speech);
    return { kind: 'answer', private: true, answer };
  },
  suggest: suggestCampaigns,
});

/** Asks, and archives with `yes` behind it: `campaign-archive:<campaign>`. */
const archivePressed: Handler = {
  route: routes.archive,
  needs: 'organiser',
  run: async ({ args: [id, sure] }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps, 'archived too');
    if (sure !== 'yes' && campaign.state !== 'archived') {
      return { kind: 'update', answer: askToArchive(campaign, asker.speech) };
    }
    const archived = await into(campaign, 'archived', asker, deps);
    return { kind: 'update', answer: archivedAnswer(archived, asker.speech) };
  },
};

/** Brings back what was put away; it is paused then: `campaign-restore:<campaign>`. */
const restorePressed: Handler = {
  route: routes.restore,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps, 'archived too');
    if (campaign.state !== 'archived') {
      return { kind: 'update', answer: await overviewOf(campaign, asker, deps) };
    }
    const restored = await into(campaign, 'paused', asker, deps);
    return { kind: 'update', answer: await overviewOf(restored, asker, deps, 'restored') };
  },
};

export const archiveHandlers: readonly Handler[] = [archivePressed, restorePressed];

async function into(
  campaign: Campaign,
  state: 'archived' | 'paused',
  asker: Asker,
  deps: Deps,
): Promise<Campaign> {
  if (campaign.state === state) return campaign;
  await claimOnce(asker, deps);
  const { guildId, id } = campaign;
  const now = deps.clock.now();
  const changed = await deps.store.campaigns.setState(guildId, id, state, asker.userId, now);
  if (!changed) throw new UserError('campaign.errors.notFound');
  return changed;
}
