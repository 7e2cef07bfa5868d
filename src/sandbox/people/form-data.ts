import { type APIModalInteractionResponseCallbackData, ComponentType } from 'discord-api-types/v10';
import { type AnyComponent, asAny } from '../validation/components.ts';
import { numberOf, offeredBy } from './component-use.ts';
import { Refused } from './refused.ts';
import type { Resolved } from './resolved.ts';

/** What was typed and chosen in a form, by custom id. Several chosen values stand on lines of their own. */
type Fields = Readonly<Record<string, string>>;

/**
 * The data of the interaction that submits a form, in the order of its components.
 *
 * @throws Refused when a field is missing, too short, too long or not one of those offered
 */
export function formData(
  form: APIModalInteractionResponseCallbackData,
  fields: Fields,
  resolved: Resolved,
): object {
  let last = 0;
  const withId = (component: AnyComponent, rest: object): object => {
    last += 1;
    return { type: component.type, id: numberOf(component['id'], last), ...rest };
  };
  const components = asAny(form.components).map((component) => {
    const inner = component['component'];
    if (component.type === ComponentType.Label) {
      const [field] = asAny([inner]);
      return withId(component, {
        component: field && withId(field, fieldValue(field, String(component['label']), fields, resolved)),
      });
    }
    if (component.type !== ComponentType.ActionRow) return withId(component, {});
    const row = Array.isArray(component['components']) ? asAny(component['components']) : [];
    return withId(component, {
      components: row.map((field) =>
        withId(field, fieldValue(field, String(field['label']), fields, resolved)),
      ),
    });
  });
  return { custom_id: form.custom_id, components, ...resolved.field };
}

function fieldValue(field: AnyComponent, label: string, fields: Fields, resolved: Resolved): object {
  const customId = String(field['custom_id']);
  const given = fields[customId] ?? '';
  const required = field['required'] !== false;
  const missing = new Refused((speech) => speech.t('refusal.field.missing', { field: label }));
  if (field.type === ComponentType.Checkbox) return { custom_id: customId, value: given === 'true' };
  if (field.type === ComponentType.TextInput) {
    if (required && given === '') throw missing;
    checkLength(field, given, label);
    return { custom_id: customId, value: given };
  }
  const values = given.split('\n').filter((value) => value !== '');
  if (required && values.length === 0) throw missing;
  checkOffered(values, field, label, resolved);
  if (field.type === ComponentType.RadioGroup) return { custom_id: customId, value: values[0] ?? null };
  return { custom_id: customId, values };
}

function checkLength(field: AnyComponent, given: string, label: string): void {
  const least = numberOf(field['min_length'], 0);
  const most = numberOf(field['max_length'], 4000);
  if (given !== '' && given.length < least) {
    throw new Refused((speech) => speech.t('refusal.field.tooShort', { field: label, limit: least }));
  }
  if (given.length > most) {
    throw new Refused((speech) => speech.t('refusal.field.tooLong', { field: label, limit: most }));
  }
}

function checkOffered(
  values: readonly string[],
  field: AnyComponent,
  label: string,
  resolved: Resolved,
): void {
  const most = numberOf(field['max_values'], field.type === ComponentType.CheckboxGroup ? 10 : 1);
  const least = values.length === 0 ? 0 : numberOf(field['min_values'], 0);
  const offered = offeredBy(field.type, field['options'], resolved);
  if (values.length < least || values.length > most || !values.every(offered)) {
    throw new Refused((speech) => speech.t('refusal.field.choice', { field: label }));
  }
}
