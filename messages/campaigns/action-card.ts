import { ComponentType } from 'discord-api-types/v10';
import type { Temporal } from 'temporal-polyfill';
import { isOpen, takesPlace, type Action } from '../../campaigns/action/action.ts';
import type { ParsedAction } from '../../campaigns/action/parse.ts';
import { isAhead, reminderAt } from '../../campaigns/action/reminder.ts';
import type { TypedAction } from '../../campaigns/action/typed.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import { fewestShown } from '../../campaigns/pledge.ts';
import { line, row, words } from '../components.ts';
import { numberName } from '../figures.ts';
import type { Answer } from '../payload.ts';
import { kindNames } from '../posts/action-lines.ts';
import { address, inline } from '../posts/inline.ts';
import { personName } from '../posts/person.ts';
import { shorten, small, typed as shownTyped } from '../text.ts';
import type { Speech } from '../words.ts';
import { addActionRow, cardButtons, readingButtons } from './action-buttons.ts';
import { actionProblemText } from './action-problem.ts';
import { typedMoment, yourTime } from './moments.ts';

/** An action as organisers see it: what was typed, and what was understood of it. */
export interface ActionView {
  readonly action: Action;
  readonly campaign: Campaign;
  readonly typed: TypedAction;
  readonly parsed: ParsedAction;
  /** What was typed is not what members see. */
  readonly changed: boolean;
  readonly now: Temporal.Instant;
}

/** What has just happened to it, if anything. */
export type ActionNews = 'published' | 'updated';

/** An action with everything that was understood, what is wrong with it, and what can be done now. */
export function actionCard(view: ActionView, speech: Speech, news?: ActionNews): Answer {
  const { action, campaign, parsed } = view;
  const problems = parsed.problems.map((problem) => `- ${actionProblemText(problem, campaign.zone, speech)}`);
  const shown = action.state === 'draft' || view.changed ? problems : [];
  const readings = readingButtons(view, speech);
  return {
    components: [
      words(shorten([leadText(view, speech, news), ...shown].join('\n'), 1_300)),
      ...(readings.length === 0 ? [] : [row(...readings)]),
      { type: ComponentType.Container, components: [words(shorten(contentText(view, speech), 2_500))] },
      words(small(changedText(view, speech))),
      line(),
      ...cardButtons(view, speech).map((buttons) => row(...buttons)),
      // Whoever sets a campaign up has several to publish.
      ...(news === 'published' ? [addActionRow(campaign.id, speech)] : []),
    ],
  };
}

/** What somebody typed who was too slow: nothing of it is lost. */
export function lostUpdate(
  { by, when, typed }: { readonly by: string; readonly when: string; readonly typed: readonly string[] },
  open: ReturnType<typeof row>,
  speech: Speech,
): Answer {
  const kept = typed.map((text) => text.trim()).filter((text) => text !== '');
  return {
    components: [
      words(speech.t('action.errors.changed', { by, when })),
      ...(kept.length === 0
        ? []
        : [
            {
              type: ComponentType.Container as const,
              components: [words(shorten(kept.join('\n\n'), 3_000))],
            },
          ]),
      open,
    ],
  };
}

/** The name of an action in a sentence. */
export function titleOf({ typed }: Pick<ActionView, 'typed'>, speech: Speech): string {
  const title = inline(typed.title, 100);
  return title === '' ? speech.t('action.card.untitled') : title;
}

function leadText(view: ActionView, speech: Speech, news?: ActionNews): string {
  const { action, campaign, parsed, changed, now } = view;
  const title = titleOf(view, speech);
  const paused =
    campaign.state === 'active' || news === undefined
      ? []
      : [speech.t('action.card.paused', { campaign: inline(campaign.name, 60) })];
  if (news !== undefined) return [speech.t(`action.card.${news}`, { title }), ...paused].join(' ');
  if (action.state === 'closed' || action.state === 'discarded') {
    return speech.t(`action.card.${action.state}`, { title });
  }
  const count = parsed.problems.length;
  if (count > 0 && (changed || action.state === 'draft'))
    return speech.t('action.card.trouble', { title, count });
  if (action.state === 'draft') return speech.t('action.card.draft', { title });
  if (changed) {
    return speech.t('action.card.changes', {
      title: inline(action.title, 100),
      button: speech.t('action.buttons.publishChanges'),
    });
  }
  return speech.t(isOpen(action, now) ? 'action.card.open' : 'action.card.over', { title });
}

function contentText(view: ActionView, speech: Speech): string {
  const { action, typed, parsed } = view;
  const { content } = parsed;
  const place =
    content.place === null ? [] : [speech.t('action.card.place', { place: inline(content.place, 200) })];
  const goal = content.goal === null ? '' : numberName(content.goal, speech);
  return [
    `**${titleOf(view, speech)}** (${speech.t(kindNames[action.kind])})`,
    shorten(typed.text.trim(), 400),
    ...timeTexts(view, speech),
    ...(content.placeOnRequest ? [speech.t('action.card.onRequest')] : place),
    content.link === null
      ? ''
      : speech.t('action.card.link', { link: address(content.link) ?? shownTyped(content.link) }),
    goal === ''
      ? ''
      : speech.t('action.card.goal', { goal: [goal, inline(content.unit ?? '', 40)].join(' ').trim() }),
    action.reached === null
      ? ''
      : speech.t('action.card.reached', { reached: numberName(action.reached, speech) }),
    reminderText(view, speech),
    content.pledges
      ? speech.t('action.card.pledgesOn', { count: fewestShown })
      : speech.t('action.card.pledgesOff'),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function timeTexts({ action, campaign, parsed, now }: ActionView, speech: Speech): readonly string[] {
  const { deadline, ends } = parsed.content;
  const present = takesPlace(action);
  if (deadline === null) {
    const unclear = parsed.problems.some(({ field }) => field === 'when');
    return unclear ? [] : [speech.t(present ? 'action.card.noWhen' : 'action.card.noUntil')];
  }
  const moment = typedMoment(deadline, campaign.zone, speech);
  const ahead = deadline.epochMilliseconds > now.epochMilliseconds;
  const begins = ahead
    ? speech.t(present ? 'action.card.when' : 'action.card.until', { moment, yours: yourTime(deadline) })
    : speech.t(present ? 'action.card.whenPast' : 'action.card.untilPast', { moment });
  if (ends === null) return [begins];
  const end = { moment: typedMoment(ends, campaign.zone, speech), yours: yourTime(ends) };
  return [begins, speech.t('action.card.ends', end)];
}

function reminderText({ campaign, parsed, now, action }: ActionView, speech: Speech): string {
  const at = reminderAt(parsed.content, campaign.zone);
  if (at === null) return speech.t('action.card.reminderNone');
  const moment = typedMoment(at, campaign.zone, speech);
  if (isAhead(at, now) || (action.state === 'open' && at.epochMilliseconds > now.epochMilliseconds)) {
    return speech.t('action.card.reminder', { moment, yours: yourTime(at) });
  }
  if (action.state === 'open') return speech.t('action.card.reminderPast', { moment });
  return speech.t('action.card.reminderNear', { button: speech.t('action.buttons.more') });
}

function changedText({ action, campaign }: ActionView, speech: Speech): string {
  const when = `<t:${Math.floor(action.changedAt.epochMilliseconds / 1000)}:R>`;
  return [
    speech.t('action.card.campaign', { campaign: inline(campaign.name, 60) }),
    speech.t('action.card.changed', {
      version: action.version,
      by: personName(action.changedBy, speech),
      when,
    }),
  ].join(' · ');
}
