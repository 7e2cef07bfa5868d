import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { Snowflake } from '../../campaigns/campaign.ts';
import type {
  MessagePage,
  Storage,
  StoredFile,
  StoredInteraction,
  StoredMessage,
  StoredUpload,
} from './storage.ts';

/** Keeps everything in this process: for tests of the protocol, and for a look that nobody wants to keep. */
export class MemoryStorage implements Storage {
  #clockOffset = 0;
  #commands: readonly APIApplicationCommand[] = [];
  readonly #messages = new Map<Snowflake, StoredMessage>();
  readonly #files = new Map<Snowflake, StoredFile>();
  readonly #uploads = new Map<Snowflake, StoredUpload>();
  readonly #interactions = new Map<Snowflake, StoredInteraction>();

  async loadClockOffset(): Promise<number> {
    return this.#clockOffset;
  }

  async saveClockOffset(milliseconds: number): Promise<void> {
    this.#clockOffset = milliseconds;
  }

  async loadCommands(): Promise<readonly APIApplicationCommand[]> {
    return this.#commands;
  }

  async saveCommands(commands: readonly APIApplicationCommand[]): Promise<void> {
    this.#commands = structuredClone(commands);
  }

  async saveMessage(stored: StoredMessage, files: readonly StoredFile[] = []): Promise<void> {
    this.#messages.set(stored.message.id, structuredClone(stored));
    for (const file of files) this.#files.set(file.id, file);
  }

  async message(id: Snowflake): Promise<StoredMessage | null> {
    return structuredClone(this.#messages.get(id) ?? null);
  }

  async messages(page: MessagePage): Promise<readonly StoredMessage[]> {
    const { before, after } = page;
    const seen = this.#newestFirst().filter(
      (stored) =>
        !stored.deleted &&
        stored.message.channel_id === page.channelId &&
        (stored.visibleTo === null || stored.visibleTo === page.viewer) &&
        (before === undefined || BigInt(stored.message.id) < BigInt(before)) &&
        (after === undefined || BigInt(stored.message.id) > BigInt(after)),
    );
    return structuredClone(after === undefined ? seen.slice(0, page.limit) : seen.slice(-page.limit));
  }

  async pinned(channelId: Snowflake): Promise<readonly StoredMessage[]> {
    return structuredClone(
      this.#newestFirst()
        .filter(
          (stored) => !stored.deleted && stored.message.channel_id === channelId && stored.pinnedAt !== null,
        )
        .toSorted((a, b) => (b.pinnedAt ?? '').localeCompare(a.pinnedAt ?? '')),
    );
  }

  async messageByNonce(authorId: Snowflake, nonce: string, after: Snowflake): Promise<StoredMessage | null> {
    const found = this.#newestFirst().findLast(
      (stored) =>
        stored.nonce === nonce &&
        stored.message.author.id === authorId &&
        BigInt(stored.message.id) > BigInt(after),
    );
    return structuredClone(found ?? null);
  }

  async file(id: Snowflake): Promise<StoredFile | null> {
    return this.#files.get(id) ?? null;
  }

  async saveUpload(upload: StoredUpload): Promise<void> {
    this.#uploads.set(upload.id, upload);
  }

  async upload(id: Snowflake): Promise<StoredUpload | null> {
    return this.#uploads.get(id) ?? null;
  }

  async saveInteraction(interaction: StoredInteraction): Promise<void> {
    this.#interactions.set(interaction.id, structuredClone(interaction));
  }

  async interaction(id: Snowflake): Promise<StoredInteraction | null> {
    return this.#interactions.get(id) ?? null;
  }

  async interactionByToken(token: string): Promise<StoredInteraction | null> {
    return [...this.#interactions.values()].find((interaction) => interaction.token === token) ?? null;
  }

  async forgetInteractions(before: Snowflake): Promise<void> {
    for (const id of this.#interactions.keys()) {
      if (BigInt(id) < BigInt(before)) this.#interactions.delete(id);
    }
  }

  #newestFirst(): StoredMessage[] {
    return [...this.#messages.values()].toSorted((a, b) =>
      BigInt(a.message.id) < BigInt(b.message.id) ? 1 : -1,
    );
  }
}
