import { routes } from '../../messages/campaigns/routes.ts';
import { defineCommand, type Handler } from '../contract.ts';
import { changeState } from './state.ts';
import { campaignMeant, campaignOption, campaignPressed, parseCampaign, suggestCampaigns } from './which.ts';

/** Starts a campaign, or lets it go on. */
export const resume = defineCommand({
  name: 'campaign resume',
  scope: 'server',
  needs: 'organiser',
  description: 'campaign.commands.resume',
  options: () => [campaignOption],
  parse: parseCampaign,
  run: async (wanted, asker, deps) => {
    const campaign = await campaignMeant(wanted, asker, deps);
    return { kind: 'answer', private: true, answer: await changeState(campaign, 'active', asker, deps) };
  },
  suggest: suggestCampaigns,
});

/** The same by a button: `campaign-resume:<campaign>`. */
export const resumePressed: Handler = {
  route: routes.resume,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    return { kind: 'update', answer: await changeState(campaign, 'active', asker, deps) };
  },
};
