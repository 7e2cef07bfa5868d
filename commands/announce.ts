import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import { announcementForm, announcementLengths } from '../messages/campaigns/announcement-form.ts';
import { keepAndJudge } from './announce/draft.ts';
import { campaignMeant, campaignOption, readOptions, suggestCampaigns } from './campaign/which.ts';
import { defineCommand, type OptionDefinition } from './contract.ts';

const Options = z.object({
  title: z.string().default(''),
  text: z.string().default(''),
  when: z.string().default(''),
  campaign: z.string().max(200).optional(),
});

const textOption = (name: keyof typeof announcementLengths): OptionDefinition => ({
  name,
  localName: `announce.options.${name}.name`,
  description: `announce.options.${name}.description`,
  type: ApplicationCommandOptionType.String,
  maxLength: announcementLengths[name],
});

/** One post that an organiser writes. What is missing is asked in a form; nothing goes out before it was seen. */
export const announce = defineCommand({
  name: 'announce',
  scope: 'server',
  needs: 'organiser',
  description: 'announce.command',
  options: () => [textOption('title'), textOption('text'), textOption('when'), campaignOption],
  parse: (given) => readOptions(Options, given),
  run: async ({ campaign: wanted = null, ...typed }, asker, deps) => {
    const campaign = await campaignMeant(wanted, asker, deps);
    if (typed.title.trim() === '' || typed.text.trim() === '') {
      return { kind: 'form', form: announcementForm(campaign.id, null, typed, asker.speech) };
    }
    return { kind: 'answer', private: true, answer: await keepAndJudge(typed, campaign, null, asker, deps) };
  },
  suggest: suggestCampaigns,
});
