import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Campaign } from '../../campaigns/campaign.ts';
import { calendarAnswer, chosenEntry } from '../../messages/campaigns/calendar.ts';
import { calendarFileAnswer } from '../../messages/campaigns/calendar-file.ts';
import {
  mostMonths,
  placeAt,
  unpackPlace,
  usualMonths,
  type CalendarPlace,
} from '../../messages/campaigns/calendar-place.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import { slotAnswer } from '../../messages/campaigns/slot.ts';
import type { Answer } from '../../messages/payload.ts';
import { defineCommand, type Asker, type Deps, type Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { openSlot } from './calendar-slot.ts';
import { campaignTelling, lastDay } from './facts.ts';
import { plansFor } from './plans.ts';
import { campaignMeant, campaignOption, campaignPressed, readOptions, suggestCampaigns } from './which.ts';

const Options = z.object({ campaign: z.string().max(200).optional(), months: z.int().default(usualMonths) });

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
    return { kind: 'answer', private: true, answer: await pageOf(campaign, placeAt(months), asker, deps) };
  },
  suggest: suggestCampaigns,
});

/**
 * Another page of it, or its first one: `campaign-calendar:<campaign>:<months>:<page>`, with a schedule behind it
 * for the posts of that one.
 */
export const calendarPressed: Handler = {
  route: routes.calendar,
  needs: 'organiser',
  run: async ({ args: [id, ...parts] }, asker, deps) => {
    const place = unpackPlace(parts.join('.'));
    if (place === null) throw new UserError('errors.stale');
    const campaign = await campaignPressed(id, asker, deps);
    return { kind: 'update', answer: await pageOf(campaign, place, asker, deps) };
  },
};

/** A line of it was chosen: `campaign-calendar-open:<campaign>:<place>`, the line as value. */
export const calendarOpened: Handler = {
  route: routes.calendarOpen,
  needs: 'organiser',
  run: async ({ args: [id, packed], values: [value] }, asker, deps) => {
    const place = unpackPlace(packed);
    if (place === null || value === undefined) throw new UserError('errors.stale');
    const campaign = await campaignPressed(id, asker, deps);
    const chosen = chosenEntry(value);
    if ('schedule' in chosen) {
      const unfolded = { months: place.months, page: 0, unfolded: chosen.schedule };
      return { kind: 'update', answer: await pageOf(campaign, unfolded, asker, deps) };
    }
    const { facts, telling } = await openSlot(campaign, chosen.occurrence, place, asker, deps);
    return { kind: 'update', answer: slotAnswer(facts, telling) };
  },
};

/** The same for calendar apps: `campaign-calendar-file:<campaign>:<months>`. */
export const calendarFilePressed: Handler = {
  route: routes.calendarFile,
  needs: 'organiser',
  run: async ({ args: [id, months] }, asker, deps) => {
    const place = unpackPlace(`${months}.0`);
    if (place === null) throw new UserError('errors.stale');
    const campaign = await campaignPressed(id, asker, deps);
    const telling = campaignTelling(campaign, asker, deps);
    const plans = await plansFor(campaign, telling.record, place.months, deps);
    const until = lastDay(campaign, place.months, deps);
    const standing = await deps.store.slots.of(campaign.id);
    const answer = calendarFileAnswer({ campaign, plans, standing, until, now: deps.clock.now() }, telling);
    return { kind: 'answer', private: true, answer };
  },
};

async function pageOf(campaign: Campaign, place: CalendarPlace, asker: Asker, deps: Deps): Promise<Answer> {
  const telling = campaignTelling(campaign, asker, deps);
  const plans = await plansFor(campaign, telling.record, place.months, deps);
  return calendarAnswer(
    { campaign, plans },
    { place, until: lastDay(campaign, place.months, deps) },
    telling,
  );
}
