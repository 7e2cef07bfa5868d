import type { Campaign } from '../../campaigns/campaign.ts';
import type { LogFilter } from '../../campaigns/ports/logbook.ts';
import { logAnswer } from '../../messages/campaigns/log-page.ts';
import { filterNamed, logRoutes } from '../../messages/campaigns/log-routes.ts';
import { blocksPerPage } from '../../messages/pages.ts';
import type { Answer } from '../../messages/payload.ts';
import {
  campaignMeant,
  campaignOption,
  campaignPressed,
  parseCampaign,
  suggestCampaigns,
} from '../campaign/which.ts';
import { defineCommand, type Asker, type Deps, type Handler } from '../contract.ts';
import { UserError } from '../errors.ts';

/** Who did what, what was posted, and what went wrong and why. */
export const log = defineCommand({
  name: 'campaign log',
  scope: 'server',
  needs: 'organiser',
  description: 'log.command',
  options: () => [campaignOption],
  parse: parseCampaign,
  run: async (wanted, asker, deps) => {
    const campaign = await campaignMeant(wanted, asker, deps, 'archived too');
    return { kind: 'answer', private: true, answer: await logOf(campaign, 'all', 0, asker, deps) };
  },
  suggest: suggestCampaigns,
});

/** Another page of it: `log:<campaign>:<filter>:<page>`. */
const turned: Handler = {
  route: logRoutes.log,
  needs: 'organiser',
  run: async ({ args: [id, filter, page] }, asker, deps) => {
    const show = filterNamed(filter);
    if (show === undefined || page === undefined || !/^\d{1,5}$/.test(page))
      throw new UserError('errors.stale');
    const campaign = await campaignPressed(id, asker, deps, 'archived too');
    return { kind: 'update', answer: await logOf(campaign, show, Number(page), asker, deps) };
  },
};

/** What is shown was chosen: `log-filter:<campaign>`, the filter as value. */
const filtered: Handler = {
  route: logRoutes.logFilter,
  needs: 'organiser',
  run: async ({ args: [id], values }, asker, deps) => {
    const show = filterNamed(values[0]);
    if (show === undefined) throw new UserError('errors.stale');
    const campaign = await campaignPressed(id, asker, deps, 'archived too');
    return { kind: 'update', answer: await logOf(campaign, show, 0, asker, deps) };
  },
};

/** The button of a notice or of a post: what went wrong, `log-new:<campaign>`. */
const opened: Handler = {
  route: logRoutes.logNew,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps, 'archived too');
    return { kind: 'answer', private: true, answer: await logOf(campaign, 'problems', 0, asker, deps) };
  },
};

export const logHandlers: readonly Handler[] = [turned, filtered, opened];

/** A page of the log of a campaign. */
export async function logOf(
  campaign: Campaign,
  show: LogFilter,
  page: number,
  asker: Asker,
  deps: Deps,
): Promise<Answer> {
  const { store, library, linkTo } = deps;
  const standing = campaign.state !== 'archived';
  const view = { show, offset: page * blocksPerPage, limit: blocksPerPage };
  const [{ entries, count }, channels, waiting] = await Promise.all([
    store.logbook.page(campaign.guildId, campaign.id, view),
    standing ? store.campaigns.channels(campaign.id) : [],
    campaign.approvals > 0 && standing ? store.approvals.waiting(campaign.id) : [],
  ]);
  // What was on this page has moved, or was never there.
  if (entries.length === 0 && page > 0) return await logOf(campaign, show, 0, asker, deps);
  const now = { entries, count, channels, waiting: waiting.length };
  const record = library.shelf(campaign.pack)?.record ?? null;
  return logAnswer({ campaign, record, show, page, ...now }, linkTo, asker.speech);
}
