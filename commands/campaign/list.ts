import { campaignList } from '../../messages/campaigns/list.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import type { Answer } from '../../messages/payload.ts';
import { defineCommand, type Asker, type Deps, type Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { organisedBy } from './which.ts';

/** The campaigns of the server that the asker may organise, those that were put away too. */
export const list = defineCommand({
  name: 'campaign list',
  scope: 'server',
  needs: 'organiser',
  description: 'campaign.commands.list',
  options: () => [],
  parse: () => null,
  run: async (_options, asker, deps) => ({
    kind: 'answer',
    private: true,
    answer: await pageOf(0, asker, deps),
  }),
});

/** Another page of them: `campaign-list:<page>`. */
export const listPressed: Handler = {
  route: routes.list,
  needs: 'organiser',
  run: async ({ args: [page] }, asker, deps) => {
    if (page === undefined || !/^\d{1,3}$/.test(page)) throw new UserError('errors.stale');
    return { kind: 'update', answer: await pageOf(Number(page), asker, deps) };
  },
};

async function pageOf(page: number, asker: Asker, deps: Deps): Promise<Answer> {
  const campaigns = await organisedBy(asker, deps);
  if (campaigns.length === 0) throw new UserError('campaign.errors.none');
  return campaignList(campaigns, page, asker.speech);
}
