import type { APIAttachment, APIUnfurledMediaItem } from 'discord-api-types/v10';
import type { Temporal } from 'temporal-polyfill';
import type { Snowflake } from '../../../../campaigns/campaign.ts';
import type { Person, ServerView } from '../../person.ts';
import type { OfferedMenu } from '../commands.ts';
import type { Reader } from '../reader.ts';

/** What is around a message when it is drawn. */
export interface Scene {
  readonly reader: Reader;
  /** By the campaign clock. */
  readonly now: Temporal.Instant;
  readonly people: readonly Person[];
  readonly channels: ServerView['channels'];
  readonly roles: ServerView['roles'];
  /** What can be done with a message from its menu. */
  readonly menus: readonly OfferedMenu[];
}

/** The page's own address of a file that belongs to a message. Nothing is ever fetched from elsewhere. */
export function fileAddress(scene: Scene, id: Snowflake): string {
  return `/sandbox/files/${encodeURIComponent(id)}?person=${encodeURIComponent(scene.reader.person.id)}`;
}

/** The attachment that a component shows: by its id, by `attachment://name`, or by the address Discord gave. */
export function attachmentOf(
  media: APIUnfurledMediaItem,
  attachments: readonly APIAttachment[],
): APIAttachment | undefined {
  return attachments.find(
    (file) =>
      file.id === media.attachment_id ||
      media.url === `attachment://${file.filename}` ||
      media.url === file.url ||
      media.url === file.proxy_url,
  );
}
