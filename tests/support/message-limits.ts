import type { Answer } from '../../messages/payload.ts';

/** Discord's numbers for kinds of components. */
const kinds = { row: 1, button: 2, select: 3, text: 10, gallery: 12 };

/** A component as far as the limits go; what is not a component has no `type`. */
interface Part {
  readonly type: number;
  readonly [field: string]: unknown;
}

/**
 * Everything in which an answer breaks what Discord allows of a message of Components V2: 40 components,
 * nested ones counted; 4,000 characters of text; custom ids unique and of 1–100 characters; rows of 1–5 buttons
 * or one select; selects of 1–25 options; pictures with words of 1–1,024 characters, each file shown.
 */
export function brokenLimits({ components, files = [] }: Answer): readonly string[] {
  const all = components.flatMap((component) => nested(component));
  const text = all.filter(({ type }) => type === kinds.text).map((part) => String(part['content']));
  const ids = all.flatMap((part) => ('custom_id' in part ? [String(part['custom_id'])] : []));
  return [
    ...broken(components.length > 0, 'the message is empty'),
    ...broken(all.length <= 40, `${all.length} components`),
    ...broken(files.length <= 10, `${files.length} files`),
    ...broken(
      files.map(({ name }) => `attachment://${name}`).join() === shownFiles(components).join(),
      'the files are not those that are shown',
    ),
    ...broken(sum(text) <= 4000, `${sum(text)} characters of text`),
    ...text.flatMap((content) => broken(content.trim() !== '', 'an empty text')),
    ...broken(new Set(ids).size === ids.length, `a custom id twice: ${ids.join(' ')}`),
    ...ids.flatMap((id) => broken(id.length >= 1 && id.length <= 100, `a custom id of ${id.length}: ${id}`)),
    ...all.flatMap((part) => brokenPart(part)),
  ];
}

/** The addresses of the pictures that galleries show. */
function shownFiles(components: Answer['components']): readonly string[] {
  return [...JSON.stringify(components).matchAll(/"url":"(attachment:[^"]*)"/g)].map(([, url = '']) => url);
}

function brokenPart(part: Part): readonly string[] {
  if (part.type === kinds.row) {
    const children = partsIn(part['components']);
    const buttons = children.filter((child) => child.type === kinds.button).length;
    const fits = buttons === children.length ? buttons >= 1 && buttons <= 5 : children.length === 1;
    return broken(fits, `a row of ${children.length} with ${buttons} buttons`);
  }
  if (part.type === kinds.button) return within(part['label'], 1, 80, 'the label of a button');
  if (part.type === kinds.select) return brokenSelect(part);
  if (part.type === kinds.gallery) {
    const items: readonly unknown[] = Array.isArray(part['items']) ? part['items'] : [];
    return [
      ...broken(items.length >= 1 && items.length <= 10, `a gallery of ${items.length}`),
      ...items.flatMap((item) =>
        within(new Map(Object.entries(Object(item))).get('description'), 1, 1024, 'the words for a picture'),
      ),
    ];
  }
  return [];
}

function brokenSelect(part: Part): readonly string[] {
  const options: readonly unknown[] = Array.isArray(part['options']) ? part['options'] : [];
  const fields = options.map((option) => new Map(Object.entries(Object(option))));
  const values = fields.map((option) => option.get('value'));
  return [
    ...broken(options.length >= 1 && options.length <= 25, `a select of ${options.length} options`),
    ...broken(new Set(values).size === values.length, 'two options with one value'),
    ...within(part['placeholder'], 1, 150, 'a placeholder'),
    ...fields.flatMap((option) => [
      ...within(option.get('label'), 1, 100, 'the label of an option'),
      ...within(option.get('value'), 1, 100, 'the value of an option'),
      ...(option.has('description')
        ? within(option.get('description'), 1, 100, 'the description of an option')
        : []),
    ]),
  ];
}

/** A component and all that it contains. */
export function nested(component: object): readonly Part[] {
  const inside = Object.values(component).flatMap((value) => partsIn(value));
  return [...partsIn([component]), ...inside.flatMap((part) => nested(part))];
}

function partsIn(value: unknown): readonly Part[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter(isPart);
}

function isPart(value: unknown): value is Part {
  // The options of a select have no type, so they are not counted as components.
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'number';
}

function within(value: unknown, least: number, most: number, what: string): readonly string[] {
  const length = typeof value === 'string' ? value.length : -1;
  return broken(length >= least && length <= most, `${what} of ${length} characters: ${String(value)}`);
}

function broken(holds: boolean, otherwise: string): readonly string[] {
  return holds ? [] : [otherwise];
}

function sum(texts: readonly string[]): number {
  return texts.reduce((total, { length }) => total + length, 0);
}
