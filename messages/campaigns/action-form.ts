import { ComponentType, type APILabelComponent } from 'discord-api-types/v10';
import { takesPlace, type Action, type ActionKind } from '../../campaigns/action/action.ts';
import { actionLengths } from '../../campaigns/action/parse.ts';
import { nothingTyped, usualPledges, type TypedAction } from '../../campaigns/action/typed.ts';
import type { Form } from '../payload.ts';
import { zoneCity } from '../posts/moments.ts';
import type { Speech } from '../words.ts';
import { formOf, type Field } from './form.ts';

/** How long before a deadline its reminder can be posted, in hours; 0 is none. */
export const reminderChoices = [0, 1, 2, 6, 12, 24, 48, 72, 168] as const;
/** What can be switched on in the second form. */
export const switches = ['pledges', 'onRequest'] as const;

/** The first form: what, when, where. What was typed before stands in it. */
export function actionForm(
  customId: string,
  kind: ActionKind,
  zone: string,
  speech: Speech,
  typed: TypedAction = nothingTyped,
): Form {
  const place = { place: zoneCity(zone) };
  const when = takesPlace({ kind })
    ? { label: speech.t('action.form.when'), hint: speech.t('action.form.whenHint', place) }
    : { label: speech.t('action.form.until'), hint: speech.t('action.form.untilHint', place) };
  return formOf(customId, speech.t(`action.form.heading.${kind}`), [
    {
      id: 'title',
      label: speech.t('action.form.title'),
      value: typed.title,
      required: true,
      maxLength: actionLengths.title,
    },
    {
      id: 'text',
      label: speech.t('action.form.text'),
      value: typed.text,
      required: false,
      maxLength: actionLengths.text,
      long: true,
    },
    optional('when', when, meant(typed.when, typed.whenAt)),
    optional(
      'where',
      { label: speech.t('action.form.where'), hint: speech.t('action.form.whereHint') },
      typed.where,
    ),
    optional(
      'goal',
      { label: speech.t('action.form.goal'), hint: speech.t('action.form.goalHint') },
      typed.goal,
    ),
  ]);
}

/** The second form: what most actions do not need. */
export function moreForm(customId: string, kind: ActionKind, typed: TypedAction, speech: Speech): Form {
  const words = (id: 'also' | 'end' | 'unit') => ({
    label: speech.t(`action.more.${id}`),
    hint: speech.t(`action.more.${id}Hint`),
  });
  const form = formOf(customId, speech.t('action.more.heading'), [
    optional('also', words('also'), typed.also),
    ...(takesPlace({ kind }) ? [optional('end', words('end'), meant(typed.end, typed.endAt))] : []),
    optional('unit', words('unit'), typed.unit),
  ]);
  const on = {
    pledges: typed.pledges ?? usualPledges(kind),
    onRequest: typed.placeOnRequest,
  };
  return {
    ...form,
    components: [
      ...form.components,
      chosen(
        'reminder',
        speech.t('action.more.reminder'),
        undefined,
        { least: 1, most: 1 },
        [...new Set([...reminderChoices, typed.reminderHours])]
          .toSorted((a, b) => a - b)
          .map((hours) => ({
            value: String(hours),
            label: leadName(hours, speech),
            default: hours === typed.reminderHours,
          })),
      ),
      chosen(
        'switches',
        speech.t('action.more.switches'),
        speech.t('action.more.switchesHint'),
        { least: 0, most: switches.length },
        switches.map((value) => ({ value, label: speech.t(`action.more.${value}`), default: on[value] })),
      ),
    ],
  };
}

/** How much is reached. */
export function reachedForm(customId: string, { reached }: Action, speech: Speech): Form {
  return formOf(customId, speech.t('action.reached.heading'), [
    {
      id: 'reached',
      label: speech.t('action.reached.label'),
      hint: speech.t('action.reached.hint'),
      value: reached === null ? '' : String(reached),
      required: false,
      maxLength: 20,
    },
  ]);
}

function leadName(hours: number, speech: Speech): string {
  if (hours === 0) return speech.t('action.more.reminders.none');
  if (hours % 24 === 0) return speech.t('action.more.reminders.days', { count: hours / 24 });
  return speech.t('action.more.reminders.hours', { count: hours });
}

/** The time that was understood, which stays the same tomorrow; else what was typed. */
function meant(typed: string, at: string | null): string {
  return at === null ? typed : at.replace('T', ' ');
}

function optional(
  id: keyof typeof actionLengths,
  words: { readonly label: string; readonly hint: string },
  value: string,
): Field {
  return { id, ...words, value, required: false, maxLength: actionLengths[id] };
}

function chosen(
  id: string,
  label: string,
  hint: string | undefined,
  { least, most }: { readonly least: number; readonly most: number },
  options: readonly { readonly value: string; readonly label: string; readonly default: boolean }[],
): APILabelComponent {
  return {
    type: ComponentType.Label,
    label,
    ...(hint !== undefined && { description: hint }),
    component: {
      type: ComponentType.StringSelect,
      custom_id: id,
      required: least > 0,
      min_values: least,
      max_values: most,
      options: [...options],
    },
  };
}
