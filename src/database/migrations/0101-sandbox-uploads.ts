import { type Kysely, sql } from 'kysely';

/** What people upload in forms of the stand-in for Discord: no message has these files. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sandbox.upload (
      id bigint primary key,
      name text not null,
      type text not null,
      bytes bytea not null
    )`.execute(db);
}
