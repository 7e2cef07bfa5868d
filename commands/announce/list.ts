import type { Campaign } from '../../campaigns/campaign.ts';
import { announcementForm } from '../../messages/campaigns/announcement-form.ts';
import { announcementList } from '../../messages/campaigns/announcement-list.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import type { Answer } from '../../messages/payload.ts';
import { campaignPressed } from '../campaign/which.ts';
import type { Asker, Deps, Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { cardOf } from './card.ts';
import { judged } from './problem.ts';
import { announcementPressed } from './saving.ts';

/** How many of a server's announcements are looked through at most. */
const most = 500;

/** The drafts of a campaign and what is scheduled, the last changed first. */
export async function announcementsOf(
  campaign: Campaign,
  page: number,
  { speech }: Asker,
  { store }: Deps,
): Promise<Answer> {
  const standing = await store.announcements.standing(campaign.guildId, most);
  const own = standing.filter(({ campaignId }) => campaignId === campaign.id);
  return announcementList(campaign, own, page, speech);
}

/** A page of them: `announce-list:<campaign>:<page>`. */
const listPressed: Handler = {
  route: routes.announcementList,
  needs: 'organiser',
  run: async ({ args: [id, page] }, asker, deps) => {
    if (page === undefined || !/^\d{1,4}$/.test(page)) throw new UserError('errors.stale');
    const campaign = await campaignPressed(id, asker, deps);
    return { kind: 'update', answer: await announcementsOf(campaign, Number(page), asker, deps) };
  },
};

/** One of them, chosen from the list: `announce-chosen`, its id as value. */
const chosen: Handler = {
  route: routes.announcementChosen,
  needs: 'organiser',
  run: async ({ values }, asker, deps) => {
    const { announcement, campaign } = await announcementPressed(values[0], asker, deps);
    return { kind: 'update', answer: judged(await cardOf(announcement, campaign, deps), asker, deps) };
  },
};

/** The empty form: `announce-new:<campaign>`. */
const newPressed: Handler = {
  route: routes.announcementNew,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    const nothing = { title: '', text: '', when: '' };
    return { kind: 'form', form: announcementForm(campaign.id, null, nothing, asker.speech) };
  },
};

export const announcementListHandlers: readonly Handler[] = [listPressed, chosen, newPressed];
