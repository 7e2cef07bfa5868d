import { pausedAllAnswer, whichToPause } from '../../messages/campaigns/archive.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import type { Answer } from '../../messages/payload.ts';
import { defineCommand, type Asker, type Deps, type Handler } from '../contract.ts';
import { claimOnce, serverOf } from './server.ts';
import { changeState } from './state.ts';
import {
  campaignMeant,
  campaignOption,
  campaignPressed,
  organisedBy,
  parseCampaign,
  suggestCampaigns,
} from './which.ts';

/** Holds back everything that a campaign has not posted yet; of several that run, asks which, or all of them. */
export const pause = defineCommand({
  name: 'campaign pause',
  scope: 'server',
  needs: 'organiser',
  description: 'campaign.commands.pause',
  options: () => [campaignOption],
  parse: parseCampaign,
  run: async (wanted, asker, deps) => ({
    kind: 'answer',
    private: true,
    answer: await pauseMeant(wanted, asker, deps),
  }),
  suggest: suggestCampaigns,
});

async function pauseMeant(wanted: string | null, asker: Asker, deps: Deps): Promise<Answer> {
  if (wanted === null) {
    const running = (await organisedBy(asker, deps)).filter(({ state }) => state === 'active');
    const [only, ...more] = running;
    if (more.length > 0) return whichToPause(running, asker.speech);
    if (only) return await changeState(only, 'paused', asker, deps);
  }
  return await changeState(await campaignMeant(wanted, asker, deps), 'paused', asker, deps);
}

/** The same by a button: `campaign-pause:<campaign>`. */
export const pausePressed: Handler = {
  route: routes.pause,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    return { kind: 'update', answer: await changeState(campaign, 'paused', asker, deps) };
  },
};

/** The same by a list: `campaign-pause-chosen`, the id as value. */
export const pauseChosen: Handler = {
  route: routes.pauseChosen,
  needs: 'organiser',
  run: async ({ values: [id] }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    return { kind: 'update', answer: await changeState(campaign, 'paused', asker, deps) };
  },
};

/** Pauses every campaign of the server that the asker may organise: `campaign-pause-all`. */
export const pauseAllPressed: Handler = {
  route: routes.pauseAll,
  needs: 'organiser',
  run: async (_press, asker, deps) => {
    const running = (await organisedBy(asker, deps)).filter(({ state }) => state === 'active');
    if (running.length === 0) return { kind: 'update', answer: pausedAllAnswer(0, asker.speech) };
    await claimOnce(asker, deps);
    const ids = running.map(({ id }) => id);
    const paused = await deps.store.settings.pauseAll(serverOf(asker), ids, asker.userId, deps.clock.now());
    return { kind: 'update', answer: pausedAllAnswer(paused.length, asker.speech) };
  },
};
