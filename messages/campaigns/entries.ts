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
  /** The titles of announcements, by id. */
  readonly announcements: ReadonlyMap<Id, string>;
}

/** A line of the calendar: one post, or all digests that fall on their usual hour. */
export interface Entry {
  readonly occurrence: Occurrence;
  readonly schedule: Schedule | undefined;
  readonly times: number;
}

/** The lines of a calendar, the earliest first. The usual digests of a year would be 52 lines that say the same. */
export function entriesOf({ occurrences, schedules }: Plans): readonly Entry[] {
  const usual = occurrences.filter(isUsualDigest);
  return occurrences
    .filter((occurrence) => !isUsualDigest(occurrence) || occurrence === usual[0])
    .map((occurrence) => ({
      occurrence,
      schedule: schedules.find(
        ({ purpose, subject }) => purpose === occurrence.purpose && subject === occurrence.subject,
      ),
      times: isUsualDigest(occurrence) ? usual.length : 1,
    }));
}

/** A line in words: when, for the campaign and for the reader; what; and what an organiser did to it. */
export function entryText(entry: Entry, { announcements }: Plans, telling: Telling): string {
  const { speech } = telling;
  const { at, wall, slot, dropped, moved } = entry.occurrence;
  const when = speech.t('campaign.entry.line', {
    when: capital(wallName(wall, speech), speech.language),
    yours: yourTime(at),
  });
  const from = wallName(slot, speech);
  const marks = [
    ...(dropped === 'skipped' ? [speech.t('campaign.entry.skipped')] : []),
    ...(moved === 'by-organiser' ? [speech.t('campaign.entry.moved', { from })] : []),
    ...(moved === 'day-of-mourning' ? [speech.t('campaign.entry.waits', { from })] : []),
  ];
  return [when, `${whatText(entry, announcements, telling)}.`, ...marks.map((mark) => `_${mark}._`)].join(
    '\n',
  );
}

function isUsualDigest({ purpose, dropped, moved }: Occurrence): boolean {
  return purpose === 'digest' && dropped === null && moved === null;
}

function whatText(entry: Entry, announcements: Plans['announcements'], telling: Telling): string {
  const { occurrence, schedule } = entry;
  switch (occurrence.purpose) {
    case 'digest':
      return digestText(entry, telling.speech);
    case 'announcement':
      return announcementText(announcements.get(occurrence.subject), telling.speech);
    case 'remembrance':
    case 'planning-note':
      return remembranceText(occurrence, schedule, telling);
    case 'reminder':
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
