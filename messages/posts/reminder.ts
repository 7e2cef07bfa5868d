import { isOpen, takesPlace } from '../../campaigns/action/action.ts';
import { button } from '../components.ts';
import type { Post } from '../payload.ts';
import type { Speech } from '../words.ts';
import { actionId } from '../campaigns/action-routes.ts';
import { linkText, placeText } from './action-lines.ts';
import { compose } from './compose.ts';
import type { PostFacts, PostSetting } from './facts.ts';
import { momentName, timeLeft } from './moments.ts';

/** Characters of an address that a reminder, which is about one action only, has room for. */
const longestLink = 600;

/** What is at an hour soon, or ends soon; null when it is over, was closed, or has no end any more. */
export function reminderPost(
  { action }: Extract<PostFacts, { purpose: 'reminder' }>,
  setting: PostSetting,
  speech: Speech,
): Post | null {
  const { deadline, title, text } = action;
  const begun = deadline === null || deadline.epochMilliseconds <= setting.now.epochMilliseconds;
  if (begun || !isOpen(action, setting.now)) return null;
  const moment = momentName(deadline, setting.zone, speech);
  const [place, link] = [placeText(action, speech), linkText(action, speech, longestLink)];
  return compose(
    {
      headline: speech.t(takesPlace(action) ? 'action.reminder.at' : 'action.reminder.until', {
        title,
        moment,
      }),
      blocks: [
        {
          rank: 0,
          lines: [
            speech.t('action.reminder.left', { left: timeLeft(deadline) }),
            ...(place === null ? [] : [place]),
            ...(link === null ? [] : [link]),
          ],
          lineLength: longestLink,
        },
        { rank: 1, lines: text.trim() === '' ? [] : [text.trim()], lineLength: 1_000 },
        { rank: 2, lines: [speech.t('action.reminder.all')] },
      ],
      claims: [],
      buttons: [button(actionId('all'), speech.t('action.reminder.button'))],
    },
    setting,
    speech,
  );
}
