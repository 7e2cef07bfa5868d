import { sql } from 'kysely';
import { ruleOf } from '../../../campaigns/announcement.ts';
import type { NewSchedule } from '../../../campaigns/calendar/defaults.ts';
import { writeWall } from '../../../campaigns/calendar/wall-time.ts';
import type { Campaign, Id } from '../../../campaigns/campaign.ts';
import type { FileAnnouncement } from '../../../campaigns/file/model.ts';
import type { ImportPlan } from '../../../campaigns/ports/imports.ts';
import type { EndedDelivery } from '../../../campaigns/ports/planning.ts';
import { scheduleAnnouncement, withdrawAnnouncement } from './announcement-changes.ts';
import { haltAnnouncement } from './announcement-halt.ts';
import { savePicture } from './announcement-pictures.ts';
import { lockAnnouncement } from './announcement-rows.ts';
import { freeId } from './import-actions.ts';
import { importEntries, type Imported } from './import-entries.ts';
import { channelsIn, NotApplied } from './import-step.ts';
import { storable, toJson, type Db } from './rows.ts';
import { addSchedules } from './schedules.ts';

/** Makes the announcements of a campaign what a file says. What went out already stays as it is. */
export async function importAnnouncements(tx: Db, plan: ImportPlan, campaign: Campaign): Promise<Imported> {
  return await importEntries(plan, 'announcement', plan.wanted.announcements, {
    insert: async (entry) => await insert(tx, plan, campaign, entry),
    update: async (id, entry) => await update(tx, plan, campaign, id, entry),
    remove: async (id) => {
      const { guildId, by, now } = plan;
      const saved = await withdrawAnnouncement(tx, { guildId, id, by, now });
      return saved.kind === 'saved' ? (saved.ended ?? []) : [];
    },
  });
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
  await savePicture(tx, id, pictureOf(plan, entry));
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

/** The picture of an announcement, with its bytes where the file has them. */
function pictureOf({ pictures }: ImportPlan, { picture }: FileAnnouncement) {
  if (picture === null) return null;
  const { alt } = picture;
  return { alt, ...(picture.file === null ? undefined : pictures.get(picture.file)) };
}

async function update(
  tx: Db,
  plan: ImportPlan,
  campaign: Campaign,
  id: Id,
  entry: FileAnnouncement,
): Promise<readonly EndedDelivery[]> {
  const { guildId, by, now } = plan;
  const row = await lockAnnouncement(tx, guildId, id);
  if (row === undefined || row.campaign_id !== campaign.id) throw new NotApplied({ kind: 'gone' });
  if (row.state === 'withdrawn') throw new NotApplied('settled');
  const ended = row.state === 'scheduled' ? await haltAnnouncement(tx, row, now) : [];
  if (ended === null) throw new NotApplied('settled');
  await savePicture(tx, id, pictureOf(plan, entry));
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
  if (entry.state !== 'scheduled' || schedule === null) return ended;
  const saved = await scheduleAnnouncement(tx, { guildId, id, seen: version, by, now }, schedule);
  if (saved.kind !== 'saved') throw new NotApplied('settled');
  return ended;
}
