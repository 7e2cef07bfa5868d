import { sql } from 'kysely';
import { inZone, readWall, writeWall } from '../../../campaigns/calendar/wall-time.ts';
import type { Campaign, Id } from '../../../campaigns/campaign.ts';
import type { ImportPlan } from '../../../campaigns/ports/imports.ts';
import type { Schedule } from '../../../campaigns/schedule.ts';
import { storable, toSchedule, type Db } from './rows.ts';

/**
 * Makes what was decided about single posts what a file says. What is on its way, or over, stays as it is.
 *
 * @param renamed the ids of actions and announcements that are others than in the file
 */
export async function importDecisions(
  tx: Db,
  plan: ImportPlan,
  campaign: Campaign,
  renamed: ReadonlyMap<Id, Id>,
): Promise<void> {
  const rows = await tx
    .selectFrom('schedules')
    .selectAll()
    .where('campaign_id', '=', campaign.id)
    .orderBy('id')
    .forUpdate()
    .execute();
  const schedules = new Map(rows.map((row) => [`${row.purpose} ${row.subject}`, toSchedule(row)]));
  const touched = new Set<Id>();
  for (const difference of plan.differences) {
    if (difference.about !== 'decision') continue;
    const { decision, change } = difference;
    const { purpose, slot, over } = decision;
    const subject = renamed.get(decision.about) ?? decision.about;
    const schedule = schedules.get(`${purpose} ${subject}`);
    if (schedule === undefined) continue;
    const key = { campaignId: campaign.id, purpose, subject, slot };
    if (!(await isAhead(tx, key))) continue;
    const { movedTo, skipped, note } =
      change === 'removed' ? { movedTo: null, skipped: false, note: null } : decision;
    const decided = {
      moved_to: movedTo,
      skipped,
      note: note === null ? null : storable(note),
      decided_by: plan.by,
      decided_at: plan.now.toString(),
    };
    await tx
      .insertInto('overrides')
      .values({ campaign_id: campaign.id, purpose, subject, slot, ...decided })
      .onConflict((conflict) =>
        conflict
          .columns(['campaign_id', 'purpose', 'subject', 'slot'])
          .doUpdateSet({ ...decided, version: sql`overrides.version + 1` }),
      )
      .execute();
    await tx.deleteFrom('occurrences').where(ofKey(key)).where('state', '=', 'planned').execute();
    if (over && change !== 'removed') await end(tx, key, schedule, movedTo ?? slot);
    touched.add(schedule.id);
  }
  if (touched.size > 0) await lookAgain(tx, plan, [...touched]);
}

interface Key {
  readonly campaignId: Id;
  readonly purpose: string;
  readonly subject: string;
  readonly slot: string;
}

function ofKey({ campaignId, purpose, subject, slot }: Key) {
  return sql<boolean>`(campaign_id, purpose, subject, slot)
    = (${campaignId}, ${purpose}, ${subject}, ${slot})`;
}

async function isAhead(tx: Db, key: Key): Promise<boolean> {
  const row = await tx
    .selectFrom('occurrences')
    .select('state')
    .where(ofKey(key))
    .forUpdate()
    .executeTakeFirst();
  return row === undefined || row.state === 'planned';
}

/** It is over, as it was where the file comes from: its period has its post. */
async function end(
  tx: Db,
  key: Key,
  { zone, latenessMinutes, purpose }: Schedule,
  wall: string,
): Promise<void> {
  const due = inZone(readWall(wall), zone).toInstant();
  await tx
    .insertInto('occurrences')
    .values({
      campaign_id: key.campaignId,
      purpose,
      subject: key.subject,
      slot: key.slot,
      zone,
      wall: writeWall(readWall(wall)),
      due_at: due.toString(),
      latest_at: due.add({ minutes: latenessMinutes }).toString(),
      state: 'skipped',
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function lookAgain(tx: Db, { now }: ImportPlan, ids: readonly Id[]): Promise<void> {
  await tx
    .updateTable('schedules')
    .set({
      planned_until: sql<string>`least(planned_until, ${now.toString()}::timestamptz)`,
      next_look_at: sql<string>`case when enabled and in_pack and next_look_at is not null
        then ${now.toString()}::timestamptz else next_look_at end`,
    })
    .where('id', 'in', ids)
    .execute();
}
