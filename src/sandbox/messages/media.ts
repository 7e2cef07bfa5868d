import type { APIAttachment, APIEmbed, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { EmbedType } from 'discord-api-types/v10';

const reference = /^attachment:\/\/(.+)$/;

function attachmentOf(url: string, attachments: readonly APIAttachment[]): APIAttachment | undefined {
  const name = reference.exec(url)?.[1];
  return name === undefined ? undefined : attachments.find(({ filename }) => filename === name);
}

/** Embeds as Discord sends them: pictures that are attachments have the attachment's address. */
export function resolvedEmbeds(
  embeds: readonly APIEmbed[],
  attachments: readonly APIAttachment[],
): APIEmbed[] {
  return embeds.map((embed) => ({
    ...embed,
    type: EmbedType.Rich,
    ...(embed.image && { image: withAddress(embed.image, attachments) }),
    ...(embed.thumbnail && { thumbnail: withAddress(embed.thumbnail, attachments) }),
  }));
}

function withAddress<Media extends { url: string }>(
  media: Media,
  attachments: readonly APIAttachment[],
): Media {
  return { ...media, url: attachmentOf(media.url, attachments)?.url ?? media.url };
}

/** Components as Discord sends them: each with an id, and media with the address of the attachment they name. */
export function resolvedComponents(
  components: readonly APIMessageTopLevelComponent[],
  attachments: readonly APIAttachment[],
): APIMessageTopLevelComponent[] {
  const used = new Set<number>();
  JSON.stringify(components, (key, value: unknown) => {
    if (key === 'id' && typeof value === 'number') used.add(value);
    return value;
  });
  let last = 0;
  const nextId = (): number => {
    do last += 1;
    while (used.has(last));
    return last;
  };
  const resolve = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => resolve(item, key));
    if (typeof value !== 'object' || value === null) return value;
    if ((key === 'media' || key === 'file') && 'url' in value)
      return mediaItem(String(value.url), attachments);
    const isComponent = 'type' in value && typeof value.type === 'number' && key !== 'options';
    const given = 'id' in value && typeof value.id === 'number' && value.id !== 0 ? value.id : undefined;
    const id = isComponent ? { id: given ?? nextId() } : {};
    const fields = Object.entries(value).map(([name, inner]): [string, unknown] => [
      name,
      resolve(inner, name),
    ]);
    return { ...Object.fromEntries(fields.filter(([, inner]) => inner !== null)), ...id };
  };
  // Only ids and addresses were added; the shapes stay what they were.
  return resolve(components, 'components') as APIMessageTopLevelComponent[];
}

function mediaItem(url: string, attachments: readonly APIAttachment[]): object {
  const attachment = attachmentOf(url, attachments);
  const address = attachment?.url ?? url;
  return {
    url: address,
    proxy_url: address,
    width: null,
    height: null,
    ...(attachment && { attachment_id: attachment.id, content_type: attachment.content_type }),
  };
}
