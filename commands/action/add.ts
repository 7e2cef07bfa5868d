import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import { actionKinds } from '../../campaigns/campaign.ts';
import { sentenceAnswer } from '../../messages/answers/sentence.ts';
import { actionForm } from '../../messages/campaigns/action-form.ts';
import { actionProblems, addedAnswer, kindNames } from '../../messages/campaigns/actions.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import { claimOnce, serverOf } from '../campaign/server.ts';
import {
  campaignMeant,
  campaignOption,
  campaignPressed,
  readOptions,
  suggestCampaigns,
} from '../campaign/which.ts';
import { defineCommand, type Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { readAction } from './typed.ts';

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
      choices: actionKinds.map((kind) => ({ value: kind, name: kindNames[kind] })),
    },
    campaignOption,
  ],
  parse: (given) => readOptions(Options, given),
  run: async ({ kind, campaign: wanted = null }, asker, deps) => {
    const campaign = await campaignMeant(wanted, asker, deps);
    return { kind: 'form', form: actionForm(campaign.id, kind, asker.speech) };
  },
  suggest: suggestCampaigns,
});

/** The form was submitted: `action-form:<campaign>:<kind>`. */
export const addSubmitted: Handler = {
  route: routes.actionForm,
  needs: 'organiser',
  run: async ({ args: [campaignId, givenKind], fields }, asker, deps) => {
    const kind = Kind.safeParse(givenKind);
    if (!kind.success) throw new UserError('errors.stale');
    const campaign = await campaignPressed(campaignId, asker, deps);
    const read = readAction(fields, kind.data, campaign, asker, deps);
    if ('problems' in read) {
      const answer = actionProblems(read.problems, read.typed, asker.speech);
      return { kind: 'answer', private: true, answer };
    }
    await claimOnce(asker, deps);
    const action = await deps.store.actions.add(read.action);
    await deps.store.audit.note({
      guildId: serverOf(asker),
      campaignId: campaign.id,
      by: asker.userId,
      what: 'action.add',
      details: { action: action.id },
      at: deps.clock.now(),
    });
    return { kind: 'answer', private: true, answer: addedAnswer({ action, campaign }, asker.speech) };
  },
};

/** It was a mistake: `action-remove:<action>`. */
export const removePressed: Handler = {
  route: routes.actionRemove,
  needs: 'organiser',
  run: async ({ args: [id = ''] }, asker, deps) => {
    const guildId = serverOf(asker);
    await claimOnce(asker, deps);
    const closed = await deps.store.actions.close(guildId, id);
    if (!closed) throw new UserError('action.errors.gone');
    await deps.store.audit.note({
      guildId,
      campaignId: closed.campaignId,
      by: asker.userId,
      what: 'action.close',
      details: { action: id },
      at: deps.clock.now(),
    });
    return { kind: 'update', answer: sentenceAnswer(asker.speech.t('action.removed')) };
  },
};
