import { sql, type Selectable } from 'kysely';
import type {
  AnnouncementChange,
  AnnouncementEdit,
  AnnouncementSaved,
  Announcements,
} from '../../../campaigns/ports/announcements.ts';
import type { Schedule } from '../../../campaigns/schedule.ts';
import type { Tables } from '../tables.ts';
import { haltAnnouncement } from './announcement-halt.ts';
import { savePicture } from './announcement-pictures.ts';
import { lockAnnouncement, readAnnouncements } from './announcement-rows.ts';
import { auditOver } from './bookkeeping.ts';
import { followMourning } from './digest-days.ts';
import { storable, toJson, type Db } from './rows.ts';
import { ending } from './ending.ts';

type Row = Selectable<Tables['announcements']>;

/** {@link ../../../campaigns/ports/announcements.ts Announcements.change}, in a transaction. */
export async function changeAnnouncement(
  tx: Db,
  edit: AnnouncementEdit,
  change: AnnouncementChange,
): Promise<AnnouncementSaved> {
  const row = await lockAnnouncement(tx, edit.guildId, edit.id);
  const refused = await refusal(tx, row, edit.seen);
  if (row === undefined || refused !== null) return refused ?? { kind: 'gone' };
  const ended = row.state === 'scheduled' ? await haltAnnouncement(tx, row, edit.now) : [];
  if (ended === null) return { kind: 'settled' };
  if (change.picture !== undefined) await savePicture(tx, row.id, change.picture);
  const saved = await save(tx, edit, { ...columnsOf(change, row), state: 'draft' });
  const was = row.state === 'scheduled' ? { was: 'scheduled' } : {};
  await note(tx, edit, row, 'announcement.change', { changed: Object.keys(change).join(' '), ...was });
  return ending(saved, ended);
}

/** {@link ../../../campaigns/ports/announcements.ts Announcements.schedule}, in a transaction. */
export async function scheduleAnnouncement(
  tx: Db,
  edit: AnnouncementEdit,
  schedule: Omit<Schedule, 'id' | 'campaignId' | 'enabled'>,
): Promise<AnnouncementSaved> {
  const row = await lockAnnouncement(tx, edit.guildId, edit.id);
  const refused = await refusal(tx, row, edit.seen);
  if (row === undefined || refused !== null) return refused ?? { kind: 'gone' };
  if (row.state !== 'draft') return { kind: 'settled' };
  // The slot of "now" is this minute, which has begun already.
  const from = edit.now.round({ smallestUnit: 'minute', roundingMode: 'floor' }).toString();
  const rule = JSON.stringify(schedule.rule);
  await sql`
    insert into schedules
      (id, campaign_id, purpose, subject, rule, zone, lateness_minutes, planned_until, next_look_at)
    values (${row.id}, ${row.campaign_id}, ${schedule.purpose}, ${schedule.subject}, ${rule}::jsonb,
      ${schedule.zone}, ${schedule.latenessMinutes}, ${from}::timestamptz, ${from}::timestamptz)
    on conflict (campaign_id, purpose, subject) do update
      set rule = excluded.rule, zone = excluded.zone, lateness_minutes = excluded.lateness_minutes,
        enabled = true, planned_until = excluded.planned_until, next_look_at = excluded.next_look_at
  `.execute(tx);
  if (row.mourning) await followMourning(tx, row.campaign_id, edit.now, { ended: false });
  // Nobody's words changed with this: who changed it last stays who did.
  const scheduled = await tx
    .updateTable('announcements')
    .set({ state: 'scheduled' })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await note(tx, edit, row, 'announcement.schedule', { at: row.at ?? '', rule: schedule.rule.kind });
  return await savedAs(tx, scheduled);
}

/** {@link ../../../campaigns/ports/announcements.ts Announcements.withdraw}, in a transaction. */
export async function withdrawAnnouncement(
  tx: Db,
  edit: Parameters<Announcements['withdraw']>[0],
): Promise<AnnouncementSaved> {
  const row = await lockAnnouncement(tx, edit.guildId, edit.id);
  const refused = await refusal(tx, row, edit.seen);
  if (row === undefined || refused !== null) return refused ?? { kind: 'gone' };
  // Who saw a draft throws away a draft, and not what somebody has scheduled meanwhile.
  if (edit.seen !== undefined && row.state !== 'draft') return { kind: 'settled' };
  const ended = row.state === 'scheduled' ? await haltAnnouncement(tx, row, edit.now, 'some') : [];
  if (ended === null) return { kind: 'settled' };
  const saved = await save(tx, edit, { state: 'withdrawn' });
  await note(tx, edit, row, row.state === 'draft' ? 'announcement.discard' : 'announcement.withdraw', {});
  return ending(saved, ended);
}

/** Why an announcement cannot be saved by somebody who saw that version; null when it can. */
async function refusal(
  tx: Db,
  row: Row | undefined,
  seen: number | undefined,
): Promise<AnnouncementSaved | null> {
  if (row === undefined) return { kind: 'gone' };
  if (row.state === 'withdrawn') return { kind: 'settled' };
  if (seen === undefined || row.version === seen) return null;
  const [value] = await readAnnouncements(tx, [row]);
  return value === undefined ? null : { kind: 'changed', value, by: row.changed_by, at: row.changed_at };
}

async function save(
  tx: Db,
  { id, by, now }: Pick<AnnouncementEdit, 'id' | 'by' | 'now'>,
  columns: object,
): Promise<AnnouncementSaved> {
  const row = await tx
    .updateTable('announcements')
    .set({
      ...columns,
      version: sql<number>`version + 1`,
      changed_by: by,
      changed_at: now.toString(),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return await savedAs(tx, row);
}

async function savedAs(tx: Db, row: Row): Promise<AnnouncementSaved> {
  const [value] = await readAnnouncements(tx, [row]);
  return value === undefined ? { kind: 'gone' } : { kind: 'saved', value };
}

function columnsOf(change: AnnouncementChange, row: Row) {
  const { title, text, at, whenTyped, repeat, mourning, channels, crosspost, translation } = change;
  const words = translation?.words;
  const others: Record<string, unknown> = { ...row.translations };
  if (translation !== undefined) {
    delete others[translation.language];
    if (words) others[translation.language] = { title: words.title, text: words.text };
  }
  return {
    ...(title !== undefined && { title: storable(title) }),
    ...(text !== undefined && { text: storable(text) }),
    ...(at !== undefined && { at }),
    ...(whenTyped !== undefined && { when_typed: storable(whenTyped) }),
    ...(repeat !== undefined && { repeat: repeat === null ? null : toJson(repeat) }),
    ...(mourning !== undefined && { mourning }),
    ...(channels !== undefined && { channels: channels === null ? null : [...channels] }),
    ...(crosspost !== undefined && { crosspost }),
    ...(translation !== undefined && { translations: toJson(others) }),
  };
}

async function note(
  tx: Db,
  { guildId, by, now }: Pick<AnnouncementEdit, 'guildId' | 'by' | 'now'>,
  row: Row,
  what: string,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  // The log takes the title of a draft from the draft: when that is deleted, nothing of it stays.
  const title = row.state === 'draft' && what !== 'announcement.schedule' ? {} : { title: row.title };
  await auditOver(tx).note({
    guildId,
    campaignId: row.campaign_id,
    by,
    what,
    details: { announcement: row.id, ...title, ...details },
    at: now,
  });
}
