import type { Campaign } from '../../campaigns/campaign.ts';
import { button, choose, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import type { Speech } from '../words.ts';
import { backButton } from './panel.ts';
import { customId } from './routes.ts';

/** Asks before a campaign is put away. */
export function askToArchive(campaign: Campaign, speech: Speech): Answer {
  return {
    components: [
      words(speech.t('panel.archive.ask', { name: inline(campaign.name, 60) })),
      row(
        button(customId('archive', campaign.id, 'yes'), speech.t('panel.buttons.archiveNow'), 'main'),
        backButton(campaign, 'overview', speech.t('panel.buttons.keep')),
      ),
    ],
  };
}

/** A campaign that was put away, with the way back. */
export function archivedAnswer(campaign: Campaign, speech: Speech): Answer {
  return {
    components: [
      words(speech.t('panel.archive.done', { name: inline(campaign.name, 60) })),
      row(restoreButton(campaign, speech)),
    ],
  };
}

/** Brings back a campaign that was put away. */
export function restoreButton({ id }: Pick<Campaign, 'id'>, speech: Speech) {
  return button(customId('restore', id), speech.t('panel.buttons.restore'), 'main');
}

/** Which of the campaigns that run is to be paused, or all of them. */
export function whichToPause(running: readonly Campaign[], speech: Speech): Answer {
  const count = running.length;
  return {
    components: [
      words(speech.t('panel.pauseAll.which', { count })),
      row(
        choose(
          customId('pauseChosen'),
          speech.t('panel.pauseAll.choose'),
          running.map(({ id, name }) => ({ label: name, value: id })),
        ),
      ),
      row(button(customId('pauseAll'), speech.t('panel.buttons.pauseAll', { count }), 'main')),
    ],
  };
}

/** What all campaigns of a server are like after the switch that stops everything. */
export function pausedAllAnswer(count: number, speech: Speech): Answer {
  return {
    components: [
      words(count === 0 ? speech.t('panel.pauseAll.none') : speech.t('panel.pauseAll.done', { count })),
      row(button(customId('list', 0), speech.t('panel.buttons.list'))),
    ],
  };
}
