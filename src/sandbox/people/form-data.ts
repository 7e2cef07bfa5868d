import { type APIModalInteractionResponseCallbackData, ComponentType } from 'discord-api-types/v10';
import type { PersonFile } from '../person.ts';
import type { Uploads } from '../uploads.ts';
import { type AnyComponent, asAny } from '../validation/components.ts';
import { numberOf, offeredBy } from './component-use.ts';
import { Refused } from './refused.ts';
import type { Resolved } from './resolved.ts';
import { uploadValue } from './upload-field.ts';

/** What was filled in, by custom id. Several chosen values stand on lines of their own. */
interface Filled {
  readonly fields: Readonly<Record<string, string>>;
  readonly files?: readonly PersonFile[];
}

/**
 * The data of the interaction that submits a form, in the order of its components.
 *
 * @throws Refused when a field is missing, too short, too long or not one of those offered
 */
export async function formData(
  form: APIModalInteractionResponseCallbackData,
  filled: Filled,
  resolved: Resolved,
  uploads: Uploads,
): Promise<object> {
  let last = 0;
  const withId = (component: AnyComponent, rest: object): object => {
    last += 1;
    return { type: component.type, id: numberOf(component['id'], last), ...rest };
  };
  // Everything is checked before anything is uploaded, as Discord's app does.
  const fields = asAny(form.components).flatMap((component) => fieldsOf(component));
  const values = new Map<AnyComponent, object>();
  for (const { field, label } of fields) {
    if (field.type !== ComponentType.FileUpload)
      values.set(field, fieldValue(field, label, filled, resolved));
  }
  for (const { field, label } of fields) {
    if (field.type !== ComponentType.FileUpload) continue;
    values.set(field, await uploadValue(field, label, filled.files ?? [], resolved, uploads));
  }
  const components = asAny(form.components).map((component) => {
    const inside = fieldsOf(component).map(({ field }) => field);
    // The id of what is around comes before the ids of what is inside.
    const outer = withId(component, {});
    const inner = inside.map((field) => withId(field, values.get(field) ?? {}));
    if (component.type === ComponentType.Label) return { ...outer, component: inner[0] };
    return component.type === ComponentType.ActionRow ? { ...outer, components: inner } : outer;
  });
  return { custom_id: form.custom_id, components, ...resolved.field };
}

/** The fields in a part of a form, with what stands over them. */
function fieldsOf(component: AnyComponent): { readonly field: AnyComponent; readonly label: string }[] {
  if (component.type === ComponentType.Label) {
    return asAny([component['component']]).map((field) => ({ field, label: String(component['label']) }));
  }
  if (component.type !== ComponentType.ActionRow || !Array.isArray(component['components'])) return [];
  return asAny(component['components']).map((field) => ({ field, label: String(field['label']) }));
}

function fieldValue(field: AnyComponent, label: string, { fields }: Filled, resolved: Resolved): object {
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
  const offered = offeredBy(field, resolved);
  if (values.length < least || values.length > most || !values.every(offered)) {
    throw new Refused((speech) => speech.t('refusal.field.choice', { field: label }));
  }
}
