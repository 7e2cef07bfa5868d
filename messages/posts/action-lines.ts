import { takesPlace, type Action, type ActionKind } from '../../campaigns/action/action.ts';
import type { WordKey } from '../words.generated.ts';
import type { Speech } from '../words.ts';
import { address, inline } from './inline.ts';
import { momentName, timeLeft } from './moments.ts';

/** What each kind of action is called. */
export const kindNames = {
  march: 'posts.digest.kinds.march',
  meeting: 'posts.digest.kinds.meeting',
  petition: 'posts.digest.kinds.petition',
  letter: 'posts.digest.kinds.letter',
  donation: 'posts.digest.kinds.donation',
  share: 'posts.digest.kinds.share',
  other: 'posts.digest.kinds.other',
} as const satisfies Record<ActionKind, WordKey>;

/** A longer address would take the room of other actions. */
const longestLink = 200;

/** The place of an action, in a post or beside others; null when it has none. */
export function placeText({ place, placeOnRequest }: Action, speech: Speech): string | null {
  if (placeOnRequest) return speech.t('action.details.onRequest');
  return place === null ? null : inline(place, 120);
}

/** The link of an action; where it is too long for a post, where it is to be found. */
export function linkText({ link }: Action, speech: Speech, longest = longestLink): string | null {
  const shown = link === null ? null : address(link);
  if (shown === null) return null;
  return shown.length > longest ? speech.t('action.details.linkInList') : shown;
}

/** When it is or until when, on the campaign's clock, with the time that is left; null when it stays open. */
export function whenText(
  action: Action,
  now: Action['deadline'],
  zone: string,
  speech: Speech,
): string | null {
  const { deadline } = action;
  if (deadline === null) return null;
  const ahead = now === null || deadline.epochMilliseconds > now.epochMilliseconds;
  const moment = momentName(deadline, zone, speech);
  const begins = speech.t(takesPlace(action) ? 'posts.digest.at' : 'posts.digest.until', {
    moment: ahead ? `${moment}, ${timeLeft(deadline)}` : moment,
  });
  return [begins, ...endText(action, zone, speech)].join(', ');
}

/** The hour of the same day, or the whole moment. */
function endText({ deadline, ends }: Action, zone: string, speech: Speech): readonly string[] {
  if (ends === null || deadline === null) return [];
  const [from, to] = [deadline, ends].map((at) => at.toZonedDateTimeISO(zone));
  const sameDay = to && from?.toPlainDate().equals(to.toPlainDate());
  const time = sameDay
    ? to.toPlainTime().toString({ smallestUnit: 'minute' })
    : momentName(ends, zone, speech);
  return [speech.t('action.details.ends', { time })];
}
