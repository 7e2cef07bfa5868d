import { type Kysely, sql } from 'kysely';

/**
 * The tables of the stand-in for Discord. Messages, commands and interactions are kept as they are, with only
 * what they are looked up by beside them; `json`, not `jsonb`, because people may type a NUL.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema sandbox`.execute(db);
  await sql`
    create table sandbox.clock (
      only_row boolean primary key default true check (only_row),
      ahead_ms bigint not null
    )`.execute(db);
  await sql`create table sandbox.command (id bigint primary key, stored json not null)`.execute(db);
  await sql`
    create table sandbox.message (
      id bigint primary key,
      channel_id bigint not null,
      author_id bigint not null,
      visible_to bigint,
      nonce text,
      deleted boolean not null,
      pinned_at timestamptz,
      stored json not null
    )`.execute(db);
  await sql`create index message_by_channel on sandbox.message (channel_id, id desc)`.execute(db);
  await sql`
    create index message_by_nonce on sandbox.message (author_id, nonce, id) where nonce is not null`.execute(
    db,
  );
  await sql`
    create table sandbox.file (
      id bigint primary key,
      message_id bigint not null references sandbox.message (id) on delete cascade,
      name text not null,
      type text not null,
      bytes bytea not null
    )`.execute(db);
  await sql`
    create table sandbox.interaction (
      id bigint primary key,
      token text not null unique,
      stored json not null
    )`.execute(db);
}
