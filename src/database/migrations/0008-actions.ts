import { type Kysely, sql } from 'kysely';

/** Actions as drafts and with versions, pledges, what each digest stated, and who must wait a moment. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table actions
      drop constraint actions_state_check,
      drop constraint actions_title_check,
      add typed jsonb check (jsonb_typeof(typed) = 'object'),
      add place_on_request boolean not null default false,
      add ends timestamptz,
      add unit text check (unit <> ''),
      add pledges boolean not null default false,
      add reminder_hours integer check (reminder_hours > 0),
      add created_by snowflake,
      add published_at timestamptz,
      add content_changed_at timestamptz,
      add reached_at timestamptz,
      add closed_at timestamptz,
      add version integer not null default 1 check (version > 0),
      add changed_by snowflake,
      add changed_at timestamptz;
    update actions set
      published_at = actions.created_at,
      content_changed_at = actions.created_at,
      closed_at = case when actions.state = 'closed' then actions.created_at end,
      changed_at = actions.created_at,
      created_by = campaigns.created_by,
      changed_by = campaigns.created_by
    from campaigns where campaigns.id = actions.campaign_id;
    alter table actions
      alter created_by set not null,
      alter changed_by set not null,
      alter changed_at set not null,
      add constraint actions_state_check check (state in ('draft', 'open', 'closed', 'discarded')),
      add constraint published_has_a_title check (state in ('draft', 'discarded') or title <> ''),
      add constraint published_has_a_time check ((published_at is null) = (state in ('draft', 'discarded'))),
      add constraint closed_has_a_time check ((closed_at is null) = (state <> 'closed')),
      add constraint an_end_has_a_beginning check (ends is null or ends > deadline);
    create index actions_of_campaign on actions (campaign_id, changed_at desc);
    comment on column actions.typed is 'What organisers typed last, letter for letter; what members see stands in the other columns.';
    comment on column actions.deadline is 'When it begins, for a march or a meeting; else the last moment to take part.';
    comment on column actions.version is 'Counts the changes: who saves must have seen the last one.';

    create table pledges (
      action_id opaque_id not null references actions (id) on delete cascade,
      holder text primary key check (holder ~ '^[A-Za-z0-9_-]{43}$'),
      state text not null check (state in ('promised', 'done'))
    );
    create index pledges_of_action on pledges (action_id);
    comment on table pledges is 'Who will do something, or did: holder is HMAC-SHA-256 of the action and the person, with a key that is not in the database. Without a time, never exported, gone 7 days after the end of the action.';

    create table digests (
      campaign_id opaque_id not null references campaigns (id) on delete cascade,
      slot wall_time not null,
      taken_at timestamptz not null,
      pledges jsonb not null check (jsonb_typeof(pledges) = 'object'),
      primary key (campaign_id, slot)
    );
    comment on table digests is 'What a digest states of pledges, as it may be shown: counted once, when the digest is made.';

    create table cooldowns (
      what text not null check (what in ('share', 'pledge')),
      who text not null check (who <> ''),
      at timestamptz not null default clock_timestamp(),
      primary key (what, who)
    );
    create index cooldowns_by_age on cooldowns (at);
    comment on table cooldowns is 'Who did something a moment ago; for pledges not by their name. Forgotten after minutes.';
  `.execute(db);
}
