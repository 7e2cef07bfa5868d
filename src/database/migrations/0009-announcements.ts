import { type Kysely, sql } from 'kysely';

/** Announcements that repeat, in several languages, for chosen channels, with a picture. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table announcements
      add when_typed text not null default '',
      add repeat jsonb check (repeat ->> 'kind' in ('weekly', 'monthly', 'yearly')),
      add channels text[] check (cardinality(channels) > 0),
      add translations jsonb not null default '{}' check (jsonb_typeof(translations) = 'object'),
      add crosspost boolean not null default false,
      add version integer not null default 1 check (version > 0),
      add changed_by snowflake,
      add changed_at timestamptz not null default clock_timestamp();
    update announcements set changed_by = created_by, changed_at = created_at;
    alter table announcements alter changed_by set not null;
    comment on table announcements is 'Posts that organisers wrote, once or again and again. at: in the zone of the campaign; null for as soon as confirmed.';
    comment on column announcements.when_typed is 'What was typed as its time and is none yet: nothing goes out until it is settled.';
    comment on column announcements.channels is 'The channels of the campaign that get it; null for all that get announcements.';
    comment on column announcements.translations is 'Title and text in other languages than the campaign''s, by language.';
    comment on column announcements.crosspost is 'To be passed on to the servers that follow an announcement channel.';
    comment on column announcements.version is 'Counts its changes: who saves must have seen the last one.';

    create table announcement_pictures (
      announcement_id opaque_id primary key references announcements (id) on delete cascade,
      type text not null check (type in ('image/png', 'image/jpeg', 'image/webp', 'image/gif')),
      width integer not null check (width > 0),
      height integer not null check (height > 0),
      alt text not null check (alt <> '' and char_length(alt) <= 1000),
      bytes bytea not null check (octet_length(bytes) between 1 and 4194304)
    );
    -- Pictures are compressed already.
    alter table announcement_pictures alter bytes set storage external;
    comment on table announcement_pictures is 'The picture of an announcement, byte for byte as it was uploaded. What is posted is a copy of it, in delivery_files.';
  `.execute(db);
}
