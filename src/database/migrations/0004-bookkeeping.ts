import { type Kysely, sql } from 'kysely';

/** What the app keeps about itself and about who did what. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table interactions (
      id snowflake primary key,
      claimed_at timestamptz not null default clock_timestamp()
    );
    create index interactions_by_age on interactions (claimed_at);
    comment on table interactions is 'Interactions that somebody is answering: of two bots at once, only the first writes.';

    create table audit (
      id bigint primary key generated always as identity,
      guild_id snowflake not null,
      campaign_id opaque_id,
      by snowflake,
      what text not null check (what <> ''),
      details jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
      at timestamptz not null
    );
    create index audit_of_guild on audit (guild_id, id desc);
    comment on table audit is 'Who did what. by is null for what the bot did by itself.';

    create table published_commands (
      application_id snowflake primary key,
      fingerprint text not null
    );
    comment on table published_commands is 'Which commands each application published last.';

    create table world (
      singleton boolean primary key default true check (singleton),
      name text not null
    );
    comment on table world is 'Which world these rows are about: the id of a Discord application, or the sandbox.';
  `.execute(db);
}
