import { type APIAttachment, type APIMessage, MessageFlags } from 'discord-api-types/v10';
import type { Snowflakes } from '../snowflake.ts';
import type { StoredFile } from '../storage.ts';
import type { UploadedFile } from '../uploaded-file.ts';
import type { MessageBody } from '../validation/message.ts';
import { flagSet } from '../world/flags.ts';
import { resolvedComponents, resolvedEmbeds } from './media.ts';

/** The flags that a bot can set on a message. */
const ownFlags =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

type Shown = Required<Pick<APIMessage, 'content' | 'embeds' | 'components' | 'attachments' | 'flags'>>;

export interface Composition {
  readonly shown: Shown;
  readonly files: readonly StoredFile[];
}

export interface ComposeOptions {
  readonly messageId: string;
  readonly channelId: string;
  readonly uploads: readonly UploadedFile[];
  /** Where files are fetched from, such as `http://127.0.0.1:3000`. */
  readonly origin: string;
  /** The message as it was, when it is changed: what the body leaves out stays. */
  readonly before: APIMessage | null;
  readonly ids: Snowflakes;
}

/** What a message shows after a body that was checked is applied to it. */
export function compose(body: MessageBody, options: ComposeOptions): Composition {
  const { before, uploads, ids, messageId } = options;
  const listed = body.attachments;
  const kept = (before?.attachments ?? []).flatMap((attachment) => {
    if (listed === undefined) return [attachment];
    const change = listed?.find(({ id }) => id === attachment.id);
    return change === undefined
      ? []
      : [{ ...attachment, description: change.description ?? attachment.description ?? '' }];
  });
  const added = uploads.map((upload): { attachment: APIAttachment; file: StoredFile } => {
    const details = listed?.find(({ id }) => id === String(upload.index));
    const id = ids.next();
    const filename = details?.filename ?? upload.name;
    const url = `${options.origin}/attachments/${options.channelId}/${id}/${encodeURIComponent(filename)}`;
    return {
      attachment: {
        id,
        filename,
        size: upload.bytes.byteLength,
        url,
        proxy_url: url,
        content_type: upload.type,
        ...(details?.description && { description: details.description }),
      },
      file: { id, messageId, name: filename, type: upload.type, bytes: upload.bytes },
    };
  });
  const attachments = [...kept, ...added.map(({ attachment }) => attachment)];
  const flags = ((before?.flags ?? 0) & ~MessageFlags.Loading) | ((body.flags ?? 0) & ownFlags);
  return {
    shown: {
      content: body.content === undefined ? (before?.content ?? '') : (body.content ?? ''),
      embeds:
        body.embeds === undefined ? (before?.embeds ?? []) : resolvedEmbeds(body.embeds ?? [], attachments),
      components:
        body.components === undefined
          ? (before?.components ?? [])
          : resolvedComponents(body.components ?? [], attachments),
      attachments,
      flags: flagSet(MessageFlags, flags),
    },
    files: added.map(({ file }) => file),
  };
}
