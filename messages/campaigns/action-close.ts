import type { Action } from '../../campaigns/action/action.ts';
import { button, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import type { Speech } from '../words.ts';
import { actionId } from './action-routes.ts';

/** Asks whether an action is to be closed. */
export function closeQuestion({ id, version, title }: Action, speech: Speech): Answer {
  return {
    components: [
      words(speech.t('action.closing.ask', { title: inline(title, 100) })),
      row(
        button(actionId('turn', id, version, 'closed'), speech.t('action.buttons.closeYes'), 'main'),
        button(actionId('card', id), speech.t('action.buttons.card')),
      ),
    ],
  };
}
