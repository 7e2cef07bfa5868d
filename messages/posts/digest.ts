import { byUrgency, isOpen, type Action } from '../../campaigns/action/action.ts';
import { actionId } from '../campaigns/action-routes.ts';
import { button } from '../components.ts';
import type { Post } from '../payload.ts';
import { say, type Telling } from '../say.ts';
import { shorten } from '../text.ts';
import type { Speech } from '../words.ts';
import { kindNames, linkText, placeText, whenText } from './action-lines.ts';
import { sourceLines } from './citations.ts';
import { compose, type Block } from './compose.ts';
import type { ComingUp, PostFacts, PostSetting } from './facts.ts';
import { inline } from './inline.ts';
import { dayName } from './moments.ts';
import { progressText } from './progress.ts';
import { progressSlot } from './slots.ts';

type Facts = Extract<PostFacts, { purpose: 'digest' }>;

/** A line of an action with everything at its longest: an address that is cut off would lead nowhere. */
const actionLength = 900;
/** Days ahead that are named, and what each may take with its source. */
const mostAhead = 3;
const aheadLength = 400;

/**
 * What can be done, the most urgent first, what lies ahead, and what changed since the last one; null when there is
 * nothing to do and nothing ahead, so that no empty digest is posted.
 */
export function digestPost(
  facts: Facts,
  setting: PostSetting,
  telling: (record: Telling['record']) => Telling,
  speech: Speech,
): Post | null {
  const { campaign, comingUp } = facts;
  const open = facts.actions.filter((action) => isOpen(action, setting.now)).toSorted(byUrgency);
  if (open.length === 0 && comingUp.length === 0) return null;
  const heading = (text: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`**${text}**`, ...lines];
  const more = (count: number) => `- ${speech.t('posts.more', { count })}`;
  return compose(
    {
      headline: headline(campaign.name, open.length, comingUp.length, speech),
      blocks: [
        {
          rank: 1,
          lines: heading(
            speech.t('posts.digest.actions'),
            open.map((action) => digestLine(action, facts, setting, speech)),
          ),
          more,
          lineLength: actionLength,
        },
        {
          // First, and few: many actions must not push a day of memory out.
          rank: 0,
          lines: heading(speech.t('posts.digest.comingUp'), [
            ...comingUp.slice(0, mostAhead).map((one) => aheadLine(one, setting, telling, speech)),
            ...(comingUp.length > mostAhead ? [more(comingUp.length - mostAhead)] : []),
          ]),
          lineLength: aheadLength,
        },
        overBlock(facts, setting, speech),
      ],
      claims: comingUp.map(({ anniversary }) => anniversary.event.id),
      buttons: open.length === 0 ? [] : [button(actionId('all'), speech.t('action.reminder.button'))],
    },
    setting,
    speech,
  );
}

function headline(campaign: string, open: number, ahead: number, speech: Speech): string {
  const one = open > 0 ? speech.t('posts.digest.open', { count: open }) : '';
  const other = ahead > 0 ? speech.t('posts.digest.ahead', { count: ahead }) : '';
  const parts = one !== '' && other !== '' ? speech.t('posts.digest.and', { one, other }) : one + other;
  return speech.t('posts.digest.headline', { campaign: shorten(campaign, 100), parts });
}

/** One action as the digest tells it. */
export function digestLine(
  action: Action,
  { stated }: Pick<Facts, 'stated'>,
  { zone, now, slots }: Pick<PostSetting, 'zone' | 'now' | 'slots'>,
  speech: Speech,
): string {
  const open = slots === 'open';
  const details = [
    speech.t('posts.digest.action', {
      title: inline(action.title, 100),
      kind: speech.t(kindNames[action.kind]),
    }),
    ...newsOf(action, stated.since, speech),
    ...(open ? [] : reachedNews(action, stated.since, speech)),
    placeText(action, speech),
    whenText(action, now, zone, speech),
    open ? progressSlot(action.id) : progressText(action, stated.pledges.get(action.id), speech),
    linkText(action, speech),
  ];
  return `- ${details.filter((detail) => detail !== null && detail !== '').join(' · ')}`;
}

/** What the last digest did not say of an action; of the first one nothing is said to be new. */
function newsOf(action: Action, since: Facts['stated']['since'], speech: Speech): readonly string[] {
  if (since === null) return [];
  if (isAfter(action.publishedAt, since)) return [speech.t('action.digest.new')];
  return isAfter(action.contentChangedAt, since) ? [speech.t('action.digest.changed')] : [];
}

/** That its goal was reached since the last digest, which may happen after this one was approved. */
function reachedNews(action: Action, since: Facts['stated']['since'], speech: Speech): readonly string[] {
  if (since === null || isAfter(action.publishedAt, since)) return [];
  return isAfter(action.reachedAt, since) ? [speech.t('action.digest.reached')] : [];
}

/** What is filled into the place that {@link digestLine} leaves open for an action. */
export function progressWords(action: Action, { stated }: Pick<Facts, 'stated'>, speech: Speech): string {
  const { since, pledges } = stated;
  const progress = progressText(action, pledges.get(action.id), speech);
  return [...reachedNews(action, since, speech), progress].filter((text) => text !== '').join(' · ');
}

function isAfter(at: Action['publishedAt'], since: NonNullable<Facts['stated']['since']>): boolean {
  return at !== null && at.epochMilliseconds > since.epochMilliseconds;
}

/** What the last digest still had, and is over by now. */
function overBlock({ actions, stated: { since } }: Facts, { now }: PostSetting, speech: Speech): Block {
  const over = actions.filter((action) => since !== null && wasOpen(action, since) && !isOpen(action, now));
  const titles = over
    .toSorted(byUrgency)
    .map(({ title }) => speech.t('action.digest.title', { title: inline(title, 100) }));
  return {
    rank: 2,
    lines: titles.length === 0 ? [] : [speech.t('action.digest.over', { titles: titles.join(', ') })],
  };
}

function wasOpen(action: Action, then: NonNullable<Facts['stated']['since']>): boolean {
  const { publishedAt, closedAt } = action;
  const before = (at: Action['closedAt']) => at !== null && at.epochMilliseconds <= then.epochMilliseconds;
  return before(publishedAt) && !before(closedAt) && isOpen({ ...action, state: 'open' }, then);
}

function aheadLine(
  one: ComingUp,
  { zone }: PostSetting,
  telling: (record: Telling['record']) => Telling,
  speech: Speech,
): string {
  const { at } = one.occurrence;
  const { event, years, record } = one.anniversary;
  const line = speech.t('posts.digest.anniversary', {
    count: years,
    moment: dayName(at.toZonedDateTimeISO(zone).toPlainDate(), speech),
    title: inline(say(event.title, telling(record)), 150),
  });
  const sources = sourceLines([event], telling(record)).map((source) => source.replace(/^- /, ''));
  return `- ${[line, ...sources].join(' · ')}`;
}
