import { actionStates } from '../../campaigns/action/action.ts';
import { actionCard } from '../../messages/campaigns/action-card.ts';
import { closeQuestion } from '../../messages/campaigns/action-close.ts';
import { readOptions } from '../campaign/which.ts';
import { defineCommand } from '../contract.ts';
import { UserError } from '../errors.ts';
import { viewOf } from './view.ts';
import { actionMeant, actionOption, ActionOptions, suggestActions } from './which.ts';

/** Opens an action or a draft, with everything that can be done with it. */
export const edit = defineCommand({
  name: 'action edit',
  scope: 'server',
  needs: 'organiser',
  description: 'action.commands.edit',
  options: () => [actionOption],
  parse: (given) => readOptions(ActionOptions, given),
  run: async ({ action: wanted }, asker, deps) => {
    const found = await actionMeant(wanted, actionStates, asker, deps);
    return { kind: 'answer', private: true, answer: actionCard(viewOf(found, deps), asker.speech) };
  },
  suggest: suggestActions(['draft', 'open', 'closed']),
});

/** Asks whether an open action is to be taken off the list. */
export const close = defineCommand({
  name: 'action close',
  scope: 'server',
  needs: 'organiser',
  description: 'action.commands.close',
  options: () => [actionOption],
  parse: (given) => readOptions(ActionOptions, given),
  run: async ({ action: wanted }, asker, deps) => {
    const { action } = await actionMeant(wanted, ['open', 'closed', 'draft'], asker, deps);
    if (action.state !== 'open') throw new UserError('action.errors.notOpen');
    return { kind: 'answer', private: true, answer: closeQuestion(action, asker.speech) };
  },
  suggest: suggestActions(['open']),
});
