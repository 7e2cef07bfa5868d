import type { ActionKind } from '../../campaigns/action/action.ts';
import type { ParsedAction } from '../../campaigns/action/parse.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import { button, line, row, words } from '../components.ts';
import { blocksPerPage } from '../pages.ts';
import type { Answer } from '../payload.ts';
import { kindNames } from '../posts/action-lines.ts';
import { inline } from '../posts/inline.ts';
import { shorten, small } from '../text.ts';
import type { Speech } from '../words.ts';
import { actionProblemText } from './action-problem.ts';
import { importId } from './import-routes.ts';
import { typedMoment } from './moments.ts';

/** An action of a list, with what was understood of it. */
export interface ListedView {
  readonly line: number;
  readonly kind: ActionKind;
  readonly repeats: boolean;
  readonly parsed: ParsedAction;
}

/** The actions of a file, ten a page, with what is wrong with each; they become drafts, or are published. */
export function actionListPreview(
  id: string,
  campaign: Campaign,
  all: readonly ListedView[],
  page: number,
  speech: Speech,
): Answer {
  const count = all.length;
  const pages = Math.max(1, Math.ceil(count / blocksPerPage));
  const number = Math.min(Math.max(page, 0), pages - 1);
  const broken = all.filter(({ parsed }) => parsed.problems.length > 0).length;
  const shown = all.slice(number * blocksPerPage, (number + 1) * blocksPerPage);
  const turn = (to: number, label: string) =>
    to >= 0 && to < pages ? [button(importId('page', id, to), label)] : [];
  return {
    components: [
      words(speech.t('export.actions.lead', { count, name: inline(campaign.name, 60) })),
      ...(broken > 0 ? [words(speech.t('export.actions.problems', { count: broken }))] : []),
      line(),
      ...shown.map((one) => words(shorten(entryText(one, campaign, speech), 320))),
      ...(pages > 1 ? [words(small(speech.t('common.page', { page: number + 1, pages })))] : []),
      row(
        button(importId('drafts', id), speech.t('export.buttons.drafts', { count }), 'main'),
        ...(broken === 0 ? [button(importId('publish', id), speech.t('export.buttons.publish'))] : []),
        button(importId('no', id), speech.t('export.buttons.discard')),
        ...turn(number - 1, speech.t('common.previous')),
        ...turn(number + 1, speech.t('common.next')),
      ),
      words(small(speech.t('export.kept'))),
    ],
  };
}

function entryText(one: ListedView, { zone }: Campaign, speech: Speech): string {
  const { content, problems } = one.parsed;
  const title = content.title === '' ? speech.t('action.card.untitled') : inline(content.title, 100);
  const entry = speech.t('export.actions.entry', { title, kind: speech.t(kindNames[one.kind]) });
  const moment = content.deadline === null ? [] : [typedMoment(content.deadline, zone, speech)];
  const notes = [
    ...(one.repeats ? [speech.t('export.actions.repeats')] : []),
    ...problems.map((problem) => actionProblemText(problem, zone, speech)),
  ];
  return [
    speech.t('export.actions.line', { line: one.line, what: entry }),
    ...moment,
    ...notes.map((note) => `_${note}_`),
  ].join('\n');
}
