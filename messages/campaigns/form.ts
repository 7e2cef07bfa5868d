import { ComponentType, TextInputStyle, type APILabelComponent } from 'discord-api-types/v10';
import type { Form } from '../payload.ts';
import { shorten } from '../text.ts';

/** What stands around every field. */
interface Labelled {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
}

/** A field to write in. */
export interface Field extends Labelled {
  readonly value?: string;
  readonly maxLength: number;
  /** Several lines. */
  readonly long?: boolean;
}

/** A field to choose in: one of a list, or up to `most` of it. */
export interface ChoiceField extends Labelled {
  readonly options: readonly { readonly label: string; readonly value: string; readonly detail?: string }[];
  readonly chosen: readonly string[];
  readonly most?: number;
}

/** Discord's limits for the parts of a form. */
const most = { heading: 45, label: 45, hint: 100, options: 25, option: 100 };

/** A form of up to five fields. */
export function formOf(customId: string, heading: string, fields: readonly Field[]): Form {
  return formWith(customId, heading, fields.map(textField));
}

/** A form of up to five parts. */
export function formWith(customId: string, heading: string, parts: readonly APILabelComponent[]): Form {
  return { custom_id: customId, title: shorten(heading, most.heading), components: [...parts] };
}

export function textField(field: Field): APILabelComponent {
  const { id, value = '', required, maxLength, long = false } = field;
  return labelled(field, {
    type: ComponentType.TextInput,
    custom_id: id,
    style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required,
    max_length: maxLength,
    ...(value !== '' && { value: value.slice(0, maxLength) }),
  });
}

/** A list to choose in; at most 25 options count. */
export function choiceField(field: ChoiceField): APILabelComponent {
  const options = field.options.slice(0, most.options);
  return labelled(field, {
    type: ComponentType.StringSelect,
    custom_id: field.id,
    required: field.required,
    min_values: field.required ? 1 : 0,
    max_values: Math.min(field.most ?? 1, options.length),
    options: options.map(({ label, value, detail = '' }) => ({
      label: shorten(label, most.option),
      value,
      default: field.chosen.includes(value),
      ...(detail !== '' && { description: shorten(detail, most.option) }),
    })),
  });
}

/** A field to add one file to. */
export function fileField(field: Labelled): APILabelComponent {
  return labelled(field, {
    type: ComponentType.FileUpload,
    custom_id: field.id,
    required: field.required,
    min_values: field.required ? 1 : 0,
    max_values: 1,
  });
}

function labelled({ label, hint }: Labelled, component: APILabelComponent['component']): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: shorten(label, most.label),
    ...(hint !== undefined && { description: shorten(hint, most.hint) }),
    component,
  };
}
