import { type Kysely, sql } from 'kysely';

/** What people approve before it goes out, and who did. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table approvals (
      id opaque_id primary key,
      campaign_id opaque_id not null references campaigns (id) on delete cascade,
      purpose purpose not null check (purpose in ('remembrance', 'digest', 'announcement', 'reminder')),
      subject text not null,
      slot wall_time not null,
      amendment opaque_id,
      hash text not null,
      headline text not null,
      state text not null default 'open' check (state in ('open', 'rejected', 'ended')),
      why text check (why in ('changed', 'gone', 'off', 'posted', 'skipped', 'missed')),
      released boolean not null default false,
      editor snowflake,
      due_at timestamptz,
      latest_at timestamptz,
      asked_at timestamptz not null,
      remind_at timestamptz,
      rejected_by snowflake,
      rejection text,
      ended_at timestamptz,
      check ((state = 'ended') = (why is not null)),
      check ((state = 'ended') = (ended_at is not null)),
      check ((due_at is null) = (amendment is not null)),
      check ((due_at is null) = (latest_at is null)),
      check (state <> 'rejected' or rejection is not null)
    );
    create unique index approvals_one_at_a_time
      on approvals (campaign_id, purpose, subject, slot, coalesce(amendment, '')) where state <> 'ended';
    create index approvals_waiting on approvals (due_at, id) where state <> 'ended';
    create index approvals_to_remind on approvals (remind_at) where state = 'open' and remind_at is not null;
    create index approvals_by_age on approvals (ended_at) where state = 'ended';
    comment on table approvals is 'All that is posted at one time, to all channels and in all languages, as it was shown to those who approve it.';
    comment on column approvals.amendment is 'Set when it is about a correction of what was posted then.';
    comment on column approvals.hash is 'Over everything that is approved, declared slots left open.';
    comment on column approvals.released is 'Nobody answered in time, and the campaign posts then.';
    comment on column approvals.editor is 'Who changed it last. Forgotten after 180 days.';
    comment on column approvals.remind_at is 'When the organisers are reminded of it; null when they were, or need not be.';

    create table approval_parts (
      approval_id opaque_id not null references approvals (id) on delete cascade,
      campaign_channel_id opaque_id not null references campaign_channels (id) on delete cascade,
      channel_id snowflake not null,
      language language not null,
      post jsonb not null,
      primary key (approval_id, campaign_channel_id)
    );
    comment on table approval_parts is 'What each channel gets, declared slots left open; its files apart.';

    create table approval_files (
      approval_id opaque_id not null,
      campaign_channel_id opaque_id not null,
      position smallint not null,
      name text not null,
      type text not null,
      sha256 bytea not null,
      primary key (approval_id, campaign_channel_id, position),
      foreign key (approval_id, campaign_channel_id) references approval_parts on delete cascade
    );
    comment on table approval_files is 'The files of each part, by hash.';
    create table approval_bytes (
      approval_id opaque_id not null references approvals (id) on delete cascade,
      sha256 bytea not null,
      bytes bytea not null,
      primary key (approval_id, sha256)
    );
    comment on table approval_bytes is 'The contents of the files, once for all channels that get the same.';

    create table approval_votes (
      approval_id opaque_id not null references approvals (id) on delete cascade,
      person snowflake not null,
      at timestamptz not null,
      primary key (approval_id, person)
    );
    create index approval_votes_by_age on approval_votes (at);
    comment on table approval_votes is 'Who approved what. Forgotten after 180 days.';
  `.execute(db);

  await sql`
    alter table deliveries add approval_id opaque_id references approvals (id) on delete set null;
    create index deliveries_of_approval on deliveries (approval_id) where approval_id is not null;
    comment on column deliveries.approval_id is 'What was approved and is posted by it. Taken away again while it is pending when that is no longer approved.';
    alter table deliveries drop constraint deliveries_reason_check;
    alter table deliveries add constraint deliveries_reason_check check (reason in
      ('empty', 'late', 'paused', 'refused', 'gone', 'withdrawn', 'replaced', 'unproven', 'unapproved'));
  `.execute(db);
}
