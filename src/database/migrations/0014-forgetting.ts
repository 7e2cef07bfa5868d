import { type Kysely, sql } from 'kysely';

/** Who made and changed things is kept for 180 days, as everything that names people. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table campaigns alter created_by drop not null, alter changed_by drop not null;
    alter table actions alter created_by drop not null, alter changed_by drop not null;
    alter table announcements alter created_by drop not null, alter changed_by drop not null;
    alter table notices_sent_directly alter recipient drop not null;
    comment on column campaigns.created_by is 'Null when it is forgotten, and so for actions and announcements.';
    comment on column campaigns.changed_by is 'Null when it is forgotten, and so for actions and announcements.';
  `.execute(db);
}
