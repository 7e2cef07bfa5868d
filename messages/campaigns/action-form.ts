import type { ActionKind, Id } from '../../campaigns/campaign.ts';
import type { Form } from '../payload.ts';
import type { Speech } from '../words.ts';
import { formOf } from './form.ts';
import { customId } from './routes.ts';

/** What can be typed, in characters. */
export const actionLengths = { title: 100, text: 1_000, deadline: 100, link: 500, goal: 15 } as const;
export type ActionField = keyof typeof actionLengths;

/** The form of a new action. */
export function actionForm(campaignId: Id, kind: ActionKind, speech: Speech): Form {
  const optional = (id: 'deadline' | 'link' | 'goal') => ({
    id,
    label: speech.t(`action.form.${id}`),
    hint: speech.t(`action.form.${id}Hint`),
    required: false,
    maxLength: actionLengths[id],
  });
  return formOf(customId('actionForm', campaignId, kind), speech.t('action.form.heading'), [
    { id: 'title', label: speech.t('action.form.title'), required: true, maxLength: actionLengths.title },
    {
      id: 'text',
      label: speech.t('action.form.text'),
      required: false,
      maxLength: actionLengths.text,
      long: true,
    },
    optional('deadline'),
    optional('link'),
    optional('goal'),
  ]);
}
