import type { ActionProblem } from '../../campaigns/action/parse.ts';
import { typed } from '../text.ts';
import type { Speech } from '../words.ts';
import { typedMoment } from './moments.ts';

/** A sentence for something that cannot be taken as it was typed. */
export function actionProblemText(problem: ActionProblem, zone: string, speech: Speech): string {
  switch (problem.kind) {
    case 'missing':
      return speech.t('action.problems.title');
    case 'unreadable':
      return speech.t('action.problems.unreadable', { text: typed(problem.text) });
    case 'ambiguous':
      return speech.t('action.problems.ambiguous', { text: typed(problem.text) });
    case 'past':
    case 'far':
      return speech.t(`action.problems.${problem.kind}`, { moment: typedMoment(problem.at, zone, speech) });
    case 'link':
      return speech.t('action.problems.link', { text: typed(problem.text) });
    case 'number':
      return speech.t('action.problems.goal', { text: typed(problem.text) });
    case 'before':
    case 'no-start':
    case 'two-links':
    case 'two-places':
      return speech.t(`action.problems.${problem.kind}`);
  }
}
