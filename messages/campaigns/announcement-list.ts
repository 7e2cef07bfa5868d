import type { Announcement } from '../../campaigns/announcement.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import { button, choose, row, words } from '../components.ts';
import { blocksPerPage } from '../pages.ts';
import type { Answer } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import { small } from '../text.ts';
import type { Speech } from '../words.ts';
import { backButton } from './panel.ts';
import { customId } from './routes.ts';

type Listed = Pick<Announcement, 'id' | 'title' | 'state'>;

/** Drafts and what is scheduled, ten a page: to open one, to write a new one, or to go back to the panel. */
export function announcementList(
  campaign: Campaign,
  all: readonly Listed[],
  page: number,
  speech: Speech,
): Answer {
  const pages = Math.max(1, Math.ceil(all.length / blocksPerPage));
  const number = Math.min(page, pages - 1);
  const shown = all.slice(number * blocksPerPage, (number + 1) * blocksPerPage);
  const turn = (to: number, label: string) =>
    to >= 0 && to < pages ? [button(customId('announcementList', campaign.id, to), label)] : [];
  const name = inline(campaign.name, 60);
  const lead =
    all.length === 0
      ? speech.t('announce.list.none', { campaign: name })
      : speech.t('announce.list.lead', { campaign: name, count: all.length });
  return {
    components: [
      words(lead),
      ...(shown.length > 0 ? [words(shown.map((one) => `- ${lineOf(one, speech)}`).join('\n'))] : []),
      ...(pages > 1 ? [words(small(speech.t('common.page', { page: number + 1, pages })))] : []),
      ...(shown.length > 0
        ? [
            row(
              choose(
                customId('announcementChosen'),
                speech.t('announce.list.choose'),
                shown.map((one) => ({
                  value: one.id,
                  label: titleOf(one, speech),
                  detail: stateOf(one, speech),
                })),
              ),
            ),
          ]
        : []),
      row(
        button(customId('announcementNew', campaign.id), speech.t('announce.list.new'), 'main'),
        ...turn(number - 1, speech.t('common.previous')),
        ...turn(number + 1, speech.t('common.next')),
        backButton(campaign, 'overview', speech.t('panel.buttons.back')),
      ),
    ],
  };
}

function lineOf(one: Listed, speech: Speech): string {
  return `**${inline(titleOf(one, speech), 100)}** – ${stateOf(one, speech)}`;
}

function titleOf({ title }: Listed, speech: Speech): string {
  return title === '' ? speech.t('announce.list.untitled') : title;
}

function stateOf({ state }: Listed, speech: Speech): string {
  return speech.t(state === 'draft' ? 'announce.list.draft' : 'announce.list.scheduled');
}
