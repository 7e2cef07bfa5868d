import { sql } from 'kysely';
import { ruleOf } from '../../../campaigns/announcement.ts';
import type { NewSchedule } from '../../../campaigns/calendar/defaults.ts';
import { writeWall } from '../../../campaigns/calendar/wall-time.ts';
import type { Campaign, Id } from '../../../campaigns/campaign.ts';
import type { FileAnnouncement } from '../../../campaigns/file/model.ts';
import type { ImportPlan } from '../../../campaigns/ports/imports.ts';
import { scheduleAnnouncement, withdrawAnnouncement } from './announcement-changes.ts';
import { haltAnnouncement } from './announcement-halt.ts';
import { lockAnnouncement } from './announcement-rows.ts';
import { freeId } from './import-actions.ts';
import { channelsIn, NotApplied } from './import-step.ts';
import { storable, toJson, type Db } from './rows.ts';
import { addSchedules } from './schedules.ts';

/**
 * Makes the announcements of a campaign what a file says. What went out already stays as it is.
 *
 * @returns the ids that they have now, by those of the file where they are others
 */
export async function importAnnouncements(
  tx: Db,
  plan: ImportPlan,
  campaign: Campaign,
): Promise<ReadonlyMap<Id, Id>> {
  const renamed = new Map<Id, Id>();
  const { guildId, by, now } = plan;
  for (const difference of plan.differences) {
    if (difference.about !== 'announcement') continue;
    const { change, id, index } = difference;
    if (change === 'removed') {
      if (id !== null) await withdrawAnnouncement(tx, { guildId, id, by, now });
      continue;
    }
    const entry = plan.wanted.announcements[index];
    if (entry === undefined) throw new RangeError('a difference is about no announcement of the file');
    if (change === 'changed' && id !== null) await update(tx, plan, campaign, id, entry);
    else {
      const own = await insert(tx, plan, campaign, entry);
      if (entry.id !== null && own !== entry.id) renamed.set(entry.id, own);
    }
  }
  return renamed;
}

async function columnsOf(tx: Db, campaign: Campaign, entry: FileAnnouncement) {
  const rows = await channelsIn(tx, campaign.id);
  const channels = rows.filter(({ channelId }) => entry.channels?.includes(channelId)).map(({ id }) => id);
  return {
    title: storable(entry.title),
    text: storable(entry.text),
    at: entry.at,
    when_typed: storable(entry.whenTyped),
    repeat: entry.repeat === null ? null : toJson(entry.repeat),
    mourning: entry.mourning,
    channels: channels.length === 0 ? null : channels,
    translations: toJson(entry.translations),
    crosspost: entry.crosspost,
  };
}

async function insert(tx: Db, plan: ImportPlan, campaign: Campaign, entry: FileAnnouncement): Promise<Id> {
  const id = await freeId(tx, 'announcements', entry.id);
  const schedule = scheduleOf(id, entry, campaign, plan);
  await tx
    .insertInto('announcements')
    .values({
      id,
      campaign_id: campaign.id,
      ...(await columnsOf(tx, campaign, entry)),
      state: isComplete(entry, plan) && schedule !== null ? entry.state : 'draft',
      created_by: plan.by,
      changed_by: plan.by,
      changed_at: plan.now.toString(),
    })
    .execute();
  await savePicture(tx, plan, id, entry);
  if (schedule === null) return id;
  await addSchedules(tx, campaign.id, [schedule], plan.now);
  if (entry.state === 'draft' || !isComplete(entry, plan)) {
    // What was decided about its times stays with it until it is scheduled.
    await tx
      .updateTable('schedules')
      .set({ enabled: false, next_look_at: null })
      .where('campaign_id', '=', campaign.id)
      .where('purpose', '=', 'announcement')
      .where('subject', '=', id)
      .execute();
  }
  return id;
}

/** The schedule of an announcement; null when it has no time yet. */
function scheduleOf(
  id: Id,
  entry: FileAnnouncement,
  { zone, times }: Campaign,
  { now }: ImportPlan,
): NewSchedule | null {
  if (entry.repeat === null && entry.at === null) return null;
  const rule = ruleOf(entry, writeWall(now.toZonedDateTimeISO(zone).toPlainDateTime()));
  if (rule === null) return null;
  const { latenessMinutes } = times;
  return { purpose: 'announcement', subject: id, rule, zone, latenessMinutes };
}

/** Whether it has the picture that it is to have. */
function isComplete({ picture }: FileAnnouncement, { pictures }: ImportPlan): boolean {
  return picture === null || (picture.file !== null && pictures.has(picture.file));
}

async function savePicture(tx: Db, plan: ImportPlan, id: Id, { picture }: FileAnnouncement): Promise<void> {
  if (picture === null) {
    await tx.deleteFrom('announcement_pictures').where('announcement_id', '=', id).execute();
    return;
  }
  const alt = storable(picture.alt);
  const file = picture.file === null ? undefined : plan.pictures.get(picture.file);
  if (file === undefined) {
    await tx.updateTable('announcement_pictures').set({ alt }).where('announcement_id', '=', id).execute();
    return;
  }
  const { type, width, height, bytes } = file;
  const columns = { type, width, height, alt, bytes: Buffer.from(bytes) };
  await tx
    .insertInto('announcement_pictures')
    .values({ announcement_id: id, ...columns })
    .onConflict((conflict) => conflict.column('announcement_id').doUpdateSet(columns))
    .execute();
}

async function update(
  tx: Db,
  plan: ImportPlan,
  campaign: Campaign,
  id: Id,
  entry: FileAnnouncement,
): Promise<void> {
  const { guildId, by, now } = plan;
  const row = await lockAnnouncement(tx, guildId, id);
  if (row === undefined || row.campaign_id !== campaign.id) throw new NotApplied({ kind: 'gone' });
  if (row.state === 'withdrawn') throw new NotApplied('settled');
  if (row.state === 'scheduled' && !(await haltAnnouncement(tx, row, now))) throw new NotApplied('settled');
  await savePicture(tx, plan, id, entry);
  const { version } = await tx
    .updateTable('announcements')
    .set({
      ...(await columnsOf(tx, campaign, entry)),
      state: 'draft',
      version: sql<number>`version + 1`,
      changed_by: by,
      changed_at: now.toString(),
    })
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  const schedule = scheduleOf(id, entry, campaign, plan);
  if (entry.state !== 'scheduled' || schedule === null) return;
  const saved = await scheduleAnnouncement(tx, { guildId, id, seen: version, by, now }, schedule);
  if (saved.kind !== 'saved') throw new NotApplied('settled');
}
