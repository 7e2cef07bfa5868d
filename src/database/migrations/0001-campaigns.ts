import { type Kysely, sql } from 'kysely';

/** Campaigns, where they live and speak, and what organisers wrote for them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create domain snowflake as text check (value ~ '^[1-9][0-9]{0,19}$');
    comment on domain snowflake is 'An id that Discord gave.';
    create domain opaque_id as text check (value ~ '^[A-Za-z0-9_-]{16}$');
    comment on domain opaque_id is 'An id of our own.';
    create domain wall_time as text check (value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$');
    comment on domain wall_time is 'What a clock on the wall shows, in a zone that stands beside it.';
    create domain language as text check (value ~ '^[a-z]{2,3}$');
    create domain audience as text check (value in ('public', 'organisers'));
  `.execute(db);

  await sql`
    create table guilds (
      id snowflake primary key,
      removed_at timestamptz
    );
    comment on table guilds is 'Servers that have a campaign. removed_at: when they removed the bot; what is theirs is purged 30 days later.';

    create table campaigns (
      id opaque_id primary key,
      name text not null check (char_length(name) between 1 and 100),
      name_key text not null generated always as (lower(normalize(name, NFKC))) stored,
      pack text not null,
      zone text not null,
      language language not null,
      state text not null check (state in ('paused', 'active', 'archived')),
      created_by snowflake not null,
      created_at timestamptz not null,
      unique (id, name_key)
    );
    comment on table campaigns is 'What a group of organisers runs with one content pack.';
    comment on column campaigns.name_key is 'The name as it is compared: case and width aside.';

    create table campaign_guild (
      campaign_id opaque_id not null,
      guild_id snowflake not null references guilds (id) on delete cascade,
      home boolean not null default true,
      name_key text not null,
      primary key (campaign_id, guild_id),
      unique (guild_id, name_key),
      foreign key (campaign_id, name_key) references campaigns (id, name_key)
        on update cascade on delete cascade
    );
    create unique index campaign_home on campaign_guild (campaign_id) where home;
    comment on table campaign_guild is 'Which servers a campaign belongs to. One of them is its home; a name is taken once in each server.';

    create table campaign_channels (
      id opaque_id primary key,
      campaign_id opaque_id not null,
      guild_id snowflake not null,
      channel_id snowflake not null,
      audience audience not null,
      language language not null,
      quarantined_since timestamptz,
      quarantine_reason text,
      removed_at timestamptz,
      unique (id, campaign_id),
      foreign key (campaign_id, guild_id) references campaign_guild (campaign_id, guild_id) on delete cascade,
      check ((quarantined_since is null) = (quarantine_reason is null))
    );
    create unique index campaign_channel_once on campaign_channels (campaign_id, channel_id, audience)
      where removed_at is null;
    create index campaign_channels_quarantined on campaign_channels (id) where quarantined_since is not null;
    comment on table campaign_channels is 'The channels that a campaign posts to. A quarantined one gets nothing until it is mended; a removed one is kept for what was posted there.';
  `.execute(db);

  await sql`
    create table actions (
      id opaque_id primary key,
      campaign_id opaque_id not null references campaigns (id) on delete cascade,
      kind text not null check (kind in ('march', 'meeting', 'petition', 'letter', 'donation', 'share', 'other')),
      title text not null check (title <> ''),
      text text not null,
      link text,
      place text,
      deadline timestamptz,
      goal double precision check (goal > 0),
      reached double precision check (reached >= 0),
      state text not null default 'open' check (state in ('open', 'closed')),
      created_at timestamptz not null
    );
    create index actions_open on actions (campaign_id, deadline) where state = 'open';
    comment on table actions is 'What members of a campaign can do. goal and reached are in the same unit.';

    create table announcements (
      id opaque_id primary key,
      campaign_id opaque_id not null references campaigns (id) on delete cascade,
      title text not null,
      text text not null,
      at wall_time,
      state text not null default 'draft' check (state in ('draft', 'scheduled', 'withdrawn')),
      created_by snowflake not null,
      created_at timestamptz not null default clock_timestamp()
    );
    create index announcements_of_campaign on announcements (campaign_id);
    comment on table announcements is 'Single posts that an organiser wrote. at: in the zone of the campaign; null for as soon as confirmed.';
  `.execute(db);
}
