import { occurrenceIdOf } from '../../campaigns/calendar/occurrence-id.ts';
import type { Occurrence } from '../../campaigns/schedule.ts';
import { mostMonths, placeAt, usualMonths } from '../../messages/campaigns/calendar-place.ts';
import { slotPreview } from '../../messages/campaigns/slot-preview.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import type { Answer } from '../../messages/payload.ts';
import { defineCommand, type Deps, type Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { openSlot, slotPressed, type OpenSlot } from './calendar-slot.ts';
import { campaignTelling } from './facts.ts';
import { plansFor } from './plans.ts';
import { campaignMeant, campaignOption, parseCampaign, suggestCampaigns } from './which.ts';

/** What a campaign posts next, as it will be posted. */
export const preview = defineCommand({
  name: 'campaign preview',
  scope: 'server',
  needs: 'organiser',
  description: 'calendar.commands.preview',
  options: () => [campaignOption],
  parse: parseCampaign,
  run: async (wanted, asker, deps) => {
    const campaign = await campaignMeant(wanted, asker, deps);
    const { record } = campaignTelling(campaign, asker, deps);
    const { occurrences } = await plansFor(campaign, record, mostMonths, deps);
    const next = occurrences.find(({ dropped }) => dropped === null);
    if (!next) throw new UserError('calendar.preview.none');
    const id = occurrenceIdOf({ ...next, campaignId: campaign.id });
    const open = await openSlot(campaign, id, placeAt(usualMonths), asker, deps);
    return { kind: 'answer', private: true, answer: await previewOf(open, 0, deps) };
  },
  suggest: suggestCampaigns,
});

/** Another post, or the same for another channel: `slot-preview:<campaign>:<occurrence>:<place>:<variant>`. */
export const previewPressed: Handler = {
  route: routes.slotPreview,
  needs: 'organiser',
  run: async ({ args: [campaign, occurrence, place, variant] }, asker, deps) => {
    if (variant === undefined || !/^\d{1,3}$/.test(variant)) throw new UserError('errors.stale');
    const open = await slotPressed(campaign, occurrence, place, asker, deps);
    return { kind: 'update', answer: await previewOf(open, Number(variant), deps) };
  },
};

async function previewOf({ facts, telling }: OpenSlot, variant: number, deps: Deps): Promise<Answer> {
  const { campaign, occurrence, plans } = facts;
  const previews = await deps.previews.of(campaign, occurrence);
  const coming = plans.occurrences.filter((one) => one.dropped === null || one === occurrence);
  const index = coming.indexOf(occurrence);
  const at = (place: number): Occurrence | null => coming[place] ?? null;
  const view = { variant, previous: index > 0 ? at(index - 1) : null, next: at(index + 1) };
  return slotPreview(facts, previews, view, telling);
}
