import { type Kysely, sql } from 'kysely';

/** What organisers decide about a campaign as a whole, and what each of its channels gets. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter domain purpose drop constraint purpose_check;
    alter domain purpose add constraint purpose_check
      check (value in ('remembrance', 'planning-note', 'digest', 'announcement', 'reminder', 'notice'));
  `.execute(db);

  await sql`
    alter table campaigns
      add organiser_role snowflake,
      add approvals smallint not null default 0 check (approvals between 0 and 2),
      add unanswered text not null default 'hold' check (unanswered in ('hold', 'post', 'skip')),
      add remembrance_time text not null default '10:00' check (remembrance_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
      add planning_days smallint not null default 7 check (planning_days between 1 and 60),
      add digest_weekday smallint not null default 1 check (digest_weekday between 1 and 7),
      add digest_time text not null default '09:00' check (digest_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
      add lateness_minutes integer not null default 360 check (lateness_minutes between 1 and 10080),
      add version integer not null default 1 check (version > 0),
      add changed_by snowflake,
      add changed_at timestamptz;
    update campaigns set changed_by = created_by, changed_at = created_at;
    alter table campaigns
      alter changed_by set not null,
      alter changed_at set not null;
    comment on column campaigns.organiser_role is 'Who has this role may organise this campaign, besides those who manage the server.';
    comment on column campaigns.approvals is 'How many people must approve a post before it goes out.';
    comment on column campaigns.unanswered is 'What becomes of a post that nobody approved in time: hold it until it is too late, post it, or skip it.';
    comment on column campaigns.version is 'Counts the changes of settings and channels: who saves must have seen the last one.';
    comment on column campaigns.digest_weekday is '1 is Monday, 7 is Sunday (ISO 8601).';

    alter table campaign_channels
      add gets text[] not null default '{}'
        check (gets <@ '{remembrance,digest,announcement,reminder}'::text[]),
      add ping_role snowflake,
      add ping_for text[] not null default '{}'
        check (ping_for <@ '{remembrance,digest,announcement,reminder}'::text[]);
    update campaign_channels set gets = '{remembrance,digest,announcement,reminder}' where audience = 'public';
    comment on column campaign_channels.gets is 'Which posts a public channel gets. A channel for organisers gets what is for organisers.';
    comment on column campaign_channels.ping_role is 'The role that the posts of ping_for mention; never on a day of mourning.';
  `.execute(db);

  await sql`
    create table organise_buttons (
      id opaque_id primary key,
      guild_id snowflake not null,
      channel_id snowflake not null unique,
      generation integer not null default 0 check (generation >= 0),
      tried_at timestamptz not null default clock_timestamp(),
      message_id snowflake
    );
    create index organise_buttons_of_guild on organise_buttons (guild_id);
    comment on table organise_buttons is 'The message in a channel of organisers whose button opens the panel: one for each channel, whichever campaigns share it.';
    comment on column organise_buttons.generation is 'Counts the messages that were posted because the one before was deleted: a new generation is a new nonce.';
    comment on column organise_buttons.tried_at is 'When the message of this generation was first tried, on the clock of the database.';

    create table notices_sent_directly (
      delivery_id opaque_id primary key references deliveries (id) on delete cascade,
      recipient snowflake not null,
      at timestamptz not null default clock_timestamp()
    );
    comment on table notices_sent_directly is 'Notices that could not be posted because the channel of the organisers is lost, and were tried once as a direct message instead.';
  `.execute(db);
}
