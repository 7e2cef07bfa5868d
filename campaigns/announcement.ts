import { Temporal } from 'temporal-polyfill';
import type { Language } from '../content/language.ts';
import { anniversaryIn, yearOf } from './calendar/rule.ts';
import { readWall } from './calendar/wall-time.ts';
import type { Id, Snowflake } from './campaign.ts';
import type { PostFile } from './delivery.ts';
import type { PictureType } from './picture/limits.ts';
import type { Rule } from './schedule.ts';

/** A title, which stands alone on a locked phone, and what is said below it. */
export interface AnnouncementWords {
  readonly title: string;
  readonly text: string;
}

/**
 * One post that organisers wrote, or one that repeats. A draft has been shown to them and not been scheduled;
 * what is changed after that is a draft again.
 */
export interface Announcement extends AnnouncementWords {
  readonly id: Id;
  readonly campaignId: Id;
  /**
   * Wall time in the campaign's zone, `YYYY-MM-DDTHH:MM`: of the only post, or of the first of those that repeat.
   * Null means as soon as it is confirmed.
   */
  readonly at: string | null;
  /** What was typed as its time and is no time yet: it is asked about, and nothing goes out until then. */
  readonly whenTyped: string;
  readonly repeat: Repeat | null;
  /** It mourns: no ping, no emoji, no exclamation mark, and its day is a day of mourning of the campaign. */
  readonly mourning: boolean;
  /** The campaign's channels that get it; null for all that get announcements. */
  readonly channels: readonly Id[] | null;
  /** The same in other languages than the campaign's. */
  readonly translations: Readonly<Record<Language, AnnouncementWords>>;
  readonly picture: Picture | null;
  /** Passed on to the servers that follow an announcement channel. */
  readonly crosspost: boolean;
  readonly state: 'draft' | 'scheduled' | 'withdrawn';
  /** Null when it is forgotten. */
  readonly createdBy: Snowflake | null;
  /** Counts its changes: who saves must have seen the last one. */
  readonly version: number;
  /** Null when it is forgotten. */
  readonly changedBy: Snowflake | null;
  readonly changedAt: Temporal.Instant;
}

/** How an announcement comes again. */
export type Repeat = { readonly kind: 'weekly' } | { readonly kind: 'monthly' } | YearlyRepeat;

/** A group's own day of memory. */
export interface YearlyRepeat {
  readonly kind: 'yearly';
  /** The day from which years are counted, `YYYY-MM-DD`; null while it is not known which is meant. */
  readonly of: string | null;
  /** What was typed as that day, when it is none yet. */
  readonly typed: string;
  /** How many days before the day itself it goes out. */
  readonly leadDays: number;
}

/** What is known of a picture without its bytes. */
export interface Picture {
  readonly type: PictureType;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Bytes. */
  readonly size: number;
  /** What it shows, for those who do not see it. */
  readonly alt: string;
}

/** The hour of an announcement for which only a day was named. */
export const usualHour = '10:00';

/** Under which name a picture is posted: what a person called the file tells about their machine. */
function pictureName({ type }: Pick<Picture, 'type'>): string {
  return `picture.${type === 'image/jpeg' ? 'jpg' : type.slice('image/'.length)}`;
}

/** A picture as it goes with a post. */
export function pictureFile(picture: Pick<Picture, 'type'>, bytes: Uint8Array): PostFile {
  return { name: pictureName(picture), type: picture.type, bytes };
}

/**
 * The rule of an announcement that has all that it needs.
 *
 * @param now wall time in the campaign's zone, for one that goes out as soon as it is confirmed
 * @returns null when a weekly or monthly one has no first time, or a yearly one no day
 */
export function ruleOf(
  { mourning, ...announcement }: Pick<Announcement, 'at' | 'repeat' | 'mourning'>,
  now: string,
): Rule | null {
  const rule = timesOf(announcement, now);
  return rule === null || !mourning ? rule : { ...rule, mourned: true };
}

function timesOf({ at, repeat }: Pick<Announcement, 'at' | 'repeat'>, now: string): Rule | null {
  if (repeat === null) return { kind: 'once', at: at ?? now };
  const time = at?.slice('YYYY-MM-DDT'.length) ?? usualHour;
  if (repeat.kind === 'yearly') {
    return repeat.of === null ? null : { kind: 'yearly', of: repeat.of, time, leadDays: repeat.leadDays };
  }
  if (at === null) return null;
  const first = readWall(at).toPlainDate();
  const from = first.toString();
  return repeat.kind === 'weekly'
    ? { kind: 'weekly', weekday: first.dayOfWeek, time, from }
    : { kind: 'monthly', day: first.day, time, from };
}

/** What a post of a day of memory says of time. */
export interface Occasion {
  /** How many years ago it was, on its day. */
  readonly years: number;
  /** How many days from the post to that day; below 0 when it was moved behind it. */
  readonly days: number;
}

/**
 * @param slot the original slot of an occurrence
 * @param wall when it really falls
 * @returns null when the announcement is not of a day of memory
 */
export function occasionOf(
  { repeat }: Pick<Announcement, 'repeat'>,
  slot: string,
  wall: string,
): Occasion | null {
  if (repeat?.kind !== 'yearly' || repeat.of === null) return null;
  const { of, leadDays } = repeat;
  const first = Temporal.PlainDate.from(of);
  const year = yearOf({ kind: 'yearly', of, leadDays, time: usualHour }, readWall(slot).toPlainDate());
  const day = anniversaryIn(year, first);
  return { years: year - first.year, days: readWall(wall).toPlainDate().until(day).days };
}

/** The words for readers of a language, and in which language they are: the campaign's when there are no others. */
export function wordsFor(
  { title, text, translations }: Pick<Announcement, 'title' | 'text' | 'translations'>,
  language: Language,
  campaignLanguage: Language,
): AnnouncementWords & { readonly language: Language } {
  const translated = language === campaignLanguage ? undefined : translations[language];
  return translated ? { ...translated, language } : { title, text, language: campaignLanguage };
}

/** Signs that have no place in a post of mourning, each once, in the order in which they stand there. */
export function unfitForMourning(text: string): readonly string[] {
  // Letters that could be drawn as a picture and are not, such as ©, stay.
  const signs = text.match(
    /[!¡]|<a?:\w+:\d+>|[\p{Emoji_Presentation}]|\p{Emoji}\uFE0F|\u20E3|(?![©®™])\p{Extended_Pictographic}/gu,
  );
  return [...new Set(signs ?? [])];
}
