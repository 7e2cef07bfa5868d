import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import { announcementForm, announcementLengths } from '../messages/campaigns/announcement-form.ts';
import { shorten } from '../messages/text.ts';
import { cardOf } from './announce/card.ts';
import { judged } from './announce/problem.ts';
import { announcementPressed } from './announce/saving.ts';
import { keepDraft } from './announce/words.ts';
import { serverOf } from './campaign/server.ts';
import {
  campaignMeant,
  campaignOption,
  organisedBy,
  readOptions,
  suggestCampaigns,
} from './campaign/which.ts';
import { defineCommand, type Asker, type Choice, type Deps, type OptionDefinition } from './contract.ts';

const Options = z.object({
  title: z.string().default(''),
  text: z.string().default(''),
  when: z.string().default(''),
  campaign: z.string().max(200).optional(),
});

/** What a suggestion for the title stands for: one that is there already, and not a title. */
const existing = /^announcement:([\w-]{16})$/;

const textOption = (name: keyof typeof announcementLengths): OptionDefinition => ({
  name,
  localName: `announce.options.${name}.name`,
  description: `announce.options.${name}.description`,
  type: ApplicationCommandOptionType.String,
  maxLength: announcementLengths[name],
});

/**
 * One post that an organiser writes, or one that repeats. What is missing is asked in a form; nothing goes out
 * before it was seen. The title suggests what is there already: private answers are gone when Discord is started
 * again, and drafts are not.
 */
export const announce = defineCommand({
  name: 'announce',
  scope: 'server',
  needs: 'organiser',
  description: 'announce.command',
  options: () => [
    { ...textOption('title'), autocomplete: true },
    textOption('text'),
    textOption('when'),
    campaignOption,
  ],
  parse: (given) => readOptions(Options, given),
  run: async ({ campaign: wanted = null, ...typed }, asker, deps) => {
    const id = existing.exec(typed.title)?.[1];
    if (id !== undefined) {
      const { announcement, campaign } = await announcementPressed(id, asker, deps);
      const card = await cardOf(announcement, campaign, deps);
      return { kind: 'answer', private: true, answer: judged(card, asker, deps) };
    }
    const campaign = await campaignMeant(wanted, asker, deps);
    if (typed.title.trim() === '' || typed.text.trim() === '') {
      return { kind: 'form', form: announcementForm(campaign.id, null, typed, asker.speech) };
    }
    return { kind: 'answer', private: true, answer: await keepDraft(typed, campaign, asker, deps) };
  },
  suggest: async (typing, asker, deps) =>
    typing.option === 'title'
      ? await suggestExisting(typing.text, asker, deps)
      : await suggestCampaigns(typing, asker, deps),
});

/** Drafts and what is scheduled, of the campaigns that the asker may organise, the last changed first. */
async function suggestExisting(text: string, asker: Asker, deps: Deps): Promise<readonly Choice[]> {
  const standingOnes = (await organisedBy(asker, deps)).filter(({ state }) => state !== 'archived');
  const own = new Set(standingOnes.map(({ id }) => id));
  const standing = await deps.store.announcements.standing(serverOf(asker), 100);
  return standing
    .filter(
      ({ campaignId, title }) =>
        own.has(campaignId) && title.toLowerCase().includes(text.trim().toLowerCase()),
    )
    .map(({ id, state, title }) => ({
      name: asker.speech.t(state === 'draft' ? 'announce.suggest.draft' : 'announce.suggest.scheduled', {
        title: shorten(title === '' ? '…' : title, 70),
      }),
      value: `announcement:${id}`,
    }));
}
