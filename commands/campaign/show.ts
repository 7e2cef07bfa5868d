import type { Campaign } from '../../campaigns/campaign.ts';
import { whichCampaign } from '../../messages/campaigns/organise.ts';
import { campaignAnswer, type ButtonPlace, type CampaignNews } from '../../messages/campaigns/overview.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import type { Answer } from '../../messages/payload.ts';
import {
  defineCommand,
  type Asker,
  type Command,
  type Deps,
  type Handler,
  type PlainKey,
} from '../contract.ts';
import { campaignTelling } from './facts.ts';
import { panelFacts } from './panel-facts.ts';
import {
  campaignMeant,
  campaignOption,
  campaignPressed,
  organisedBy,
  parseCampaign,
  suggestCampaigns,
} from './which.ts';

const opening = (name: string, description: PlainKey): Command =>
  defineCommand({
    name,
    scope: 'server',
    needs: 'organiser',
    description,
    options: () => [campaignOption],
    parse: parseCampaign,
    run: async (wanted, asker, deps) => ({
      kind: 'answer',
      private: true,
      answer: await panelMeant(wanted, asker, deps),
    }),
    suggest: suggestCampaigns,
  });

/** What a campaign does, and what it posts next: the panel. */
export const show = opening('campaign show', 'campaign.commands.show');

/** The same panel, for who looks for a way to change something. */
export const edit = opening('campaign edit', 'panel.commands.edit');

/** A campaign chosen from a list: `campaign-show`, the chosen id as value. */
export const showChosen: Handler = {
  route: routes.show,
  needs: 'organiser',
  run: async ({ values }, asker, deps) => {
    const campaign = await campaignPressed(values[0], asker, deps, 'archived too');
    return { kind: 'answer', private: true, answer: await overviewOf(campaign, asker, deps) };
  },
};

/** The panel of a campaign; of several that are not named, first the choice. */
export async function panelMeant(wanted: string | null, asker: Asker, deps: Deps): Promise<Answer> {
  if (wanted === null) {
    const standing = (await organisedBy(asker, deps)).filter(({ state }) => state !== 'archived');
    if (standing.length > 1) return whichCampaign(standing, asker.speech);
  }
  return await overviewOf(await campaignMeant(wanted, asker, deps, 'archived too'), asker, deps);
}

/**
 * The first page of the panel.
 *
 * @param button where the Organise button is, for who has just looked
 */
export async function overviewOf(
  campaign: Campaign,
  asker: Asker,
  deps: Deps,
  news?: CampaignNews,
  button?: ButtonPlace,
): Promise<Answer> {
  const telling = campaignTelling(campaign, asker, deps);
  const facts = await panelFacts(campaign, telling.record, asker, deps);
  return campaignAnswer(button === undefined ? facts : { ...facts, button }, telling, news);
}
