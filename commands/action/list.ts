import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Campaign } from '../../campaigns/campaign.ts';
import { actionListAnswer, type ActionListing } from '../../messages/campaigns/action-list.ts';
import { actionRoutes } from '../../messages/campaigns/action-routes.ts';
import type { Answer } from '../../messages/payload.ts';
import {
  campaignMeant,
  campaignOption,
  campaignPressed,
  readOptions,
  suggestCampaigns,
} from '../campaign/which.ts';
import { defineCommand, type Asker, type Deps, type Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { actionsOf } from './which.ts';

/** What can be asked for. What was discarded is found by `/action edit` alone. */
const listed = ['draft', 'open', 'closed'] as const;
const State = z.enum(listed);
const Options = z.object({ campaign: z.string().max(200).optional(), state: State.optional() });

/** All actions, drafts and closed ones too. */
export const list = defineCommand({
  name: 'action list',
  scope: 'server',
  needs: 'organiser',
  description: 'action.commands.list',
  options: () => [
    campaignOption,
    {
      name: 'state',
      localName: 'action.options.state.name',
      description: 'action.options.state.description',
      type: ApplicationCommandOptionType.String,
      choices: listed.map((state) => ({ value: state, name: `action.states.${state}` })),
    },
  ],
  parse: (given) => readOptions(Options, given),
  run: async ({ campaign, state }, asker, deps) => {
    const campaignId = campaign === undefined ? null : (await campaignMeant(campaign, asker, deps)).id;
    const listing: ActionListing = { campaignId, state: state ?? 'all', page: 0 };
    return { kind: 'answer', private: true, answer: await pageOf(listing, asker, deps) };
  },
  suggest: suggestCampaigns,
});

const Place = z.tuple([
  z.string(),
  z.union([State, z.literal('all')]),
  z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number),
]);

/** Another page of them: `action-list:<campaign or all>:<state or all>:<page>`. */
export const listPressed: Handler = {
  route: actionRoutes.list,
  needs: 'organiser',
  run: async ({ args }, asker, deps) => {
    const place = Place.safeParse(args);
    if (!place.success) throw new UserError('errors.stale');
    const [wanted, state, page] = place.data;
    const campaignId = wanted === 'all' ? null : (await campaignPressed(wanted, asker, deps)).id;
    return { kind: 'update', answer: await pageOf({ campaignId, state, page }, asker, deps) };
  },
};

/** All actions of a campaign, from the first page on. */
export async function actionsOfCampaign({ id }: Campaign, asker: Asker, deps: Deps): Promise<Answer> {
  return await pageOf({ campaignId: id, state: 'all', page: 0 }, asker, deps);
}

async function pageOf(listing: ActionListing, asker: Asker, deps: Deps): Promise<Answer> {
  const { campaignId, state } = listing;
  const all = await actionsOf(state === 'all' ? listed : [state], asker, deps);
  const own = campaignId === null ? all : all.filter(({ campaign }) => campaign.id === campaignId);
  return actionListAnswer(own, listing, deps.clock.now(), asker.speech);
}
