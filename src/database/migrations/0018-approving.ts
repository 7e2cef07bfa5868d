import { type Kysely, sql } from 'kysely';

/** Each tick asks whether anybody approves anything at all; mostly nobody does, among any number of campaigns. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index campaigns_approving on campaigns (id) where approvals > 0`.execute(db);
}
