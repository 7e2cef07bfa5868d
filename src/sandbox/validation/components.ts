import { type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { FormBody, Path } from './form-body.ts';

/** Any component of a message, as far as the rules for all of them look at it. */
export interface AnyComponent {
  readonly type: ComponentType;
  readonly [field: string]: unknown;
}

/** A component and where it is. */
export interface Placed {
  readonly component: AnyComponent;
  readonly path: Path;
}

/** Every component of a message or form, each before what is inside it. */
export function everyComponent(components: readonly AnyComponent[], path: Path): Placed[] {
  return components.flatMap((component, index) => withInner(component, [...path, index]));
}

function withInner(component: AnyComponent, path: Path): Placed[] {
  const inner = Array.isArray(component['components'])
    ? everyComponent(component['components'], [...path, 'components'])
    : [];
  const single = (['accessory', 'component'] as const).flatMap((field) => {
    const value = component[field];
    return isComponent(value) ? withInner(value, [...path, field]) : [];
  });
  return [{ component, path }, ...inner, ...single];
}

function isComponent(value: unknown): value is AnyComponent {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** What Discord checks in components beyond their shapes, whether or not they are Components V2. */
export function checkComponents(
  components: readonly APIMessageTopLevelComponent[],
  form: FormBody,
  path: Path,
): void {
  const all = everyComponent(asAny(components), path);
  const customIds = new Set<unknown>();
  const ids = new Set<unknown>();
  for (const { component, path: at } of all) {
    const { custom_id: customId, id } = component;
    if (typeof customId === 'string') {
      if (customIds.has(customId)) {
        form.add(
          [...at, 'custom_id'],
          'COMPONENT_CUSTOM_ID_DUPLICATED',
          'Component custom id cannot be duplicated',
        );
      }
      customIds.add(customId);
    }
    if (typeof id === 'number' && id !== 0) {
      if (ids.has(id))
        form.add([...at, 'id'], 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
      ids.add(id);
    }
    if (component.type === ComponentType.ActionRow) checkRow(component, form, at);
    if (component.type === ComponentType.Button) checkButton(component, form, at);
    if (component.type === ComponentType.StringSelect) checkOptions(component, form, at);
    checkRange(component, form, at);
  }
}

/** The components as the checks read them: by name, whatever the type. */
export function asAny(components: readonly unknown[]): readonly AnyComponent[] {
  return components.filter(isComponent);
}

function checkRow(row: AnyComponent, form: FormBody, path: Path): void {
  const inside = Array.isArray(row['components']) ? asAny(row['components']) : [];
  const selects = inside.filter((component) => component.type !== ComponentType.Button).length;
  if (selects === 0 || inside.length === 1) return;
  inside.slice(1).forEach((_, index) => {
    form.add(
      [...path, 'components', index + 1],
      'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
      'The specified component exceeds the maximum width',
    );
  });
}

function checkButton(button: AnyComponent, form: FormBody, path: Path): void {
  const style = button['style'];
  const given = (field: string): boolean => button[field] !== undefined && button[field] !== null;
  if (style === ButtonStyle.Link) {
    if (!given('url')) form.add([...path, 'url'], 'BUTTON_COMPONENT_URL_REQUIRED', 'A url is required');
    if (given('custom_id')) {
      form.add(
        [...path, 'custom_id'],
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
    }
  } else if (style !== ButtonStyle.Premium) {
    if (!given('custom_id')) {
      form.add([...path, 'custom_id'], 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id required');
    }
    if (given('url')) {
      form.add(
        [...path, 'url'],
        'BUTTON_COMPONENT_URL_INVALID',
        'A url cannot be specified for this button style',
      );
    }
  }
  const label = button['label'];
  if (
    style !== ButtonStyle.Premium &&
    !given('emoji') &&
    (typeof label !== 'string' || label.trim() === '')
  ) {
    form.add([...path, 'label'], 'BUTTON_COMPONENT_INVALID_LABEL', 'A label or an emoji is required');
  }
}

function checkOptions(select: AnyComponent, form: FormBody, path: Path): void {
  const options = Array.isArray(select['options']) ? select['options'] : [];
  const values = new Set<unknown>();
  options.forEach((option: { readonly value: string }, index) => {
    if (values.has(option.value)) {
      form.add(
        [...path, 'options', index, 'value'],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    }
    values.add(option.value);
  });
  const most = typeof select['max_values'] === 'number' ? select['max_values'] : 1;
  if (most > options.length) {
    form.add(
      [...path, 'max_values'],
      'NUMBER_TYPE_MAX',
      `int value should be less than or equal to ${options.length}.`,
    );
  }
}

function checkRange(select: AnyComponent, form: FormBody, path: Path): void {
  const { min_values: least, max_values: most } = select;
  if (typeof least === 'number' && typeof most === 'number' && least > most) {
    form.add(
      [...path, 'min_values'],
      'BASE_TYPE_BAD_INTEGER',
      'min_values must not be greater than max_values',
    );
  }
}
