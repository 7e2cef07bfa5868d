import { type Kysely, sql } from 'kysely';

/** Files that were uploaded, until somebody says what is to become of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table imports (
      id opaque_id primary key,
      guild_id snowflake not null,
      by snowflake not null,
      content jsonb not null check (content ->> 'kind' in ('campaign', 'actions')),
      chosen jsonb not null default '{}' check (jsonb_typeof(chosen) = 'object'),
      at timestamptz not null default clock_timestamp()
    );
    create index imports_by_age on imports (at);
    comment on table imports is 'What uploaded files say, judged and not done yet. Gone when it is done or discarded, and after a day.';
    comment on column imports.chosen is 'Which channels and roles of this server stand for those of the file.';

    create table import_pictures (
      import_id opaque_id not null references imports (id) on delete cascade,
      name text not null,
      bytes bytea not null check (octet_length(bytes) between 1 and 4194304),
      primary key (import_id, name)
    );
    alter table import_pictures alter bytes set storage external;
    comment on table import_pictures is 'The pictures of such a file, byte for byte.';
  `.execute(db);
}
