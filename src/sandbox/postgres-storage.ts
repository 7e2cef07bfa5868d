import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { Pool } from 'pg';
import type { Snowflake } from '../../campaigns/campaign.ts';
import type {
  MessagePage,
  Storage,
  StoredFile,
  StoredInteraction,
  StoredMessage,
  StoredUpload,
} from './storage.ts';

/** A row whose `stored` was written below, from exactly that type; nobody else writes to these tables. */
interface Row<Stored> {
  readonly stored: Stored;
}

/** Keeps the sandbox in the schema `sandbox` of the app's own PostgreSQL, which its migration creates. */
export class PostgresStorage implements Storage {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async loadClockOffset(): Promise<number> {
    // As a double, so that it is a number whatever the pool makes of a bigint.
    const { rows } = await this.#pool.query<Row<number>>(
      'select ahead_ms::float8 as stored from sandbox.clock',
    );
    return rows[0]?.stored ?? 0;
  }

  async saveClockOffset(milliseconds: number): Promise<void> {
    await this.#pool.query(
      `insert into sandbox.clock (ahead_ms) values ($1)
       on conflict (only_row) do update set ahead_ms = excluded.ahead_ms`,
      [milliseconds],
    );
  }

  async loadCommands(): Promise<readonly APIApplicationCommand[]> {
    const { rows } = await this.#pool.query<Row<APIApplicationCommand>>(
      'select stored from sandbox.command order by id',
    );
    return rows.map((row) => row.stored);
  }

  async saveCommands(commands: readonly APIApplicationCommand[]): Promise<void> {
    await this.#transaction(async (query) => {
      await query('delete from sandbox.command', []);
      await query(
        `insert into sandbox.command (id, stored)
         select (entry ->> 'id')::bigint, entry from json_array_elements($1::json) as entry`,
        [JSON.stringify(commands)],
      );
    });
  }

  async saveMessage(stored: StoredMessage, files: readonly StoredFile[] = []): Promise<void> {
    const { message } = stored;
    await this.#transaction(async (query) => {
      await query(
        `insert into sandbox.message (id, channel_id, author_id, visible_to, nonce, deleted, pinned_at, stored)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (id) do update set
           deleted = excluded.deleted, pinned_at = excluded.pinned_at, stored = excluded.stored`,
        [
          message.id,
          message.channel_id,
          message.author.id,
          stored.visibleTo,
          stored.nonce,
          stored.deleted,
          stored.pinnedAt,
          JSON.stringify(stored),
        ],
      );
      for (const file of files) {
        await query(
          'insert into sandbox.file (id, message_id, name, type, bytes) values ($1, $2, $3, $4, $5)',
          [file.id, file.messageId, file.name, file.type, Buffer.from(file.bytes)],
        );
      }
    });
  }

  async message(id: Snowflake): Promise<StoredMessage | null> {
    return this.#one<StoredMessage>('select stored from sandbox.message where id = $1', [id]);
  }

  async messages(page: MessagePage): Promise<readonly StoredMessage[]> {
    const oldestFirst = page.after !== undefined;
    const { rows } = await this.#pool.query<Row<StoredMessage>>(
      `select stored from sandbox.message
       where channel_id = $1 and not deleted and (visible_to is null or visible_to = $2)
         and ($3::bigint is null or id < $3) and ($4::bigint is null or id > $4)
       order by id ${oldestFirst ? 'asc' : 'desc'} limit $5`,
      [page.channelId, page.viewer, page.before ?? null, page.after ?? null, page.limit],
    );
    const found = rows.map((row) => row.stored);
    return oldestFirst ? found.toReversed() : found;
  }

  async pinned(channelId: Snowflake): Promise<readonly StoredMessage[]> {
    const { rows } = await this.#pool.query<Row<StoredMessage>>(
      `select stored from sandbox.message
       where channel_id = $1 and not deleted and pinned_at is not null order by pinned_at desc`,
      [channelId],
    );
    return rows.map((row) => row.stored);
  }

  async messageByNonce(authorId: Snowflake, nonce: string, after: Snowflake): Promise<StoredMessage | null> {
    return this.#one<StoredMessage>(
      `select stored from sandbox.message where author_id = $1 and nonce = $2 and id > $3 order by id limit 1`,
      [authorId, nonce, after],
    );
  }

  async file(id: Snowflake): Promise<StoredFile | null> {
    const { rows } = await this.#pool.query<Omit<StoredFile, 'id'>>(
      'select message_id::text as "messageId", name, type, bytes from sandbox.file where id = $1',
      [id],
    );
    return rows[0] === undefined ? null : { id, ...rows[0] };
  }

  async saveUpload({ id, name, type, bytes }: StoredUpload): Promise<void> {
    await this.#pool.query('insert into sandbox.upload (id, name, type, bytes) values ($1, $2, $3, $4)', [
      id,
      name,
      type,
      Buffer.from(bytes),
    ]);
  }

  async upload(id: Snowflake): Promise<StoredUpload | null> {
    const { rows } = await this.#pool.query<Omit<StoredUpload, 'id'>>(
      'select name, type, bytes from sandbox.upload where id = $1',
      [id],
    );
    return rows[0] === undefined ? null : { id, ...rows[0] };
  }

  async saveInteraction(interaction: StoredInteraction): Promise<void> {
    await this.#pool.query(
      `insert into sandbox.interaction (id, token, stored) values ($1, $2, $3)
       on conflict (id) do update set stored = excluded.stored`,
      [interaction.id, interaction.token, JSON.stringify(interaction)],
    );
  }

  async interaction(id: Snowflake): Promise<StoredInteraction | null> {
    return this.#one<StoredInteraction>('select stored from sandbox.interaction where id = $1', [id]);
  }

  async interactionByToken(token: string): Promise<StoredInteraction | null> {
    return this.#one<StoredInteraction>('select stored from sandbox.interaction where token = $1', [token]);
  }

  async forgetInteractions(before: Snowflake): Promise<void> {
    await this.#pool.query('delete from sandbox.interaction where id < $1', [before]);
  }

  async #one<Stored>(text: string, values: readonly unknown[]): Promise<Stored | null> {
    const { rows } = await this.#pool.query<Row<Stored>>(text, [...values]);
    return rows[0]?.stored ?? null;
  }

  async #transaction(
    work: (query: (text: string, values: readonly unknown[]) => Promise<unknown>) => Promise<void>,
  ): Promise<void> {
    const client = await this.#pool.connect();
    let broken = false;
    try {
      await client.query('begin');
      await work((text, values) => client.query(text, [...values]));
      await client.query('commit');
    } catch (error) {
      // A connection that cannot even roll back must not go back to the pool.
      await client.query('rollback').catch(() => (broken = true));
      throw error;
    } finally {
      client.release(broken);
    }
  }
}
