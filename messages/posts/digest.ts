import type { Action } from '../../campaigns/campaign.ts';
import { numberName } from '../figures.ts';
import type { Post } from '../payload.ts';
import { say, type Telling } from '../say.ts';
import { shorten } from '../text.ts';
import type { Speech } from '../words.ts';
import { compose } from './compose.ts';
import type { ComingUp, PostFacts, PostSetting } from './facts.ts';
import { address, inline } from './inline.ts';
import { dayName, momentName, timeLeft } from './moments.ts';

/** A line of an action with everything at its longest: an address that is cut off would lead nowhere. */
const actionLength = 900;

/** What can be done and what lies ahead; null when there is neither, so that no empty digest is posted. */
export function digestPost(
  { campaign, actions, comingUp }: Extract<PostFacts, { purpose: 'digest' }>,
  setting: PostSetting,
  telling: (record: Telling['record']) => Telling,
  speech: Speech,
): Post | null {
  const open = actions.filter((action) => isOpen(action, setting)).toSorted(byUrgency);
  if (open.length === 0 && comingUp.length === 0) return null;
  const heading = (text: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`**${text}**`, ...lines];
  const more = (count: number) => `- ${speech.t('posts.more', { count })}`;
  return compose(
    {
      headline: headline(campaign.name, open.length, comingUp.length, speech),
      blocks: [
        {
          rank: 0,
          lines: heading(
            speech.t('posts.digest.actions'),
            open.map((action) => actionLine(action, setting, speech)),
          ),
          more,
          lineLength: actionLength,
        },
        {
          rank: 1,
          lines: heading(
            speech.t('posts.digest.comingUp'),
            comingUp.map((one) => aheadLine(one, setting, telling, speech)),
          ),
          more,
        },
      ],
      claims: comingUp.map(({ anniversary }) => anniversary.event.id),
    },
    setting,
    speech,
  );
}

function isOpen({ state, deadline }: Action, { now }: PostSetting): boolean {
  return state === 'open' && (deadline === null || deadline.epochMilliseconds > now.epochMilliseconds);
}

/** What ends first comes first; what stays open comes last, the newest first. */
function byUrgency(a: Action, b: Action): number {
  const ends = (action: Action) => action.deadline?.epochMilliseconds ?? Infinity;
  if (ends(a) !== ends(b)) return ends(a) - ends(b);
  return b.createdAt.epochMilliseconds - a.createdAt.epochMilliseconds;
}

function headline(campaign: string, open: number, ahead: number, speech: Speech): string {
  const one = open > 0 ? speech.t('posts.digest.open', { count: open }) : '';
  const other = ahead > 0 ? speech.t('posts.digest.ahead', { count: ahead }) : '';
  const parts = one !== '' && other !== '' ? speech.t('posts.digest.and', { one, other }) : one + other;
  return speech.t('posts.digest.headline', { campaign: shorten(campaign, 100), parts });
}

const kinds = {
  march: 'posts.digest.kinds.march',
  meeting: 'posts.digest.kinds.meeting',
  petition: 'posts.digest.kinds.petition',
  letter: 'posts.digest.kinds.letter',
  donation: 'posts.digest.kinds.donation',
  share: 'posts.digest.kinds.share',
  other: 'posts.digest.kinds.other',
} as const;

/** A march or a meeting is at an hour; everything else is open until one. */
function takesPlace({ kind }: Action): boolean {
  return kind === 'march' || kind === 'meeting';
}

function actionLine(action: Action, { zone }: PostSetting, speech: Speech): string {
  const link = action.link === null ? null : address(action.link);
  const details = [
    speech.t('posts.digest.action', { title: inline(action.title, 100), kind: speech.t(kinds[action.kind]) }),
    action.place === null ? null : inline(action.place, 80),
    action.deadline === null
      ? null
      : speech.t(takesPlace(action) ? 'posts.digest.at' : 'posts.digest.until', {
          moment: `${momentName(action.deadline, zone, speech)}, ${timeLeft(action.deadline)}`,
        }),
    progress(action, speech),
    link === null || link.length > 200 ? null : link,
  ];
  return `- ${details.filter((detail) => detail !== null).join(' · ')}`;
}

function progress({ goal, reached }: Action, speech: Speech): string | null {
  if (goal === null)
    return reached === null
      ? null
      : speech.t('posts.digest.reached', { reached: numberName(reached, speech) });
  if (reached === null) return speech.t('posts.digest.goal', { goal: numberName(goal, speech) });
  return speech.t('posts.digest.progress', {
    reached: numberName(reached, speech),
    goal: numberName(goal, speech),
  });
}

function aheadLine(
  one: ComingUp,
  { zone }: PostSetting,
  telling: (record: Telling['record']) => Telling,
  speech: Speech,
): string {
  const { at } = one.occurrence;
  const { event, years, record } = one.anniversary;
  return `- ${speech.t('posts.digest.anniversary', {
    count: years,
    moment: dayName(at.toZonedDateTimeISO(zone).toPlainDate(), speech),
    title: inline(say(event.title, telling(record)), 150),
  })}`;
}
