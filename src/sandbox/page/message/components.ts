import {
  type APIAttachment,
  type APIMessageTopLevelComponent,
  type APISectionComponent,
  ComponentType,
  SeparatorSpacingSize,
} from 'discord-api-types/v10';
import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { drawButton, drawRow } from './controls.ts';
import { drawText } from './markdown.ts';
import { drawFile, drawGallery, drawThumbnail } from './media.ts';
import { attachmentOf, type Scene } from './scene.ts';

/** The components of a message, of the first and of the second version, in their order. */
export function drawComponents(
  components: readonly APIMessageTopLevelComponent[],
  attachments: readonly APIAttachment[],
  scene: Scene,
): Html {
  return html`${components.map((component) => drawComponent(component, attachments, scene))}`;
}

function drawComponent(
  component: APIMessageTopLevelComponent,
  attachments: readonly APIAttachment[],
  scene: Scene,
): Html {
  switch (component.type) {
    case ComponentType.ActionRow:
      return drawRow(component.components, scene);
    case ComponentType.TextDisplay:
      return drawText(component.content, scene);
    case ComponentType.Section:
      return drawSection(component, attachments, scene);
    case ComponentType.Separator:
      return drawSeparator(component.divider ?? true, component.spacing ?? SeparatorSpacingSize.Small);
    case ComponentType.MediaGallery:
      return drawGallery(component.items, attachments, scene);
    case ComponentType.File: {
      const file = attachmentOf(component.file, attachments);
      return drawFile(file, component.name ?? component.file.url.replace('attachment://', ''), scene);
    }
    case ComponentType.Container:
      return html`<div class="container">
        ${drawAccent(component.accent_color)}
        <div class="inside">${drawComponents(component.components, attachments, scene)}</div>
      </div>`;
  }
}

function drawSection(
  { components, accessory }: APISectionComponent,
  attachments: readonly APIAttachment[],
  scene: Scene,
): Html {
  const beside =
    accessory.type === ComponentType.Button
      ? drawButton(accessory)
      : drawThumbnail(accessory, attachments, scene);
  return html`<div class="section">
    <div class="words">${components.map((text) => drawText(text.content, scene))}</div>
    <div class="accessory">${beside}</div>
  </div>`;
}

function drawSeparator(divider: boolean, spacing: SeparatorSpacingSize): Html {
  const size = spacing === SeparatorSpacingSize.Large ? 'large' : 'small';
  return divider
    ? html`<hr class="separator ${size}" />`
    : html`<div class="separator ${size}" aria-hidden="true"></div>`;
}

/** The coloured edge. An SVG attribute, because the page's policy allows no inline style. */
export function drawAccent(colour: number | null | undefined): Html {
  if (colour == null) return html``;
  const hex = `#${(colour & 0xffffff).toString(16).padStart(6, '0')}`;
  return html`<svg class="accent" aria-hidden="true"><rect width="4" height="100%" fill="${hex}" /></svg>`;
}
