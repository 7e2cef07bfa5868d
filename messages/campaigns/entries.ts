import type { Mourning } from '../../campaigns/calendar/mourning.ts';
import { ordinalOf } from '../../campaigns/calendar/rule.ts';
import type { Id } from '../../campaigns/campaign.ts';
import type { Occurrence, Schedule } from '../../campaigns/schedule.ts';
import { inline } from '../posts/inline.ts';
import { say, type Telling } from '../say.ts';
import { capital } from '../text.ts';
import type { Speech } from '../words.ts';
import { nameOfWeekday, wallName, yourTime } from './moments.ts';

/** What a campaign has before it in some window of time. */
export interface Plans {
  readonly schedules: readonly Schedule[];
  readonly occurrences: readonly Occurrence[];
  /** What stands about their slots. */
  readonly overrides: Mourning['overrides'];
  /** The titles of announcements, by id. */
  readonly announcements: ReadonlyMap<Id, string>;
  /** The titles of actions of which there are reminders, by id. */
  readonly actions?: ReadonlyMap<Id, string>;
}

/** A line of the calendar: one post, or all of a schedule that fall on their usual hour. */
export interface Entry {
  readonly occurrence: Occurrence;
  readonly schedule: Schedule | undefined;
  readonly times: number;
}

/** From so many on, posts of one schedule are one line. */
const leastFolded = 2;

/** The lines of a calendar, the earliest first. The usual digests of a year would be 52 lines that say the same. */
export function entriesOf(plans: Plans): readonly Entry[] {
  const { occurrences } = plans;
  const scheduleOf = findSchedule(plans);
  const usual = Map.groupBy(
    occurrences.filter((occurrence) => isUsual(occurrence) && repeatsOften(scheduleOf(occurrence))),
    scheduleOf,
  );
  return occurrences.flatMap((occurrence): Entry[] => {
    const schedule = scheduleOf(occurrence);
    const alike = usual.get(schedule) ?? [];
    if (alike.length < leastFolded || !alike.includes(occurrence)) {
      return [{ occurrence, schedule, times: 1 }];
    }
    return occurrence === alike[0] ? [{ occurrence, schedule, times: alike.length }] : [];
  });
}

/** The single posts that stand behind one line of a calendar. */
export function unfoldedEntries(plans: Plans, scheduleId: Id): readonly Entry[] {
  const scheduleOf = findSchedule(plans);
  return plans.occurrences.flatMap((occurrence) => {
    const schedule = scheduleOf(occurrence);
    return schedule?.id === scheduleId ? [{ occurrence, schedule, times: 1 }] : [];
  });
}

/** One post of the calendar as a line of its own. */
export function entryOf(occurrence: Occurrence, plans: Plans): Entry {
  return { occurrence, schedule: findSchedule(plans)(occurrence), times: 1 };
}

/** A line in words: when, for the campaign and for the reader; what; and what an organiser did to it. */
export function entryText(entry: Entry, plans: Plans, telling: Telling): string {
  const { speech } = telling;
  const { at, wall } = entry.occurrence;
  const when = speech.t('campaign.entry.line', {
    when: capital(wallName(wall, speech), speech.language),
    yours: yourTime(at),
  });
  const marks = marksOf(entry, telling).map((mark) => `_${mark}._`);
  return [when, `${entryName(entry, plans, telling)}.`, ...marks].join('\n');
}

/** What was done to a post, and what else is different about it. */
export function marksOf(entry: Entry, telling: Telling): readonly string[] {
  return [
    ...(entry.occurrence.dropped === 'skipped' ? [telling.speech.t('campaign.entry.skipped')] : []),
    ...otherMarksOf(entry, telling),
  ];
}

/** The same, where that an organiser skipped it is said in words of its own. */
export function otherMarksOf({ occurrence, schedule }: Entry, telling: Telling): readonly string[] {
  const { speech } = telling;
  const { slot, dropped, moved, note } = occurrence;
  const from = wallName(slot, speech);
  return [
    ...(dropped === 'over' ? [speech.t('calendar.entry.over')] : []),
    ...(moved === 'by-organiser' ? [speech.t('campaign.entry.moved', { from })] : []),
    ...(moved === 'day-of-mourning' ? [speech.t('campaign.entry.waits', { from })] : []),
    ...(dropped === null && moved === null && isMourning(occurrence, schedule, telling)
      ? [speech.t('calendar.entry.mourning')]
      : []),
    ...(note === null ? [] : [speech.t('calendar.entry.note', { note: inline(note, 80) })]),
  ];
}

function findSchedule({ schedules }: Plans): (occurrence: Occurrence) => Schedule | undefined {
  const byKey = new Map(schedules.map((schedule) => [`${schedule.purpose} ${schedule.subject}`, schedule]));
  return ({ purpose, subject }) => byKey.get(`${purpose} ${subject}`);
}

function isUsual({ dropped, moved, note }: Occurrence): boolean {
  return dropped === null && moved === null && note === null;
}

function repeatsOften(schedule: Schedule | undefined): boolean {
  return schedule?.rule.kind === 'weekly' || schedule?.rule.kind === 'monthly';
}

/** Whether it is the post of a day of mourning on that day itself. */
function isMourning(
  { purpose, subject }: Occurrence,
  schedule: Schedule | undefined,
  { record }: Telling,
): boolean {
  if (purpose === 'announcement') {
    const lead = schedule?.rule.kind === 'yearly' ? schedule.rule.leadDays : 0;
    return schedule?.rule.mourned === true && lead === 0;
  }
  const event = record.ofKind('event').find(({ id }) => id === subject);
  return purpose === 'remembrance' && event?.remember?.as === 'mourning';
}

/** What one post is about, in few words. */
export function postName(occurrence: Occurrence, plans: Plans, telling: Telling): string {
  if (occurrence.purpose === 'digest') return telling.speech.t('calendar.entry.digest');
  return entryName(entryOf(occurrence, plans), plans, telling);
}

/** What a line is about: "Digest …: every Monday at 09:00, 52 times", "Announcement: “Vigil”". */
export function entryName(entry: Entry, plans: Plans, telling: Telling): string {
  const what = whatText(entry, plans, telling);
  if (entry.times === 1 || entry.occurrence.purpose === 'digest') return what;
  return telling.speech.t('calendar.entry.repeated', { what, count: entry.times });
}

function whatText(entry: Entry, { announcements, actions }: Plans, telling: Telling): string {
  const { occurrence, schedule } = entry;
  switch (occurrence.purpose) {
    case 'digest':
      return digestText(entry, telling.speech);
    case 'announcement':
      return announcementText(announcements.get(occurrence.subject), telling.speech);
    case 'remembrance':
    case 'planning-note':
      return remembranceText(occurrence, schedule, telling);
    case 'reminder': {
      const title = actions?.get(occurrence.subject);
      if (title === undefined) return telling.speech.t('campaign.entry.unknown');
      return telling.speech.t('calendar.entry.reminder', { title: inline(title, 100) });
    }
    case 'notice':
      return telling.speech.t('campaign.entry.unknown');
  }
}

function digestText({ schedule, times: count }: Entry, speech: Speech): string {
  if (count === 1 || schedule?.rule.kind !== 'weekly') return speech.t('campaign.entry.digest');
  const { weekday, time } = schedule.rule;
  return speech.t('campaign.entry.digests', { count, weekday: nameOfWeekday(weekday, speech), time });
}

function announcementText(title: string | undefined, speech: Speech): string {
  if (title === undefined) return speech.t('campaign.entry.unknown');
  return speech.t('campaign.entry.announcement', { title: inline(title, 100) });
}

function remembranceText(occurrence: Occurrence, schedule: Schedule | undefined, telling: Telling): string {
  const { speech, record } = telling;
  const event = record.ofKind('event').find(({ id }) => id === occurrence.subject);
  const count = schedule ? ordinalOf(schedule.rule, occurrence.slot) : null;
  if (!event || count === null) return speech.t('campaign.entry.unknown');
  const variables = { count, title: say(event.title, telling) };
  if (occurrence.purpose === 'planning-note') return speech.t('campaign.entry.planning', variables);
  return event.remember?.as === 'mourning'
    ? speech.t('campaign.entry.mourning', variables)
    : speech.t('campaign.entry.milestone', variables);
}
