import { ComponentType } from 'discord-api-types/v10';
import { isAhead, reminderAt } from '../../campaigns/action/reminder.ts';
import type { Action } from '../../campaigns/action/action.ts';
import { button, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { digestLine } from '../posts/digest.ts';
import { reminderPost } from '../posts/reminder.ts';
import { shorten } from '../text.ts';
import type { Speech } from '../words.ts';
import { actionText } from './actions.ts';
import type { ActionView } from './action-card.ts';
import { titleOf } from './action-card.ts';
import { actionId } from './action-routes.ts';
import { typedMoment } from './moments.ts';

/**
 * An action as members will see it, by the same hands that make the digest, the list and the reminder.
 *
 * @param speech the organiser's
 * @param posts the words of the campaign's posts
 */
export function previewAnswer(view: ActionView, speech: Speech, posts: Speech): Answer {
  const { action, campaign, parsed, now } = view;
  const { id, version } = action;
  const meant: Action = { ...action, ...parsed.content, state: 'open' };
  const digest = digestLine(
    meant,
    { stated: { pledges: new Map(), since: null } },
    { zone: campaign.zone, now },
    posts,
  );
  const framed = (heading: string, text: string, most: number) => [
    words(`**${heading}**`),
    { type: ComponentType.Container as const, components: [words(shorten(text, most))] },
  ];
  const publish =
    parsed.problems.length > 0 || (action.state !== 'draft' && !view.changed)
      ? []
      : [
          button(
            actionId('publish', id, version),
            speech.t(action.state === 'draft' ? 'action.buttons.publish' : 'action.buttons.publishChanges'),
            'main',
          ),
        ];
  return {
    components: [
      words(speech.t('action.preview.lead', { title: titleOf(view, speech) })),
      ...framed(speech.t('action.preview.digest'), digest, 900),
      ...framed(
        speech.t('action.preview.list'),
        actionText({ action: meant, campaign, counts: undefined }, now, speech),
        1_300,
      ),
      ...reminderParts(view, meant, speech, posts),
      row(...publish, button(actionId('card', id), speech.t('action.buttons.card'))),
    ],
  };
}

function reminderParts(
  { campaign, now }: ActionView,
  meant: Action,
  speech: Speech,
  posts: Speech,
): Answer['components'] {
  const at = reminderAt(meant, campaign.zone);
  const setting = {
    deliveryId: meant.id,
    dueAt: at ?? now,
    zone: campaign.zone,
    now: at ?? now,
    late: false,
  };
  const post =
    at !== null &&
    isAhead(at, now) &&
    reminderPost({ purpose: 'reminder', campaign, action: meant }, setting, posts);
  if (at === null || !post) return [words(speech.t('action.preview.noReminder'))];
  return [
    words(`**${speech.t('action.preview.reminder', { moment: typedMoment(at, campaign.zone, speech) })}**`),
    { type: ComponentType.Container, components: [words(shorten(post.body.content ?? '', 1_000))] },
  ];
}
