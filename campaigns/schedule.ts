import type { Temporal } from 'temporal-polyfill';
import type { Audience, Id } from './campaign.ts';

/**
 * A rule in wall-clock time. The date comes from the event or the calendar (a plain date), the hour from the
 * campaign's zone; only an occurrence is an instant.
 */
export type Rule = (
  | ({
      readonly kind: 'yearly';
      /**
       * The day that is remembered: `YYYY-MM-DD`. The first occurrence is one year after it; with `from`, the first
       * that does not lie before that day, which may be the day itself.
       */
      readonly of: string;
      /** `HH:MM` in the schedule's zone. */
      readonly time: string;
      /** How many days before the day itself. */
      readonly leadDays: number;
    } & Bounds)
  | ({
      readonly kind: 'monthly';
      /** 1 to 31. In a month that has no such day it is the last day of that month. */
      readonly day: number;
      readonly time: string;
    } & Bounds)
  | ({
      readonly kind: 'weekly';
      /** 1 is Monday, 7 is Sunday (ISO 8601). */
      readonly weekday: number;
      readonly time: string;
    } & Bounds)
  | {
      readonly kind: 'once';
      /** `YYYY-MM-DDTHH:MM` in the schedule's zone. */
      readonly at: string;
    }
) & {
  /** What is posted mourns, by its organisers: {@link ./calendar/mourning.ts}. */
  readonly mourned?: true;
};

/** The days within which a repeating rule holds, both included, as `YYYY-MM-DD`; without them there is no end. */
export interface Bounds {
  readonly from?: string;
  readonly until?: string;
}

/** What a post is for. */
export type Purpose = PublicPurpose | 'planning-note' | 'notice';

/** What members see. Each channel gets those of them that organisers chose for it. */
export const publicPurposes = ['remembrance', 'digest', 'announcement', 'reminder'] as const;
export type PublicPurpose = (typeof publicPurposes)[number];

/** To whom a post of that purpose goes: all channels of the campaign for that audience get it. */
export const audienceOf: Readonly<Record<Purpose, Audience>> = {
  remembrance: 'public',
  digest: 'public',
  announcement: 'public',
  reminder: 'public',
  'planning-note': 'organisers',
  notice: 'organisers',
};

/** One rule of a campaign. There is at most one for each purpose and subject. */
export interface Schedule {
  readonly id: Id;
  readonly campaignId: Id;
  readonly purpose: Purpose;
  /** The event, announcement, action or notice that it is about; empty for the digest. */
  readonly subject: string;
  readonly rule: Rule;
  readonly zone: string;
  /** How late a post may still go out, in minutes; later than that it is missed. */
  readonly latenessMinutes: number;
  readonly enabled: boolean;
}

/** How late a post may go out when nobody chose otherwise: 6 hours (docs/architecture.md, "Time"). */
export const defaultLatenessMinutes = 6 * 60;

/**
 * What stands about one slot, whatever the rule says by now: what an organiser decided, and whether it is over. It
 * stands on the original slot, so that nothing moved comes back.
 */
export interface Override {
  readonly slot: string;
  readonly movedTo: string | null;
  readonly skipped: boolean;
  readonly note: string | null;
  /** It was opened, left out or missed: nothing more comes of its {@link ./calendar/period.ts period}. */
  readonly over?: boolean;
}

/**
 * One time that something is to be posted. Its key is campaign, purpose, subject and *original* slot (wall
 * time, `YYYY-MM-DDTHH:MM`), as RECURRENCE-ID is in iCalendar.
 */
export interface Occurrence {
  readonly purpose: Purpose;
  readonly subject: string;
  readonly slot: string;
  /** The wall time that is meant, after a move; a change of the clock may pass over it. */
  readonly meant: string;
  /** The wall time at which it really falls. */
  readonly wall: string;
  readonly zone: string;
  readonly at: Temporal.Instant;
  /** Why it will not be posted, when it will not: an organiser skipped it, or it is over already. */
  readonly dropped: 'skipped' | 'over' | null;
  /** Why it falls elsewhere than its slot, when it does. */
  readonly moved: 'by-organiser' | 'day-of-mourning' | null;
  /** What organisers want to say with it. */
  readonly note: string | null;
}
