import { ComponentType } from 'discord-api-types/v10';
import type { Temporal } from 'temporal-polyfill';
import { isOpen, takesPlace, type Action } from '../../campaigns/action/action.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import { fewestShown, type PledgeCounts, type PledgeState } from '../../campaigns/pledge.ts';
import { button, choose, line, row, words } from '../components.ts';
import { pagesOf } from '../pages.ts';
import type { Answer } from '../payload.ts';
import { kindNames } from '../posts/action-lines.ts';
import { address, inline } from '../posts/inline.ts';
import { progressText } from '../posts/progress.ts';
import { capital, shorten, small } from '../text.ts';
import type { Speech } from '../words.ts';
import { actionId } from './action-routes.ts';
import { calendarFile } from './action-calendar.ts';
import { typedMoment, yourTime } from './moments.ts';

/** An action, and whose it is, with the numbers that the last digest stated. */
export interface OpenAction {
  readonly action: Action;
  readonly campaign: Campaign;
  readonly counts: PledgeCounts | undefined;
}

/** Characters of actions on one page. Discord allows 4,000 in all. */
const roomForActions = 3_500;

/** What members can do now, the most urgent first, ten a page, and a list to choose one of them. */
export function actionsAnswer(
  open: readonly OpenAction[],
  page: number,
  now: Temporal.Instant,
  speech: Speech,
): Answer {
  if (open.length === 0) return { components: [words(speech.t('action.list.none'))] };
  const blocks = open.map((one) => ({ text: actionText(one, now, speech), one }));
  const pages = pagesOf(blocks, roomForActions, small(speech.t('record.continued')));
  const number = Math.min(Math.max(page, 0), pages.length - 1);
  const shown = pages[number] ?? [];
  const turn = (to: number, label: string) =>
    to >= 0 && to < pages.length ? [button(actionId('page', to), label)] : [];
  const turns = [
    ...turn(number - 1, speech.t('common.previous')),
    ...turn(number + 1, speech.t('common.next')),
  ];
  const options = new Map(
    shown.map(({ one: { action } }) => [
      action.id,
      { value: action.id, label: action.title, detail: speech.t(kindNames[action.kind]) },
    ]),
  );
  return {
    components: [
      words(speech.t('action.list.lead', { count: open.length })),
      line(),
      ...shown.map(({ text }) => words(text)),
      ...(pages.length > 1
        ? [words(small(speech.t('common.page', { page: number + 1, pages: pages.length })))]
        : []),
      row(choose(actionId('choose'), speech.t('action.list.choose'), [...options.values()])),
      ...(turns.length > 0 ? [row(...turns)] : []),
    ],
  };
}

/** One action, with what a member can do about it: say so, take it back, put it into a calendar. */
export function oneActionAnswer(
  one: OpenAction,
  pledged: PledgeState | null,
  now: Temporal.Instant,
  speech: Speech,
): Answer {
  const { action } = one;
  const { id } = action;
  const open = action.pledges && isOpen(action, now);
  const press = (to: PledgeState | 'none', label: string, main = false) =>
    button(actionId('pledge', id, to), label, main ? 'main' : 'quiet');
  const buttons = [
    ...(open && pledged === null ? [press('promised', speech.t('pledge.promise'), true)] : []),
    ...(open && pledged !== 'done' ? [press('done', speech.t('pledge.done'), pledged === 'promised')] : []),
    ...(pledged === null ? [] : [press('none', speech.t('pledge.takeBack'))]),
  ];
  return {
    components: [
      words(actionText(one, now, speech)),
      ...(open || pledged !== null ? [words(small(ownText(pledged, speech)))] : []),
      ...(buttons.length === 0 ? [] : [row(...buttons)]),
      row(
        ...(action.deadline === null
          ? []
          : [button(actionId('calendar', id), speech.t('action.list.calendar'))]),
        button(actionId('page', 0), speech.t('action.list.back')),
      ),
    ],
  };
}

/** The action as a file for a calendar. */
export function calendarAnswer(one: OpenAction, speech: Speech): Answer {
  const file = calendarFile(one, speech);
  if (file === null) return { components: [words(speech.t('action.list.noCalendar'))] };
  return {
    components: [
      words(speech.t('action.list.calendarFile', { title: inline(one.action.title, 100) })),
      { type: ComponentType.File, file: { url: `attachment://${file.name}` } },
    ],
    files: [file],
  };
}

function ownText(pledged: PledgeState | null, speech: Speech): string {
  switch (pledged) {
    case 'promised':
      return speech.t('pledge.yours.promised', { button: speech.t('pledge.done') });
    case 'done':
      return speech.t('pledge.yours.done');
    case null:
      return speech.t('pledge.yours.none', { button: speech.t('pledge.promise'), count: fewestShown });
  }
}

/** An action as `/actions` shows it. */
export function actionText(
  { action, campaign, counts }: OpenAction,
  now: Temporal.Instant,
  speech: Speech,
): string {
  const { title, kind, text, place, placeOnRequest, link } = action;
  return [
    `**${inline(title, 100)}** (${speech.t(kindNames[kind])})`,
    shorten(text.trim(), 1_000),
    ...timeTexts(action, campaign, now, speech),
    placeOnRequest ? speech.t('action.list.onRequest') : place === null ? '' : inline(place, 200),
    link === null ? '' : (address(link) ?? ''),
    capital(progressText(action, counts, speech), speech.language),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function timeTexts(
  action: Action,
  { zone }: Campaign,
  now: Temporal.Instant,
  speech: Speech,
): readonly string[] {
  const { deadline, ends } = action;
  if (deadline === null) return takesPlace(action) ? [] : [speech.t('action.list.open')];
  const moment = (at: Temporal.Instant) => ({
    moment: typedMoment(at, zone, speech),
    yours: yourTime(at),
  });
  const begun = deadline.epochMilliseconds <= now.epochMilliseconds;
  const begins = begun
    ? speech.t('action.list.began', { moment: typedMoment(deadline, zone, speech) })
    : speech.t(takesPlace(action) ? 'action.list.at' : 'action.list.deadline', moment(deadline));
  return [begins, ...(ends === null ? [] : [speech.t('action.list.ends', moment(ends))])];
}
