import { type Kysely, sql } from 'kysely';

/** By what it is known that the key of pledges is the one that it was. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table pledge_key (
      singleton boolean primary key default true check (singleton),
      proof text not null
    );
    comment on table pledge_key is 'A value that only the key of pledges gives, from which the key cannot be told. The key itself is not in the database.';
  `.execute(db);
}
