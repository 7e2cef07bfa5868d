import { actionLengths } from '../../campaigns/action/parse.ts';
import type { TypedAction } from '../../campaigns/action/typed.ts';
import { switches } from '../../messages/campaigns/action-form.ts';
import type { Press } from '../contract.ts';

type Fields = Press['fields'];

/** What was typed into the first form. */
export function mainFields(fields: Fields): Pick<TypedAction, 'title' | 'text' | 'when' | 'where' | 'goal'> {
  return {
    title: typedIn(fields, 'title'),
    text: typedIn(fields, 'text'),
    when: typedIn(fields, 'when'),
    where: typedIn(fields, 'where'),
    goal: typedIn(fields, 'goal'),
  };
}

/** What was typed and chosen in the second form; what it did not ask for stays as it was. */
export function moreFields(
  fields: Fields,
  before: TypedAction,
): Pick<TypedAction, 'also' | 'end' | 'unit' | 'reminderHours' | 'pledges' | 'placeOnRequest'> {
  const on = new Set((fields['switches'] ?? '').split(','));
  const [pledges, onRequest] = switches;
  const hours = fields['reminder'];
  return {
    also: typedIn(fields, 'also'),
    end: 'end' in fields ? typedIn(fields, 'end') : before.end,
    unit: typedIn(fields, 'unit'),
    reminderHours: hours !== undefined && /^\d{1,3}$/.test(hours) ? Number(hours) : before.reminderHours,
    pledges: on.has(pledges),
    placeOnRequest: on.has(onRequest),
  };
}

function typedIn(fields: Fields, name: keyof typeof actionLengths): string {
  return (fields[name] ?? '').slice(0, actionLengths[name]);
}
