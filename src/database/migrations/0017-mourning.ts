import { type Kysely, sql } from 'kysely';

/** Any announcement can mourn, and its day moves the digest. Pictures are kept without what they tell. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table announcements add mourning boolean not null default false;
    update announcements set mourning = true where repeat -> 'mourning' = 'true';
    update announcements set repeat = repeat - 'mourning' where repeat is not null;
    comment on column announcements.mourning is 'It pings nobody, and its day is a day of mourning of the campaign: a digest waits until the next.';

    update schedules set rule = rule || '{"mourned": true}'
    where purpose = 'announcement' and subject in (select id from announcements where mourning);

    comment on table announcement_pictures is 'The picture of an announcement, without what the file told besides (place, camera, owner). What is posted is a copy of it, in delivery_files.';

    -- Eight days is how far ahead slots were put in at the last look. One that was never looked at is due anyway.
    update schedules
    set next_look_at = planned_until - interval '192 hours', planned_until = planned_until - interval '192 hours'
    where purpose = 'digest' and next_look_at <> planned_until
      and campaign_id in (select campaign_id from schedules where enabled and rule -> 'mourned' = 'true');
  `.execute(db);
}
