import type { Campaign, Id } from '../../campaigns/campaign.ts';
import { button, choose, row, words } from '../components.ts';
import type { Answer, Post } from '../payload.ts';
import type { Speech } from '../words.ts';
import { customId } from './routes.ts';

/** The message in the organisers' channel whose button opens the panel. It is pinned, and mentions nobody. */
export function organisePost(id: Id, speech: Speech): Post {
  return {
    body: {
      content: [`**${speech.t('panel.organise.headline')}**`, speech.t('panel.organise.post')].join('\n\n'),
      components: [row(button(customId('organise', id), speech.t('panel.organise.button'), 'main'))],
      allowed_mentions: { parse: [] },
    },
    files: [],
    claims: [],
  };
}

/** Which of several campaigns somebody wants to organise. */
export function whichCampaign(campaigns: readonly Campaign[], speech: Speech): Answer {
  return {
    components: [
      words(speech.t('panel.organise.choose')),
      row(
        choose(
          customId('show'),
          speech.t('campaign.overview.choose'),
          campaigns.map(({ id, name, state }) => ({
            label: name,
            value: id,
            detail: speech.t(`campaign.states.${state}`),
          })),
        ),
      ),
      ...(campaigns.length > 25
        ? [row(button(customId('list', 0), speech.t('campaign.commands.list')))]
        : []),
    ],
  };
}
