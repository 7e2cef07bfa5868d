import type { Temporal } from 'temporal-polyfill';
import type { Action, ActionState } from '../../campaigns/action/action.ts';
import type { Campaign, Id } from '../../campaigns/campaign.ts';
import { button, choose, line, row, words } from '../components.ts';
import { blocksPerPage } from '../pages.ts';
import type { Answer } from '../payload.ts';
import { kindNames } from '../posts/action-lines.ts';
import { inline } from '../posts/inline.ts';
import { small } from '../text.ts';
import type { Speech } from '../words.ts';
import { addActionRow } from './action-buttons.ts';
import { actionId } from './action-routes.ts';
import { typedMoment } from './moments.ts';
import { backButton } from './panel.ts';

/** Which actions are listed: of one campaign or of all, in one state or in all. */
export interface ActionListing {
  /** Null for all. */
  readonly campaignId: Id | null;
  readonly state: ActionState | 'all';
  readonly page: number;
}

/** Actions as organisers see them, ten a page, with a list to open one of them. */
export function actionListAnswer(
  all: readonly { readonly action: Action; readonly campaign: Campaign }[],
  { campaignId, state, page }: ActionListing,
  now: Temporal.Instant,
  speech: Speech,
): Answer {
  const further = campaignId === null ? [] : campaignControls(campaignId, speech);
  if (all.length === 0) {
    const make = campaignId === null ? [speech.t('action.manage.make')] : [];
    return { components: [words([leadText(0, state, speech), ...make].join(' ')), ...further] };
  }
  const pages = Math.ceil(all.length / blocksPerPage);
  const number = Math.min(Math.max(page, 0), pages - 1);
  const shown = all.slice(number * blocksPerPage, (number + 1) * blocksPerPage);
  const turn = (to: number, label: string) =>
    to >= 0 && to < pages ? [button(actionId('list', campaignId ?? 'all', state, to), label)] : [];
  const turns = [
    ...turn(number - 1, speech.t('common.previous')),
    ...turn(number + 1, speech.t('common.next')),
  ];
  return {
    components: [
      words(leadText(all.length, state, speech)),
      line(),
      ...shown.map(({ action, campaign }) => words(entryText(action, campaign, now, speech))),
      ...(pages > 1 ? [words(small(speech.t('common.page', { page: number + 1, pages })))] : []),
      row(
        choose(
          actionId('open'),
          speech.t('action.manage.choose'),
          shown.map(({ action, campaign }) => ({
            value: action.id,
            label: nameOf(action, speech),
            detail: `${speech.t(`action.states.${action.state}`)} · ${campaign.name}`,
          })),
        ),
      ),
      ...(turns.length > 0 ? [row(...turns)] : []),
      ...further,
    ],
  };
}

function leadText(count: number, state: ActionListing['state'], speech: Speech): string {
  if (state === 'all') {
    return count === 0 ? speech.t('action.manage.none') : speech.t('action.manage.lead', { count });
  }
  const variables = { state: speech.t(`action.states.${state}`) };
  return count === 0
    ? speech.t('action.manage.noneOf', variables)
    : speech.t('action.manage.leadOf', { ...variables, count });
}

/** One more of a kind, and the way back to the panel. */
function campaignControls(id: Id, speech: Speech): Answer['components'] {
  return [addActionRow(id, speech), row(backButton({ id }, 'overview', speech.t('panel.buttons.back')))];
}

/** What an action is called as long as it may be without a title. */
export function nameOf({ title, typed }: Action, speech: Speech): string {
  const name = (title === '' ? (typed?.title ?? '') : title).replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return name === '' ? speech.t('action.card.untitled') : name;
}

function entryText(action: Action, { name, zone }: Campaign, now: Temporal.Instant, speech: Speech): string {
  const { deadline } = action;
  const ended = deadline !== null && deadline.epochMilliseconds <= now.epochMilliseconds;
  const moment = deadline === null ? [] : [typedMoment(deadline, zone, speech)];
  const when = moment.map((text) => (ended ? speech.t('action.card.untilPast', { moment: text }) : text));
  const facts = [speech.t(`action.states.${action.state}`), ...when, inline(name, 60)];
  return `**${inline(nameOf(action, speech), 100)}** (${speech.t(kindNames[action.kind])})\n${facts.join(' · ')}`;
}
