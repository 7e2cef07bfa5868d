import { type Kysely, sql } from 'kysely';

/** How it is known that nothing was posted which this database has forgotten: nobody brought it back from a backup. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table heartbeat (
      singleton boolean primary key default true check (singleton),
      at timestamptz not null,
      trusted_since timestamptz not null
    );
    comment on table heartbeat is 'When a planner last ran, and since when one has run without a gap. A database that was restored from a backup has a gap.';
    insert into heartbeat (at, trusted_since) values (clock_timestamp(), clock_timestamp());

    alter table deliveries
      add opened_at timestamptz not null default clock_timestamp(),
      add opened_late boolean not null default true;
    alter table deliveries alter opened_late set default false;
    comment on column deliveries.opened_at is 'When it was made, on the clock of the database.';
    comment on column deliveries.opened_late is 'It was due for so long already that somebody else may have made it, and posted it, before.';
  `.execute(db);
}
