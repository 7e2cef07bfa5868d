import { byUrgency, isOpen } from '../campaigns/action/action.ts';
import type { Id } from '../campaigns/campaign.ts';
import { pledgeStates } from '../campaigns/pledge.ts';
import { actionRoutes } from '../messages/campaigns/action-routes.ts';
import {
  actionsAnswer,
  calendarAnswer,
  oneActionAnswer,
  type OpenAction,
} from '../messages/campaigns/actions.ts';
import type { Answer } from '../messages/payload.ts';
import { claimOnce, serverOf } from './campaign/server.ts';
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

/** The same from below a post, which stays as it is. */
const fromPost: Handler = {
  route: actionRoutes.all,
  needs: 'nothing',
  run: async (_press, asker, deps) => ({
    kind: 'answer',
    private: true,
    answer: await pageOf(0, asker, deps),
  }),
};

/** Another page of them: `actions-page:<page>`. */
const paged: Handler = {
  route: actionRoutes.page,
  needs: 'nothing',
  run: async ({ args: [page] }, asker, deps) => {
    if (page === undefined || !/^\d{1,3}$/.test(page)) throw new UserError('errors.stale');
    return { kind: 'update', answer: await pageOf(Number(page), asker, deps) };
  },
};

/** One of them was chosen. */
const chosen: Handler = {
  route: actionRoutes.choose,
  needs: 'nothing',
  run: async ({ values: [id] }, asker, deps) => {
    const one = await openAction(id, asker, deps);
    return { kind: 'update', answer: await oneOf(one, asker, deps) };
  },
};

/** The file for a calendar: `action-calendar:<action>`. */
const calendar: Handler = {
  route: actionRoutes.calendar,
  needs: 'nothing',
  run: async ({ args: [id] }, asker, deps) => ({
    kind: 'answer',
    private: true,
    answer: calendarAnswer(await openAction(id, asker, deps), asker.speech),
  }),
};

/**
 * "I'll do it", "Done", or neither: `action-pledge:<action>:<promised, done or none>`. Nothing is written down that
 * has a name, and nothing that others see changes now.
 */
const pledged: Handler = {
  route: actionRoutes.pledge,
  needs: 'nothing',
  run: async ({ args: [id, wanted] }, asker, deps) => {
    const state = pledgeStates.find((one) => one === wanted);
    if (state === undefined && wanted !== 'none') throw new UserError('errors.stale');
    if (asker.muted) throw new UserError('errors.muted');
    const one = await openAction(id, asker, deps);
    if (state !== undefined && !one.action.pledges) throw new UserError('pledge.off');
    const { pledges, store } = deps;
    const count = await store.cooldowns.take('pledge', await pledges.waiter(asker.userId));
    if (count > 0) throw new UserError('pledge.wait', { count });
    await claimOnce(asker, deps);
    if (state === undefined) await pledges.takeBack(asker.userId, [one.action.id]);
    else await pledges.give(one.action.id, asker.userId, state);
    return { kind: 'update', answer: await oneOf(one, asker, deps) };
  },
};

export const actionsCommandHandlers: readonly Handler[] = [fromPost, paged, chosen, calendar, pledged];

async function pageOf(page: number, asker: Asker, deps: Deps): Promise<Answer> {
  const { store, clock } = deps;
  const now = clock.now();
  const campaigns = (await store.campaigns.ofGuild(serverOf(asker))).filter(
    ({ state }) => state === 'active',
  );
  const open = await Promise.all(
    campaigns.map(async (campaign) => {
      const { pledges } = await store.digests.last(campaign.id);
      return (await store.actions.open(campaign.id)).map((action): OpenAction => ({
        action,
        campaign,
        counts: pledges.get(action.id),
      }));
    }),
  );
  const current = open.flat().filter(({ action }) => isOpen(action, now));
  return actionsAnswer(
    current.toSorted((a, b) => byUrgency(a.action, b.action)),
    page,
    now,
    asker.speech,
  );
}

/**
 * An action that members of this server see now.
 *
 * @throws UserError when there is none of that id
 */
async function openAction(id: Id | undefined, asker: Asker, { store, clock }: Deps): Promise<OpenAction> {
  const found = id === undefined ? null : await store.actions.find(serverOf(asker), id);
  if (found?.campaign.state !== 'active' || !isOpen(found.action, clock.now())) {
    throw new UserError('action.errors.over');
  }
  const { pledges } = await store.digests.last(found.campaign.id);
  return { ...found, counts: pledges.get(found.action.id) };
}

async function oneOf(one: OpenAction, asker: Asker, { pledges, clock }: Deps): Promise<Answer> {
  const { id } = one.action;
  const own = await pledges.of(asker.userId, [id]);
  return oneActionAnswer(one, own.get(id) ?? null, clock.now(), asker.speech);
}
