import { routes } from '../../messages/campaigns/routes.ts';
import { defineCommand, type Handler } from '../contract.ts';
import { changeState } from './state.ts';
import { campaignMeant, campaignOption, campaignPressed, parseCampaign, suggestCampaigns } from './which.ts';

/** Holds back everything that a campaign has not posted yet. */
export const pause = defineCommand({
  name: 'campaign pause',
  scope: 'server',
  needs: 'organiser',
  description: 'campaign.commands.pause',
  options: () => [campaignOption],
  parse: parseCampaign,
  run: async (wanted, asker, deps) => {
    const campaign = await campaignMeant(wanted, asker, deps);
    return { kind: 'answer', private: true, answer: await changeState(campaign, 'paused', asker, deps) };
  },
  suggest: suggestCampaigns,
});

/** The same by a button: `campaign-pause:<campaign>`. */
export const pausePressed: Handler = {
  route: routes.pause,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    return { kind: 'update', answer: await changeState(campaign, 'paused', asker, deps) };
  },
};
