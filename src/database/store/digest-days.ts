import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { inZone, readWall } from '../../../campaigns/calendar/wall-time.ts';
import type { Id } from '../../../campaigns/campaign.ts';
import { moment, type Db } from './rows.ts';

/**
 * Has the digest of a campaign planned anew, because what mourns in it is another than before. Locks its schedule
 * and then its occurrences, as the planner does.
 *
 * @param ended whether a day may be no day of mourning any more. A digest that waited on it until its own hour had
 * passed stays where it waits: it would be lost otherwise.
 */
export async function followMourning(
  tx: Db,
  campaignId: Id,
  now: Temporal.Instant,
  { ended }: { readonly ended: boolean },
): Promise<void> {
  await tx
    .updateTable('schedules')
    .set({
      planned_until: sql<string>`least(planned_until, ${now.toString()}::timestamptz)`,
      next_look_at: sql<string>`case when next_look_at is null then null else ${now.toString()}::timestamptz end`,
    })
    .where('campaign_id', '=', campaignId)
    .where('purpose', '=', 'digest')
    .execute();
  if (ended) await keepWaiting(tx, campaignId, now);
}

async function keepWaiting(tx: Db, campaignId: Id, now: Temporal.Instant): Promise<void> {
  const waiting = await tx
    .selectFrom('occurrences')
    .select(['subject', 'slot', 'zone', 'wall'])
    .where('campaign_id', '=', campaignId)
    .where('purpose', '=', 'digest')
    .where('state', '=', 'planned')
    .where('due_at', '>', moment(now))
    .whereRef('wall', '<>', 'slot')
    .orderBy('id')
    .forUpdate()
    .execute();
  const passed = waiting.filter(
    ({ slot, zone }) => inZone(readWall(slot), zone).epochMilliseconds <= now.epochMilliseconds,
  );
  for (const { subject, slot, wall } of passed) {
    await tx
      .insertInto('overrides')
      .values({
        campaign_id: campaignId,
        purpose: 'digest',
        subject,
        slot,
        moved_to: wall,
        note: null,
        decided_by: null,
        decided_at: now.toString(),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['campaign_id', 'purpose', 'subject', 'slot'])
          .doUpdateSet({ moved_to: wall, version: sql`overrides.version + 1` })
          // Where an organiser moved it, it is there already.
          .where('overrides.moved_to', 'is', null),
      )
      .execute();
  }
}
