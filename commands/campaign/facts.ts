import type { Temporal } from 'temporal-polyfill';
import type { Campaign, CampaignChannel } from '../../campaigns/campaign.ts';
import type { PackRecord } from '../../content/record.ts';
import type { CampaignFacts } from '../../messages/campaigns/overview.ts';
import type { Telling } from '../../messages/say.ts';
import type { Asker, Deps } from '../contract.ts';
import { UserError } from '../errors.ts';
import { tellingFor } from '../record/telling.ts';
import { plansFor } from './plans.ts';

/** How a campaign is told of to somebody: from its own pack, in their language. */
export function campaignTelling(campaign: Campaign, asker: Asker, deps: Deps): Telling {
  const shelf = deps.library.shelf(campaign.pack);
  if (!shelf) throw new UserError('campaign.errors.packGone');
  return tellingFor(shelf, undefined, asker, deps);
}

/** What is known of a campaign, and what it will post within so many months from now. */
export async function campaignFacts(
  campaign: Campaign,
  record: PackRecord,
  months: number,
  deps: Deps,
): Promise<CampaignFacts> {
  const channels = await deps.store.campaigns.channels(campaign.id);
  return {
    campaign,
    channels,
    exposed: await isExposed(channels, deps.discord),
    plans: await plansFor(campaign, record, months, deps),
  };
}

/** Whether everybody can read the organisers' channel; false where nobody can say. */
async function isExposed(channels: readonly CampaignChannel[], discord: Deps['discord']): Promise<boolean> {
  const organisers = channels.find(({ audience }) => audience === 'organisers');
  if (!organisers) return false;
  const access = await discord.channelAccess(organisers.guildId, organisers.channelId).catch(() => null);
  return access?.kind === 'usable' && !access.private;
}

/** The last day of so many months from now, in the campaign's zone. */
export function lastDay(campaign: Campaign, months: number, { clock }: Deps): Temporal.PlainDate {
  return clock.now().toZonedDateTimeISO(campaign.zone).add({ months }).toPlainDate();
}
