import type { Campaign, CampaignChannel, Id } from '../../campaigns/campaign.ts';
import type { Change } from '../../campaigns/ports/settings.ts';
import { channelPage, channelsPage } from '../../messages/campaigns/panel-channels.ts';
import {
  archivedPlaces,
  panelDoors,
  panelPages,
  type PanelDoor,
  type PanelPage,
  type PanelReader,
} from '../../messages/campaigns/panel.ts';
import { timesPage } from '../../messages/campaigns/panel-times.ts';
import { approvalsPage, namePage, whoPage } from '../../messages/campaigns/panel-who.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import type { Answer } from '../../messages/payload.ts';
import type { Asker, Deps, Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { throughDoor } from './panel-doors.ts';
import { panelChannels } from './panel-facts.ts';
import { overviewOf } from './show.ts';
import { campaignPressed, type WorksOn } from './which.ts';

/** A page of the panel by a button: `panel:<campaign>:<page>`. */
const pagePressed: Handler = {
  route: routes.panel,
  needs: 'organiser',
  run: async ({ args: [id, named] }, asker, deps) => {
    const page = pageMeant(named);
    const campaign = await campaignPressed(id, asker, deps, worksOn(page));
    return { kind: 'update', answer: await pageOf(page, campaign, asker, deps) };
  },
};

/** A page of the panel or a door from its list: `panel-go:<campaign>`, which one as value. */
const pageChosen: Handler = {
  route: routes.panelGo,
  needs: 'organiser',
  run: async ({ args: [id], values }, asker, deps) => {
    const door = panelDoors.find((one) => one === values[0]);
    const place = door ?? pageMeant(values[0]);
    const campaign = await campaignPressed(id, asker, deps, worksOn(place));
    if (door !== undefined) return await throughDoor(door, campaign, asker, deps);
    return { kind: 'update', answer: await pageOf(pageMeant(place), campaign, asker, deps) };
  },
};

/** One of the channels: `panel-channel:<campaign>`, the id of its row as value. */
const channelChosen: Handler = {
  route: routes.panelChannel,
  needs: 'organiser',
  run: async ({ args: [id], values }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    const channel = await channelPressed(campaign, values[0], deps);
    return { kind: 'update', answer: channelPage(campaign, channel, deps.languages.all, asker.speech) };
  },
};

export const panelHandlers: readonly Handler[] = [pagePressed, pageChosen, channelChosen];

function worksOn(place: PanelPage | PanelDoor): WorksOn {
  return archivedPlaces.includes(place) ? 'archived too' : 'standing';
}

function pageMeant(text: string | undefined): PanelPage {
  const page = panelPages.find((one) => one === text);
  if (page === undefined) throw new UserError('errors.stale');
  return page;
}

/** @param news what was just done, before the first sentence of the page */
export async function pageOf(
  page: PanelPage,
  campaign: Campaign,
  asker: Asker,
  deps: Deps,
  news?: string,
): Promise<Answer> {
  const { speech } = asker;
  const reader: PanelReader = { speech, manager: asker.permissions.manageServer };
  switch (page) {
    case 'overview':
      return await overviewOf(campaign, asker, deps);
    case 'channels':
      return channelsPage(campaign, await panelChannels(campaign, deps), speech, news);
    case 'times':
      return timesPage(campaign, speech, news);
    case 'who':
      return whoPage(campaign, await organisersChannel(campaign, deps), reader, news);
    case 'approvals':
      return approvalsPage(campaign, reader, news);
    case 'name':
      return namePage(campaign, speech, news);
  }
}

async function organisersChannel({ id }: Campaign, { store }: Deps): Promise<string> {
  const channels = await store.campaigns.channels(id);
  const found = channels.find(({ audience }) => audience === 'organisers');
  if (!found) throw new Error('a campaign without a channel for its organisers');
  return found.channelId;
}

/**
 * A channel of a campaign, by the id of its row.
 *
 * @throws UserError when the campaign has none of that id
 */
export async function channelPressed(
  campaign: Campaign,
  id: Id | undefined,
  { store }: Pick<Deps, 'store'>,
): Promise<CampaignChannel> {
  const found = (await store.campaigns.channels(campaign.id)).find((channel) => channel.id === id);
  if (!found) throw new UserError('errors.gone');
  return found;
}

/**
 * A change of a campaign as its asker makes it.
 *
 * @param version as it stands in the custom id
 */
export function changeOf(
  { id, guildId }: Campaign,
  version: string | undefined,
  asker: Asker,
  { clock }: Pick<Deps, 'clock'>,
): Change {
  if (version === undefined || !/^\d{1,9}$/.test(version)) throw new UserError('errors.stale');
  return { guildId, campaignId: id, version: Number(version), by: asker.userId, now: clock.now() };
}
