import type { Campaign } from '../../campaigns/campaign.ts';
import { campaignAnswer, type CampaignNews } from '../../messages/campaigns/overview.ts';
import type { Answer } from '../../messages/payload.ts';
import { defineCommand, type Asker, type Deps, type Handler } from '../contract.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import { campaignFacts, campaignTelling } from './facts.ts';
import { campaignMeant, campaignOption, campaignPressed, parseCampaign, suggestCampaigns } from './which.ts';

const monthsAhead = 12;

/** What a campaign does, and what it posts next. */
export const show = defineCommand({
  name: 'campaign show',
  scope: 'server',
  needs: 'organiser',
  description: 'campaign.commands.show',
  options: () => [campaignOption],
  parse: parseCampaign,
  run: async (wanted, asker, deps) => {
    const campaign = await campaignMeant(wanted, asker, deps);
    return { kind: 'answer', private: true, answer: await overviewOf(campaign, asker, deps) };
  },
  suggest: suggestCampaigns,
});

/** A campaign chosen from a list: `campaign-show`, the chosen id as value. */
export const showChosen: Handler = {
  route: routes.show,
  needs: 'organiser',
  run: async ({ values }, asker, deps) => {
    const campaign = await campaignPressed(values[0], asker, deps);
    return { kind: 'answer', private: true, answer: await overviewOf(campaign, asker, deps) };
  },
};

export async function overviewOf(
  campaign: Campaign,
  asker: Asker,
  deps: Deps,
  news?: CampaignNews,
): Promise<Answer> {
  const telling = campaignTelling(campaign, asker, deps);
  return campaignAnswer(await campaignFacts(campaign, telling.record, monthsAhead, deps), telling, news);
}
