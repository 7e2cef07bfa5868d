import { Temporal } from 'temporal-polyfill';
import { actionsAnswer, type OpenAction } from '../messages/campaigns/actions.ts';
import { routes } from '../messages/campaigns/routes.ts';
import type { Answer } from '../messages/payload.ts';
import { serverOf } from './campaign/server.ts';
import { defineCommand, type Asker, type Deps, type Handler } from './contract.ts';
import { UserError } from './errors.ts';

/** What members can do now: everything open of the campaigns that run here. */
export const actions = defineCommand({
  name: 'actions',
  scope: 'server',
  needs: 'nothing',
  description: 'action.commands.all',
  options: () => [],
  parse: () => null,
  run: async (_options, asker, deps) => ({
    kind: 'answer',
    private: true,
    answer: await pageOf(0, asker, deps),
  }),
});

/** Another page of them: `actions-page:<page>`. */
export const actionsPressed: Handler = {
  route: routes.actions,
  needs: 'nothing',
  run: async ({ args: [page] }, asker, deps) => {
    if (page === undefined || !/^\d{1,3}$/.test(page)) throw new UserError('errors.stale');
    return { kind: 'update', answer: await pageOf(Number(page), asker, deps) };
  },
};

async function pageOf(page: number, asker: Asker, { store, clock }: Deps): Promise<Answer> {
  const now = clock.now();
  const campaigns = await store.campaigns.ofGuild(serverOf(asker));
  const open = await Promise.all(
    campaigns
      .filter(({ state }) => state === 'active')
      .map(async (campaign) =>
        (await store.actions.open(campaign.id)).map((action): OpenAction => ({ action, campaign })),
      ),
  );
  const current = open
    .flat()
    .filter(({ action: { deadline } }) => deadline === null || Temporal.Instant.compare(deadline, now) > 0);
  return actionsAnswer(current.toSorted(byUrgency), page, asker.speech);
}

/** What ends first comes first; what stays open comes last. */
function byUrgency({ action: a }: OpenAction, { action: b }: OpenAction): number {
  const ends = (deadline: Temporal.Instant | null): number => deadline?.epochMilliseconds ?? Infinity;
  return ends(a.deadline) === ends(b.deadline) ? 0 : ends(a.deadline) - ends(b.deadline);
}
