import { routes } from '../../messages/campaigns/routes.ts';
import type { Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { ensureButton } from './organise-button.ts';
import { overviewOf, panelMeant } from './show.ts';
import { campaignPressed } from './which.ts';

/** The pinned button of the organisers' channel: whoever presses it gets a panel of their own. */
const organisePressed: Handler = {
  route: routes.organise,
  needs: 'organiser',
  run: async (_press, asker, deps) => ({
    kind: 'answer',
    private: true,
    answer: await panelMeant(null, asker, deps),
  }),
};

/** Puts the button where it is missing, and pins it: `organise-put:<campaign>`. */
const putPressed: Handler = {
  route: routes.organisePut,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    const channels = await deps.store.campaigns.channels(campaign.id);
    const organisers = channels.find(({ audience }) => audience === 'organisers');
    if (!organisers) throw new UserError('errors.stale');
    const place = await ensureButton(organisers, deps, 'again');
    if (place === 'missing') {
      throw new UserError('panel.organise.failed', {
        button: asker.speech.t('panel.organise.button'),
        channel: `<#${organisers.channelId}>`,
      });
    }
    return { kind: 'update', answer: await overviewOf(campaign, asker, deps, undefined, place) };
  },
};

export const organiseHandlers: readonly Handler[] = [organisePressed, putPressed];
