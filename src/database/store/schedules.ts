import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { nextOccurrence } from '../../../campaigns/calendar/expand.ts';
import { slotBeside } from '../../../campaigns/calendar/period.ts';
import { inZone, readWall, writeWall } from '../../../campaigns/calendar/wall-time.ts';
import type { Id } from '../../../campaigns/campaign.ts';
import { newId } from '../../../campaigns/id.ts';
import type { Purpose, Schedule } from '../../../campaigns/schedule.ts';
import { moment, toSchedule, type Db } from './rows.ts';
import { standingSlots } from './standing.ts';

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
      await replan(tx, known.schedule, now, schedule);
    }
  }
  for (const { schedule, inPack } of there.values()) {
    if (inPack && !listed.has(keyOf(schedule))) await replan(tx, schedule, now, null);
  }
}

/** Makes a schedule another one, when it is not that already, and has it planned anew from now on. */
export async function changeSchedule(
  tx: Db,
  known: Schedule,
  wanted: NewSchedule,
  now: Temporal.Instant,
): Promise<void> {
  if (isSame(known, wanted)) return;
  await replan(tx, known, now, wanted);
}

/**
 * Changes a schedule, forgets what was planned of it and is not due yet, and has it planned anew from now on.
 *
 * @param wanted null when nothing asks for it any more
 */
async function replan(
  tx: Db,
  schedule: Schedule,
  now: Temporal.Instant,
  wanted: NewSchedule | null,
): Promise<void> {
  const { id, campaignId, purpose, subject } = schedule;
  const { enabled } = await tx
    .selectFrom('schedules')
    .select('enabled')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (wanted !== null) await keepAnniversary(tx, schedule, wanted, now);
  await tx
    .updateTable('schedules')
    .set({
      ...(wanted && columnsOf(wanted)),
      in_pack: wanted !== null,
      planned_until: now.toString(),
      next_look_at: enabled && wanted !== null ? now.toString() : null,
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

/**
 * Keeps the next post of an anniversary at its time when by the new rule that would have passed already: whoever
 * sets the hour to 9 at noon of the day itself must not lose the post of the year.
 */
async function keepAnniversary(
  tx: Db,
  known: Schedule,
  wanted: NewSchedule,
  now: Temporal.Instant,
): Promise<void> {
  if (known.rule.kind !== 'yearly' || wanted.rule.kind !== 'yearly') return;
  if (known.rule.of !== wanted.rule.of) return;
  const overrides = await standingSlots(tx, { scheduleIds: [known.id] });
  const next = nextOccurrence(known, now, { overrides });
  if (next === null || next.dropped !== null || next.moved === 'by-organiser') return;
  const then = slotBeside(wanted.rule, readWall(next.slot));
  if (then === null || inZone(then, wanted.zone).epochMilliseconds > now.epochMilliseconds) return;
  const { purpose, subject, slot } = next;
  const stays = writeWall(next.at.toZonedDateTimeISO(wanted.zone).toPlainDateTime());
  await tx
    .insertInto('overrides')
    .values({
      campaign_id: known.campaignId,
      purpose,
      subject,
      slot,
      moved_to: stays,
      note: null,
      decided_by: null,
      decided_at: now.toString(),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['campaign_id', 'purpose', 'subject', 'slot'])
        .doUpdateSet({ moved_to: stays, version: sql`overrides.version + 1` }),
    )
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
