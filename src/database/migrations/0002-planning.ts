import { type Kysely, sql } from 'kysely';

/** Rules, what was decided about single slots of them, and the times that follow from both. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create domain purpose as text
      check (value in ('remembrance', 'planning-note', 'digest', 'announcement', 'notice'));

    create table schedules (
      id opaque_id primary key,
      campaign_id opaque_id not null references campaigns (id) on delete cascade,
      purpose purpose not null check (purpose <> 'notice'),
      subject text not null,
      rule jsonb not null check (rule ->> 'kind' in ('yearly', 'weekly', 'once')),
      zone text not null,
      lateness_minutes integer not null check (lateness_minutes > 0),
      enabled boolean not null default true,
      in_pack boolean not null default true,
      planned_until timestamptz not null,
      next_look_at timestamptz,
      unique (campaign_id, purpose, subject),
      check (next_look_at is null or (enabled and in_pack)),
      check ((subject = '') = (purpose = 'digest'))
    );
    create index schedules_to_look_at on schedules (next_look_at, id) where next_look_at is not null;
    comment on table schedules is 'Wall-clock rules. The planner looks at one at next_look_at (null: never again, or while it is off), and has planned its slots up to planned_until.';
    comment on column schedules.enabled is 'What the organisers decided.';
    comment on column schedules.in_pack is 'False when the pack no longer asks for it.';

    create table overrides (
      campaign_id opaque_id not null,
      purpose purpose not null,
      subject text not null,
      slot wall_time not null,
      moved_to wall_time,
      skipped boolean not null default false,
      note text,
      decided_by snowflake not null,
      decided_at timestamptz not null default clock_timestamp(),
      primary key (campaign_id, purpose, subject, slot),
      foreign key (campaign_id, purpose, subject) references schedules (campaign_id, purpose, subject)
        on delete cascade,
      check (not (skipped and moved_to is not null))
    );
    comment on table overrides is 'What organisers decided about one slot of a schedule. It stands on the original slot, so that nothing moved comes back.';

    create table notices (
      id opaque_id primary key,
      campaign_id opaque_id not null references campaigns (id) on delete cascade,
      notice jsonb not null,
      created_at timestamptz not null default clock_timestamp()
    );
    create index notices_of_campaign on notices (campaign_id);
    comment on table notices is 'What organisers are told. Each is the subject of an occurrence of purpose notice.';

    create table occurrences (
      id bigint primary key generated always as identity,
      campaign_id opaque_id not null references campaigns (id) on delete cascade,
      purpose purpose not null,
      subject text not null,
      slot wall_time not null,
      zone text not null,
      due_at timestamptz not null,
      latest_at timestamptz not null,
      skip boolean not null default false,
      state text not null default 'planned' check (state in ('planned', 'opened', 'skipped', 'missed')),
      unique (campaign_id, purpose, subject, slot),
      unique (id, campaign_id),
      check (latest_at >= due_at)
    );
    create index occurrences_due on occurrences (due_at, id) where state = 'planned';
    create index occurrences_late on occurrences (latest_at) where state = 'planned';
    comment on table occurrences is 'Times at which something is to be posted, by their original slot. planned until its deliveries are there (opened), or until it is clear that there will be none.';
    comment on column occurrences.skip is 'An organiser skipped it; may be taken back while it is planned.';
  `.execute(db);
}
