import type { Campaign } from '../../campaigns/campaign.ts';
import { button, choose, row, words } from '../components.ts';
import { blocksPerPage } from '../pages.ts';
import type { Answer } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import type { Speech } from '../words.ts';
import { customId } from './routes.ts';

/** The campaigns of a server, ten a page, and a select to look at one of them. */
export function campaignList(campaigns: readonly Campaign[], page: number, speech: Speech): Answer {
  const pages = Math.max(1, Math.ceil(campaigns.length / blocksPerPage));
  const number = Math.min(Math.max(page, 0), pages - 1);
  const shown = campaigns.slice(number * blocksPerPage, (number + 1) * blocksPerPage);
  const state = (campaign: Campaign): string => speech.t(`campaign.states.${campaign.state}`);
  const turn = (to: number, label: string) =>
    to >= 0 && to < pages ? [button(customId('list', to), label)] : [];
  const turns = [
    ...turn(number - 1, speech.t('common.previous')),
    ...turn(number + 1, speech.t('common.next')),
  ];
  return {
    components: [
      words(speech.t('campaign.overview.lead', { count: campaigns.length })),
      words(
        shown
          .map((campaign) =>
            speech.t('campaign.overview.line', { name: inline(campaign.name, 60), state: state(campaign) }),
          )
          .join('\n'),
      ),
      row(
        choose(
          customId('show'),
          speech.t('campaign.overview.choose'),
          shown.map((campaign) => ({ label: campaign.name, value: campaign.id, detail: state(campaign) })),
        ),
      ),
      ...(turns.length > 0 ? [row(...turns)] : []),
    ],
  };
}
