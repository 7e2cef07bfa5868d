import type { Action } from '../../campaigns/action/action.ts';
import type { PledgeCounts } from '../../campaigns/pledge.ts';
import { numberName } from '../figures.ts';
import type { Speech } from '../words.ts';
import { inline } from './inline.ts';

/**
 * How far an action is, and how many people pledged: "412 of 1,000 signatures so far · 23 people say they will do
 * it". It may change after a post was approved, and nothing else of an action may.
 *
 * @param counts as they may be shown
 * @returns an empty text when nothing is counted
 */
export function progressText(
  action: Pick<Action, 'goal' | 'reached' | 'unit'>,
  counts: PledgeCounts | undefined,
  speech: Speech,
): string {
  const { promised = 0, done = 0 } = counts ?? {};
  return [
    reachedText(action, speech),
    ...(promised > 0 ? [speech.t('action.progress.promised', { count: promised })] : []),
    ...(done > 0 ? [speech.t('action.progress.done', { count: done })] : []),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function reachedText(action: Pick<Action, 'goal' | 'reached' | 'unit'>, speech: Speech): string {
  const [goal, reached] = [action.goal, action.reached].map((number) =>
    number === null ? null : numberName(number, speech),
  );
  const unit = action.unit === null ? null : inline(action.unit, 40);
  if (typeof goal === 'string' && typeof reached === 'string') {
    return unit === null
      ? speech.t('posts.digest.progress', { reached, goal })
      : speech.t('action.progress.of', { reached, goal, unit });
  }
  if (typeof reached === 'string') {
    return unit === null
      ? speech.t('posts.digest.reached', { reached })
      : speech.t('action.progress.reached', { reached, unit });
  }
  if (typeof goal !== 'string') return '';
  return unit === null
    ? speech.t('posts.digest.goal', { goal })
    : speech.t('action.progress.goal', { goal, unit });
}
