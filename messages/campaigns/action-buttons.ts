import type { APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import { actionKinds } from '../../campaigns/action/action.ts';
import type { Id } from '../../campaigns/campaign.ts';
import { button, choose, row } from '../components.ts';
import { capital } from '../text.ts';
import type { Speech } from '../words.ts';
import type { ActionView } from './action-card.ts';
import { actionId, packWall } from './action-routes.ts';
import { wallName } from './moments.ts';

type Buttons = readonly APIButtonComponentWithCustomId[];

/** What can be done with an action in its state: up to two rows. */
export function cardButtons(
  { action, campaign, parsed, changed }: ActionView,
  speech: Speech,
): readonly Buttons[] {
  const { id, version, state } = action;
  const turn = (to: string, label: string) => button(actionId('turn', id, version, to), label);
  const fix = button(
    actionId('fix', id, version),
    speech.t(parsed.problems.length > 0 ? 'action.buttons.fix' : 'action.buttons.edit'),
  );
  const more = button(actionId('more', id, version), speech.t('action.buttons.more'));
  const preview = button(actionId('preview', id), speech.t('action.buttons.preview'));
  const publish = (label: string): Buttons =>
    parsed.problems.length > 0 ? [] : [button(actionId('publish', id, version), label, 'main')];
  const list = button(actionId('list', campaign.id, 'all', 0), speech.t('action.buttons.list'));
  switch (state) {
    case 'draft':
      return [
        [
          fix,
          more,
          preview,
          ...publish(speech.t('action.buttons.publish')),
          turn('discarded', speech.t('action.buttons.discard')),
        ],
        [list],
      ];
    case 'open':
      return [
        [fix, more, preview, ...(changed ? publish(speech.t('action.buttons.publishChanges')) : [])],
        [
          button(actionId('reached', id, version), speech.t('action.buttons.reached')),
          button(actionId('close', id), speech.t('action.buttons.close')),
          list,
        ],
      ];
    case 'closed':
      return [[turn('open', speech.t('action.buttons.reopen')), preview, list]];
    case 'discarded':
      return [[turn('draft', speech.t('action.buttons.restore')), list]];
  }
}

/** One more action of a campaign, of the kind that is chosen. */
export function addActionRow(campaignId: Id, speech: Speech): ReturnType<typeof row> {
  const kinds = actionKinds.map((kind) => ({ value: kind, label: speech.t(`action.form.heading.${kind}`) }));
  return row(choose(actionId('add', campaignId), speech.t('action.manage.add'), kinds));
}

/** What an ambiguous time may mean, one button each. */
export function readingButtons({ action, parsed }: ActionView, speech: Speech): Buttons {
  const unclear = parsed.problems.find((problem) => problem.kind === 'ambiguous');
  if (unclear?.kind !== 'ambiguous') return [];
  return unclear.readings
    .slice(0, 5)
    .map((wall) =>
      button(
        actionId('when', action.id, action.version, unclear.field, packWall(wall)),
        capital(wallName(wall, speech), speech.language),
        'main',
      ),
    );
}
