import { type Kysely, sql } from 'kysely';

/** What monitoring asks again and again must not cost more as the ledger grows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index deliveries_by_end on deliveries (ended_at) where ended_at is not null;
    create index deliveries_unknown on deliveries (campaign_id) where state = 'unknown';
  `.execute(db);
}
