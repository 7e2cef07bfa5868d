import { ComponentType, TextInputStyle, type APILabelComponent } from 'discord-api-types/v10';
import type { Form } from '../payload.ts';
import { shorten } from '../text.ts';

/** A field to write in. */
export interface Field {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
  readonly required: boolean;
  readonly maxLength: number;
  /** Several lines. */
  readonly long?: boolean;
}

/** Discord's limits for the parts of a form. */
const most = { heading: 45, label: 45, hint: 100 };

/** A form of up to five fields. */
export function formOf(customId: string, heading: string, fields: readonly Field[]): Form {
  return {
    custom_id: customId,
    title: shorten(heading, most.heading),
    components: fields.map(
      ({ id, label, hint, value = '', required, maxLength, long = false }): APILabelComponent => ({
        type: ComponentType.Label,
        label: shorten(label, most.label),
        ...(hint !== undefined && { description: shorten(hint, most.hint) }),
        component: {
          type: ComponentType.TextInput,
          custom_id: id,
          style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
          required,
          max_length: maxLength,
          ...(value !== '' && { value: value.slice(0, maxLength) }),
        },
      }),
    ),
  };
}
