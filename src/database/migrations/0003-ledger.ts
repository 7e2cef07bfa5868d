import { type Kysely, sql } from 'kysely';

/** The deliveries: what is posted, was posted, or was not. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table deliveries (
      id opaque_id primary key,
      campaign_id opaque_id not null,
      occurrence_id bigint not null,
      campaign_channel_id opaque_id not null,
      due_at timestamptz not null,
      latest_at timestamptz not null,
      state text not null default 'pending'
        check (state in ('pending', 'sending', 'sent', 'failed', 'skipped', 'missed', 'unknown')),
      reason text
        check (reason in ('empty', 'late', 'paused', 'refused', 'gone', 'withdrawn', 'replaced', 'unproven')),
      cause text,
      generation integer not null default 0 check (generation >= 0),
      attempts integer not null default 0 check (attempts >= 0),

      body text,
      late_body text,
      claims text[] not null default '{}',

      lease_id opaque_id,
      lease_until timestamptz,
      in_doubt_since timestamptz,
      anchor snowflake,

      message_id snowflake,
      content_version integer not null default 1 check (content_version > 0),
      ended_at timestamptz,

      unique (occurrence_id, campaign_channel_id),
      foreign key (occurrence_id, campaign_id) references occurrences (id, campaign_id) on delete cascade,
      foreign key (campaign_channel_id, campaign_id) references campaign_channels (id, campaign_id)
        on delete cascade,

      constraint a_lease_is_for_sending check (lease_id is null or state = 'sending'),
      constraint sending_has_a_lease_that_ends check ((state = 'sending') = (lease_until is not null)),
      constraint sending_is_frozen check (state <> 'sending' or (body is not null and anchor is not null)),
      constraint sending_is_in_doubt check (state <> 'sending' or in_doubt_since is not null),
      constraint pending_is_surely_not_posted check (state <> 'pending' or in_doubt_since is null),
      constraint sent_is_a_message check ((state = 'sent') <= (message_id is not null)),
      constraint an_end_has_a_time check ((state in ('pending', 'sending')) = (ended_at is null)),
      constraint not_posted_has_a_reason
        check ((state in ('failed', 'skipped', 'missed', 'unknown')) = (reason is not null)),
      constraint a_late_body_is_of_a_body check (late_body is null or body is not null)
    );
    create index deliveries_unfinished on deliveries (due_at, id) where state in ('pending', 'sending');
    create index deliveries_late on deliveries (latest_at) where state = 'pending';
    create index deliveries_of_campaign on deliveries (campaign_id, due_at desc);
    create index deliveries_of_channel on deliveries (campaign_channel_id);
    create index deliveries_by_claim on deliveries using gin (claims) where state = 'sent';
    comment on table deliveries is 'One post to one channel: the only place that says whether it was posted.';
    comment on column deliveries.body is 'The message as it goes out, byte for byte, the nonce apart; set at the first claim and never changed.';
    comment on column deliveries.late_body is 'The body that goes out instead when it is late.';
    comment on column deliveries.in_doubt_since is 'The start of the first attempt that may have posted it, on the clock of the database.';
    comment on column deliveries.anchor is 'No message with an id at or below this can be this post.';
    comment on column deliveries.generation is 'Counts "post again": a new generation is a new nonce.';

    create table delivery_files (
      delivery_id opaque_id not null references deliveries (id) on delete cascade,
      position smallint not null,
      name text not null,
      type text not null,
      bytes bytea not null,
      primary key (delivery_id, position)
    );
    comment on table delivery_files is 'The files that go with a post, frozen like its body.';

    create table delivery_attempts (
      lease_id opaque_id primary key,
      delivery_id opaque_id not null references deliveries (id) on delete cascade,
      generation integer not null,
      started_at timestamptz not null,
      ended_at timestamptz,
      outcome text check (outcome in
        ('sent', 'not-sent', 'in-doubt', 'failed', 'skipped', 'missed', 'unknown', 'abandoned')),
      cause text,
      check ((ended_at is null) = (outcome is null))
    );
    create index delivery_attempts_of_delivery on delivery_attempts (delivery_id, started_at);
    comment on table delivery_attempts is 'Every claim of a delivery and how it ended. abandoned: its process was gone before it could say.';
  `.execute(db);
}
