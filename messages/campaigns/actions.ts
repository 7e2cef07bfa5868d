import { ComponentType } from 'discord-api-types/v10';
import type { Action, ActionKind, Campaign } from '../../campaigns/campaign.ts';
import { button, line, row, words } from '../components.ts';
import { numberName } from '../figures.ts';
import { pagesOf } from '../pages.ts';
import type { Answer } from '../payload.ts';
import { address, inline } from '../posts/inline.ts';
import { shorten, small } from '../text.ts';
import type { WordKey } from '../words.generated.ts';
import type { Speech } from '../words.ts';
import { typedMoment, yourTime } from './moments.ts';
import { customId } from './routes.ts';

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

/** An action, and whose it is. */
export interface OpenAction {
  readonly action: Action;
  readonly campaign: Campaign;
}

/** Characters of actions on one page. Discord allows 4,000 in all. */
const roomForActions = 3_500;

/** What members can do now, the most urgent first, ten a page. */
export function actionsAnswer(open: readonly OpenAction[], page: number, speech: Speech): Answer {
  if (open.length === 0) return { components: [words(speech.t('action.list.none'))] };
  const blocks = open.map((one) => ({ text: actionText(one, speech) }));
  const pages = pagesOf(blocks, roomForActions, small(speech.t('record.continued')));
  const number = Math.min(Math.max(page, 0), pages.length - 1);
  const turn = (to: number, label: string) =>
    to >= 0 && to < pages.length ? [button(customId('actions', to), label)] : [];
  const turns = [
    ...turn(number - 1, speech.t('common.previous')),
    ...turn(number + 1, speech.t('common.next')),
  ];
  return {
    components: [
      words(speech.t('action.list.lead', { count: open.length })),
      line(),
      ...(pages[number] ?? []).map(({ text }) => words(text)),
      ...(pages.length > 1
        ? [words(small(speech.t('common.page', { page: number + 1, pages: pages.length })))]
        : []),
      ...(turns.length > 0 ? [row(...turns)] : []),
    ],
  };
}

/** An action that was just added, as members see it, with the way back. */
export function addedAnswer(added: OpenAction, speech: Speech): Answer {
  return {
    components: [
      words(speech.t('action.added', { campaign: inline(added.campaign.name, 60) })),
      { type: ComponentType.Container, components: [words(actionText(added, speech))] },
      row(button(customId('actionRemove', added.action.id), speech.t('action.buttons.remove'))),
    ],
  };
}

/** What could not be taken, and everything that was typed, to be copied. */
export function actionProblems(
  problems: readonly string[],
  typed: readonly string[],
  speech: Speech,
): Answer {
  const kept = typed.map((text) => text.trim()).filter((text) => text !== '');
  return {
    components: [
      words([speech.t('action.problems.lead'), ...problems.map((problem) => `- ${problem}`)].join('\n')),
      words(speech.t('action.problems.again')),
      ...(kept.length === 0
        ? []
        : [
            {
              type: ComponentType.Container as const,
              components: [words(shorten(kept.join('\n\n'), 2_000))],
            },
          ]),
    ],
  };
}

function actionText({ action, campaign }: OpenAction, speech: Speech): string {
  const { title, kind, text, place, link, deadline } = action;
  return [
    `**${inline(title, 100)}** (${speech.t(kindNames[kind])})`,
    shorten(text.trim(), 1_000),
    deadline === null
      ? speech.t('action.list.open')
      : speech.t('action.list.deadline', {
          moment: typedMoment(deadline, campaign.zone, speech),
          yours: yourTime(deadline),
        }),
    progressText(action, speech),
    place === null ? '' : inline(place, 200),
    link === null ? '' : (address(link) ?? ''),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function progressText({ goal, reached }: Action, speech: Speech): string {
  if (goal === null) return '';
  const aim = numberName(goal, speech);
  if (reached === null) return speech.t('action.list.goal', { goal: aim });
  return speech.t('action.list.progress', { reached: numberName(reached, speech), goal: aim });
}
