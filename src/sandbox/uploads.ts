import type { APIAttachment } from 'discord-api-types/v10';
import type { Snowflake } from '../../campaigns/campaign.ts';
import type { PersonFile } from './person.ts';
import type { Snowflakes } from './snowflake.ts';
import type { Storage } from './storage.ts';

/**
 * What people upload in forms. Discord keeps it under the application that asked for it, and tells the bot where;
 * here that is under the address at which the bot reached this server last.
 */
export class Uploads {
  readonly #storage: Storage;
  readonly #ids: Snowflakes;
  readonly #applicationId: Snowflake;
  #origin = '';

  constructor(storage: Storage, ids: Snowflakes, applicationId: Snowflake) {
    this.#storage = storage;
    this.#ids = ids;
    this.#applicationId = applicationId;
  }

  /** @param origin such as `http://127.0.0.1:3000` */
  reachedAt(origin: string): void {
    this.#origin = origin;
  }

  /** Keeps a file. @returns what the bot is told of it */
  async keep({ name, type, bytes }: PersonFile): Promise<APIAttachment> {
    const id = this.#ids.next();
    await this.#storage.saveUpload({ id, name, type, bytes });
    const path = `/ephemeral-attachments/${this.#applicationId}/${id}/${encodeURIComponent(name)}`;
    const url = `${this.#origin}${path}`;
    return {
      id,
      filename: name,
      size: bytes.byteLength,
      url,
      proxy_url: url,
      content_type: type,
      ephemeral: true,
    };
  }
}
