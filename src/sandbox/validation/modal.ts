import { type APIModalInteractionResponseCallbackData, ComponentType } from 'discord-api-types/v10';
import { asAny, type AnyComponent, everyComponent } from './components.ts';
import { FormBody, type Path } from './form-body.ts';
import { conform } from './schema.ts';

/**
 * Checks the form that an interaction is answered with.
 *
 * @throws DiscordError 50035
 */
export async function checkModal(body: unknown): Promise<APIModalInteractionResponseCallbackData> {
  const form = new FormBody();
  const parsed = await conform('ModalInteractionCallbackRequestSchema', body, form);
  form.done();
  // The schema is Discord's own description of this type.
  const { data } = parsed as { readonly data: APIModalInteractionResponseCallbackData };
  const path = ['data', 'components'];
  form.length(path, data.components.length, 1, 5);
  const customIds = new Set<unknown>();
  for (const { component, path: at } of everyComponent(asAny(data.components), path)) {
    const { custom_id: customId } = component;
    if (customId !== undefined && customIds.has(customId)) {
      form.add(
        [...at, 'custom_id'],
        'COMPONENT_CUSTOM_ID_DUPLICATED',
        'Component custom id cannot be duplicated',
      );
    }
    customIds.add(customId);
    if (component.type === ComponentType.TextInput) checkTextInput(component, form, at);
    if (component.type === ComponentType.ActionRow) checkOneInput(component, form, at);
  }
  form.done();
  return data;
}

function checkOneInput(row: AnyComponent, form: FormBody, path: Path): void {
  const inside = Array.isArray(row['components']) ? row['components'].length : 0;
  form.length([...path, 'components'], inside, 1, 1);
}

function checkTextInput(input: AnyComponent, form: FormBody, path: Path): void {
  const inLabel = path.at(-1) === 'component';
  if (!inLabel && typeof input['label'] !== 'string') form.required([...path, 'label']);
  if (inLabel && typeof input['label'] === 'string') {
    form.add(
      [...path, 'label'],
      'COMPONENT_LABEL_NOT_ALLOWED',
      'A text input inside a label has no label of its own',
    );
  }
  const { min_length: least, max_length: most, value } = input;
  if (typeof least === 'number' && typeof most === 'number' && least > most) {
    form.add(
      [...path, 'min_length'],
      'BASE_TYPE_BAD_INTEGER',
      'min_length must not be greater than max_length',
    );
  }
  if (typeof value === 'string' && typeof most === 'number')
    form.length([...path, 'value'], value.length, 0, most);
}
