import { type Kysely, sql } from 'kysely';

/** What becomes of a post after it went out, how many requests all processes make, and what claims said last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table deliveries drop constraint deliveries_reason_check;
    alter table deliveries add constraint deliveries_reason_check check (reason in
      ('empty', 'late', 'paused', 'refused', 'gone', 'withdrawn', 'replaced', 'unproven', 'left', 'unapproved'));
    alter table deliveries
      add posted_late boolean not null default false,
      add taken_down text check (taken_down in ('withdrawn', 'gone')),
      add taken_down_at timestamptz,
      add constraint what_is_taken_down_was_sent
        check ((taken_down is null) = (taken_down_at is null) and (taken_down is null or state = 'sent'));
    create index deliveries_ended on deliveries (campaign_id, ended_at desc) where ended_at is not null;
    create index deliveries_by_message on deliveries (message_id) where message_id is not null;
    comment on column deliveries.posted_late is 'The late body went out, as far as we know.';
    comment on column deliveries.taken_down is 'The message is no longer there: an organiser withdrew it, or somebody deleted it (gone), which is final.';

    create table amendments (
      id opaque_id primary key,
      delivery_id opaque_id not null references deliveries (id) on delete cascade,
      kind text not null check (kind in ('correct', 'withdraw', 'crosspost')),
      state text not null default 'open' check (state in ('open', 'done', 'failed', 'gone', 'replaced')),
      what text not null default '',
      body text,
      claims text[],
      by snowflake,
      created_at timestamptz not null,
      not_before timestamptz not null default clock_timestamp(),
      attempts integer not null default 0 check (attempts >= 0),
      cause text,
      lease_id opaque_id,
      lease_until timestamptz,
      ended_at timestamptz,
      constraint amending_ends check ((state = 'open') = (ended_at is null)),
      constraint only_the_open_are_leased check (lease_until is null or state = 'open'),
      constraint a_correction_says_what check (kind <> 'correct' or what <> ''),
      constraint only_corrections_have_words check (kind = 'correct' or (body is null and claims is null))
    );
    create unique index one_open_amendment_of_a_kind on amendments (delivery_id, kind) where state = 'open';
    create index amendments_open on amendments (not_before, delivery_id) where state = 'open';
    create index amendments_of_delivery on amendments (delivery_id, created_at);
    create index amendments_by_age on amendments (created_at) where by is not null;
    comment on table amendments is 'What is done to a post that is out: a correction, its withdrawal, its publication to following servers. All can be repeated without harm.';
    comment on column amendments.body is 'The message as it is to be. Null until it is made from the record as it is then.';
    comment on column amendments.not_before is 'On the clock of the database: Discord asked to wait.';

    create table amendment_attempts (
      lease_id opaque_id primary key,
      amendment_id opaque_id not null references amendments (id) on delete cascade,
      started_at timestamptz not null,
      ended_at timestamptz,
      outcome text check (outcome in ('done', 'again', 'failed', 'gone', 'abandoned')),
      cause text,
      check ((ended_at is null) = (outcome is null))
    );
    create index amendment_attempts_of on amendment_attempts (amendment_id, started_at);
    comment on table amendment_attempts is 'Every try of an amendment and how it ended.';

    create unlogged table request_budget (
      application_id snowflake primary key,
      next_at timestamptz not null
    ) with (fillfactor = 10);
    comment on table request_budget is 'When the next request under the token of an application may leave. Not worth a log: after a crash it begins anew.';

    alter table campaign_channels
      add times_lost smallint not null default 0,
      add lift_after timestamptz,
      add mended_at timestamptz,
      add told_lost_at timestamptz,
      add told_back_at timestamptz;
    comment on column campaign_channels.times_lost is 'How often in a row it was lost again soon after it seemed mended.';
    comment on column campaign_channels.lift_after is 'A channel that was lost again and again must stay usable for a while before posting resumes.';

    create table claim_contents (
      pack text not null,
      claim text not null,
      hash bytea not null,
      primary key (pack, claim)
    );
    comment on table claim_contents is 'What each claim of a pack said when the app last started, as a SHA-256.';

    create index audit_by_campaign on audit (campaign_id, at desc);
    create index audit_by_age on audit (at) where by is not null;
  `.execute(db);
}
