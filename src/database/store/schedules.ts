import { isDeepStrictEqual } from 'node:util';
import type { Temporal } from 'temporal-polyfill';
import type { Id } from '../../../campaigns/campaign.ts';
import { newId } from '../../../campaigns/id.ts';
import type { Purpose, Schedule } from '../../../campaigns/schedule.ts';
import { moment, toSchedule, type Db } from './rows.ts';

/** A schedule that a campaign does not have yet. */
type NewSchedule = Omit<Schedule, 'id' | 'campaignId' | 'enabled'>;

/** What a pack asks to be remembered. */
const ofPack: readonly Purpose[] = ['remembrance', 'planning-note'];

/**
 * Adds schedules to a campaign. They are looked at by the planner at once.
 *
 * @param from nothing that falls before this moment is planned
 */
export async function addSchedules(
  tx: Db,
  campaignId: Id,
  schedules: readonly NewSchedule[],
  from: Temporal.Instant,
): Promise<void> {
  if (schedules.length === 0) return;
  await tx
    .insertInto('schedules')
    .values(
      schedules.map((schedule) => ({
        id: newId(),
        campaign_id: campaignId,
        purpose: schedule.purpose,
        subject: schedule.subject,
        ...columnsOf(schedule),
        planned_until: from.toString(),
        next_look_at: from.toString(),
      })),
    )
    .execute();
}

/** {@link ../../../campaigns/ports/store.ts Campaigns.syncRemembrances}, in a transaction. */
export async function syncRemembrances(
  tx: Db,
  campaignId: Id,
  wanted: readonly NewSchedule[],
  now: Temporal.Instant,
): Promise<void> {
  // Only one process at a time: the rows that are missing cannot be locked.
  await tx.selectFrom('campaigns').select('id').where('id', '=', campaignId).forUpdate().execute();
  const rows = await tx
    .selectFrom('schedules')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .where('purpose', 'in', ofPack)
    .forUpdate()
    .execute();
  const there = new Map(rows.map((row) => [keyOf(row), { schedule: toSchedule(row), inPack: row.in_pack }]));

  await addSchedules(
    tx,
    campaignId,
    wanted.filter((schedule) => !there.has(keyOf(schedule))),
    now,
  );
  const listed = new Set(wanted.map(keyOf));
  for (const schedule of wanted) {
    const known = there.get(keyOf(schedule));
    if (known !== undefined && !(known.inPack && isSame(known.schedule, schedule))) {
      await replan(tx, known.schedule, now, { ...columnsOf(schedule), in_pack: true });
    }
  }
  for (const { schedule, inPack } of there.values()) {
    if (inPack && !listed.has(keyOf(schedule))) await replan(tx, schedule, now, { in_pack: false });
  }
}

/** Changes a schedule, forgets what was planned of it and is not due yet, and has it planned anew from now on. */
async function replan(
  tx: Db,
  schedule: Schedule,
  now: Temporal.Instant,
  change: Partial<ReturnType<typeof columnsOf>> & { readonly in_pack: boolean },
): Promise<void> {
  const { id, campaignId, purpose, subject } = schedule;
  const { enabled } = await tx
    .selectFrom('schedules')
    .select('enabled')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('schedules')
    .set({
      ...change,
      planned_until: now.toString(),
      next_look_at: enabled && change.in_pack ? now.toString() : null,
    })
    .where('id', '=', id)
    .execute();
  await tx
    .deleteFrom('occurrences')
    .where('campaign_id', '=', campaignId)
    .where('purpose', '=', purpose)
    .where('subject', '=', subject)
    .where('state', '=', 'planned')
    .where('due_at', '>', moment(now))
    .execute();
}

function columnsOf(schedule: NewSchedule) {
  return {
    rule: JSON.stringify(schedule.rule),
    zone: schedule.zone,
    lateness_minutes: schedule.latenessMinutes,
  };
}

function isSame(known: Schedule, wanted: NewSchedule): boolean {
  return (
    isDeepStrictEqual(known.rule, wanted.rule) &&
    known.zone === wanted.zone &&
    known.latenessMinutes === wanted.latenessMinutes
  );
}

function keyOf({ purpose, subject }: Pick<Schedule, 'purpose' | 'subject'>): string {
  return `${purpose} ${subject}`;
}
