import { type Kysely, sql } from 'kysely';

/** Who reported errors lately, and no word of what they wrote. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table reports (
      interaction_id snowflake primary key,
      guild_id snowflake not null,
      reporter snowflake not null,
      at timestamptz not null default clock_timestamp()
    );
    create index reports_by_age on reports (at);
    comment on table reports is 'Who reported an error when, so that nobody sends too many. Forgotten after a day.';
  `.execute(db);
}
