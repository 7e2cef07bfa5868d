import { type APIMessageTopLevelComponent, ComponentType } from 'discord-api-types/v10';
import { asAny, everyComponent } from './components.ts';
import type { FormBody, Path } from './form-body.ts';

const limits = { components: 40, text: 4000, rows: 5 };

/**
 * The rules of a message that consists of Components V2.
 *
 * @param fileNames the files that the message will have
 * @see https://discord.com/developers/docs/components/reference
 */
export function checkComponentsV2(
  components: readonly APIMessageTopLevelComponent[],
  fileNames: readonly string[],
  form: FormBody,
  path: Path,
): void {
  const all = everyComponent(asAny(components), path);
  if (all.length > limits.components) {
    form.add(
      path,
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `The total number of components cannot exceed ${limits.components}`,
    );
  }
  const text = all
    .map(({ component }) => (component.type === ComponentType.TextDisplay ? component['content'] : ''))
    .reduce((sum: number, content) => sum + (typeof content === 'string' ? content.length : 0), 0);
  if (text > limits.text) {
    form.add(
      path,
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `The total displayable text size cannot exceed ${limits.text}`,
    );
  }
  const shown = shownFiles(all, fileNames, form);
  fileNames.forEach((name, index) => {
    if (shown.has(name)) return;
    form.add(
      ['attachments', index],
      'MESSAGE_ATTACHMENT_NOT_REFERENCED_BY_COMPONENT',
      'Attachments must be referenced by a component when using Components V2',
    );
  });
}

/** A message without the flag may hold rows only, and five of them. */
export function checkRowsOnly(
  components: readonly APIMessageTopLevelComponent[],
  form: FormBody,
  path: Path,
): void {
  form.length(path, components.length, 0, limits.rows);
  components.forEach((component, index) => {
    if (component.type === ComponentType.ActionRow) return;
    form.add([...path, index, 'type'], 'BASE_TYPE_CHOICES', 'Value must be one of {1}.');
  });
}

/** The names of the files that components show; a name that no file has is reported. */
function shownFiles(
  all: ReturnType<typeof everyComponent>,
  fileNames: readonly string[],
  form: FormBody,
): ReadonlySet<string> {
  const shown = new Set<string>();
  const look = (media: unknown, path: Path): void => {
    if (typeof media !== 'object' || media === null || !('url' in media)) return;
    const name = /^attachment:\/\/(.+)$/.exec(String(media.url))?.[1];
    if (name === undefined) return;
    shown.add(name);
    if (fileNames.includes(name)) return;
    form.add(
      [...path, 'url'],
      'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
      `The referenced attachment "${name}" was not found`,
    );
  };
  for (const { component, path } of all) {
    look(component['media'], [...path, 'media']);
    look(component['file'], [...path, 'file']);
    const items = Array.isArray(component['items']) ? component['items'] : [];
    items.forEach((item: { readonly media?: unknown }, index) =>
      look(item.media, [...path, 'items', index, 'media']),
    );
  }
  return shown;
}
