import type { APIAttachment, APIMediaGalleryItem, APIThumbnailComponent } from 'discord-api-types/v10';
import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { attachmentOf, fileAddress, type Scene } from './scene.ts';

type Media = Pick<APIMediaGalleryItem, 'media' | 'description'>;

/** Pictures in a grid, each with its alternative text. */
export function drawGallery(
  items: readonly APIMediaGalleryItem[],
  attachments: readonly APIAttachment[],
  scene: Scene,
): Html {
  return html`<div class="gallery gallery-${Math.min(items.length, 4)}">
    ${items.map((item) => drawMedia(item, attachments, scene))}
  </div>`;
}

/** The small picture beside a section's text. */
export function drawThumbnail(
  thumbnail: APIThumbnailComponent,
  attachments: readonly APIAttachment[],
  scene: Scene,
): Html {
  return html`<div class="thumbnail">${drawMedia(thumbnail, attachments, scene)}</div>`;
}

/** A file to open, with its size. */
export function drawFile(file: APIAttachment | undefined, name: string, scene: Scene): Html {
  if (file === undefined) return html`<p class="file">${name}</p>`;
  const size = new Intl.NumberFormat(scene.reader.locale, {
    style: 'unit',
    unit: 'kilobyte',
    maximumFractionDigits: 1,
  }).format(file.size / 1_000);
  return html`<p class="file">
    <a href="${fileAddress(scene, file.id)}" download="${file.filename}">${file.filename}</a>
    <small>${size}</small>
  </p>`;
}

/** The files of an ordinary message: pictures are shown, others offered. */
export function drawAttachments(attachments: readonly APIAttachment[], scene: Scene): Html {
  return html`${attachments.map((file) =>
    isPicture(file)
      ? drawGallery(
          [{ media: { url: file.url, attachment_id: file.id }, description: file.description ?? null }],
          attachments,
          scene,
        )
      : drawFile(file, file.filename, scene),
  )}`;
}

function drawMedia({ media, description }: Media, attachments: readonly APIAttachment[], scene: Scene): Html {
  const { speech } = scene.reader;
  const file = attachmentOf(media, attachments);
  if (file === undefined) {
    return html`<p class="elsewhere">
      ${speech.t('sandbox.message.pictureElsewhere', { description: description ?? media.url })}
    </p>`;
  }
  if (!isPicture(file)) return drawFile(file, file.filename, scene);
  const address = fileAddress(scene, file.id);
  const alternative = description ?? file.description ?? speech.t('sandbox.message.pictureWithoutText');
  const size = file.width && file.height ? html`width="${file.width}" height="${file.height}"` : '';
  return html`<a href="${address}" target="_blank" rel="noopener"
    ><img src="${address}" alt="${alternative}" ${size}
  /></a>`;
}

function isPicture(file: APIAttachment): boolean {
  return /^image\/(png|jpeg|gif|webp)$/.test(file.content_type ?? '');
}
