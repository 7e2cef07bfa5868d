import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import { actionKinds } from '../../campaigns/action/action.ts';
import { nothingTyped, retyped } from '../../campaigns/action/typed.ts';
import { actionCard } from '../../messages/campaigns/action-card.ts';
import { actionForm } from '../../messages/campaigns/action-form.ts';
import { actionId, actionRoutes } from '../../messages/campaigns/action-routes.ts';
import { kindNames } from '../../messages/posts/action-lines.ts';
import { claimOnce } from '../campaign/server.ts';
import {
  campaignMeant,
  campaignOption,
  campaignPressed,
  readOptions,
  suggestCampaigns,
} from '../campaign/which.ts';
import { defineCommand, type Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { mainFields } from './fields.ts';
import { viewOf } from './view.ts';

const Kind = z.enum(actionKinds);
const Options = z.object({ kind: Kind, campaign: z.string().max(200).optional() });

/** Something that members can do: its kind as an option, the rest in a form. */
export const add = defineCommand({
  name: 'action add',
  scope: 'server',
  needs: 'organiser',
  description: 'action.commands.add',
  options: () => [
    {
      name: 'kind',
      localName: 'action.options.kind.name',
      description: 'action.options.kind.description',
      type: ApplicationCommandOptionType.String,
      required: true,
      choices: actionKinds.map((kind) => ({
        value: kind,
        name: kind === 'other' ? 'action.options.kind.other' : kindNames[kind],
      })),
    },
    campaignOption,
  ],
  parse: (given) => readOptions(Options, given),
  run: async ({ kind, campaign: wanted = null }, asker, deps) => {
    const { id, zone } = await campaignMeant(wanted, asker, deps);
    return { kind: 'form', form: actionForm(actionId('form', id, kind), kind, zone, asker.speech) };
  },
  suggest: suggestCampaigns,
});

/** A kind was chosen from the list of a campaign's actions: `action-add:<campaign>`, the kind as value. */
export const kindChosen: Handler = {
  route: actionRoutes.add,
  needs: 'organiser',
  run: async ({ args: [campaignId], values }, asker, deps) => {
    const kind = Kind.safeParse(values[0]);
    if (!kind.success) throw new UserError('errors.stale');
    const { id, zone } = await campaignPressed(campaignId, asker, deps);
    const form = actionForm(actionId('form', id, kind.data), kind.data, zone, asker.speech);
    return { kind: 'form', form };
  },
};

/** The form was submitted: `action-form:<campaign>:<kind>`. It is a draft before anybody judges it. */
export const addSubmitted: Handler = {
  route: actionRoutes.form,
  needs: 'organiser',
  run: async ({ args: [campaignId, givenKind], fields }, asker, deps) => {
    const kind = Kind.safeParse(givenKind);
    if (!kind.success) throw new UserError('errors.stale');
    const campaign = await campaignPressed(campaignId, asker, deps);
    const now = deps.clock.now();
    const typed = retyped(nothingTyped, mainFields(fields), { zone: campaign.zone, now });
    await claimOnce(asker, deps);
    const action = await deps.store.actions.draft({
      campaignId: campaign.id,
      kind: kind.data,
      typed,
      by: asker.userId,
      now,
    });
    const answer = actionCard(viewOf({ action, campaign }, deps), asker.speech);
    return { kind: 'answer', private: true, answer };
  },
};
