import { type Kysely, sql } from 'kysely';

/** What organisers decide about single posts, and which rules of the zones the times were reckoned by. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table schedules drop constraint schedules_rule_check;
    alter table schedules add constraint schedules_rule_check
      check (rule ->> 'kind' in ('yearly', 'monthly', 'weekly', 'once'));

    alter table overrides drop constraint overrides_check;
    alter table overrides alter decided_by drop not null;
    alter table overrides
      add version integer not null default 1 check (version > 0),
      add check (char_length(note) between 1 and 1000);
    comment on column overrides.decided_by is 'Null when nobody did: a changed rule would have lost the post of this slot, and it stays at its time.';
    comment on column overrides.version is 'Counts the decisions about this slot: who decides must have seen the last one.';
    comment on column overrides.note is 'What organisers want to say with this post.';

    alter table occurrences add wall wall_time;
    comment on column occurrences.wall is 'The wall time in zone that due_at was reckoned from; null for what is due at a moment and not at an hour.';

    create table zone_rules (
      singleton boolean primary key default true check (singleton),
      version text not null
    );
    comment on table zone_rules is 'The version of the tz database by which the times of planned occurrences were reckoned.';
  `.execute(db);
}
