import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Campaign } from '../../campaigns/campaign.ts';
import { calendarAnswer } from '../../messages/campaigns/calendar.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import type { Answer } from '../../messages/payload.ts';
import { defineCommand, type Asker, type Deps, type Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { campaignFacts, campaignTelling, lastDay } from './facts.ts';
import { campaignMeant, campaignOption, campaignPressed, readOptions, suggestCampaigns } from './which.ts';

const mostMonths = 24;
const Options = z.object({ campaign: z.string().max(200).optional(), months: z.int().default(3) });

/** Everything that a campaign will post, and when. */
export const calendar = defineCommand({
  name: 'campaign calendar',
  scope: 'server',
  needs: 'organiser',
  description: 'campaign.commands.calendar',
  options: () => [
    campaignOption,
    {
      name: 'months',
      localName: 'campaign.options.months.name',
      description: 'campaign.options.months.description',
      type: ApplicationCommandOptionType.Integer,
    },
  ],
  parse: (given) => {
    const { campaign, months } = readOptions(Options, given);
    if (months < 1 || months > mostMonths) throw new UserError('campaign.errors.months', { months });
    return { wanted: campaign ?? null, months };
  },
  run: async ({ wanted, months }, asker, deps) => {
    const campaign = await campaignMeant(wanted, asker, deps);
    return { kind: 'answer', private: true, answer: await pageOf(campaign, months, 0, asker, deps) };
  },
  suggest: suggestCampaigns,
});

const Place = z.tuple([
  z.string(),
  z.coerce.number().int().min(1).max(mostMonths),
  z.coerce.number().int().min(0),
]);

/** Another page of it, or its first one: `campaign-calendar:<campaign>:<months>:<page>`. */
export const calendarPressed: Handler = {
  route: routes.calendar,
  needs: 'organiser',
  run: async ({ args }, asker, deps) => {
    const place = Place.safeParse(args);
    if (!place.success) throw new UserError('errors.stale');
    const [id, months, page] = place.data;
    const campaign = await campaignPressed(id, asker, deps);
    return { kind: 'update', answer: await pageOf(campaign, months, page, asker, deps) };
  },
};

async function pageOf(
  campaign: Campaign,
  months: number,
  page: number,
  asker: Asker,
  deps: Deps,
): Promise<Answer> {
  const telling = campaignTelling(campaign, asker, deps);
  const facts = await campaignFacts(campaign, telling.record, months, deps);
  return calendarAnswer(facts, { months, page, until: lastDay(campaign, months, deps) }, telling);
}
