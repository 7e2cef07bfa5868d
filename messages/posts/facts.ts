import type { Temporal } from 'temporal-polyfill';
import type { Announcement, Campaign, Id, Snowflake } from '../../campaigns/campaign.ts';
import type { Occasion } from '../../campaigns/announcement.ts';
import type { PostFile } from '../../campaigns/delivery.ts';
import type { Action } from '../../campaigns/action/action.ts';
import type { Notice } from '../../campaigns/notice.ts';
import type { DigestState } from '../../campaigns/ports/pledges.ts';
import type { Occurrence } from '../../campaigns/schedule.ts';
import type { PackRecord, RememberedEvent } from '../../content/record.ts';
import type { Correction } from './corrections.ts';

/** A remembered event, and how many years ago it is on the day of the post. */
export interface Anniversary {
  readonly record: PackRecord;
  readonly event: RememberedEvent;
  readonly years: number;
}

/** A day of remembrance that lies ahead. Announcements are not named before the hour that was chosen for them. */
export interface ComingUp {
  readonly occurrence: Occurrence;
  readonly anniversary: Anniversary;
}

/** All that a post is made from, by what it is for. Gathered when it is about to be posted. */
export type PostFacts = {
  readonly campaign: Campaign;
  /** What organisers want to say with this post, in their own words. */
  readonly note?: string | null;
} & (
  | { readonly purpose: 'remembrance'; readonly anniversary: Anniversary }
  | {
      readonly purpose: 'planning-note';
      readonly anniversary: Anniversary;
      /** The post that it announces; null when none will go out. */
      readonly remembrance: Occurrence | null;
      /** Where that one goes. */
      readonly channels: readonly Snowflake[];
    }
  | {
      readonly purpose: 'digest';
      /** Open ones, and closed ones: what is over is told once. */
      readonly actions: readonly Action[];
      readonly comingUp: readonly ComingUp[];
      /** What it says of pledges, and after which moment something counts as changed. */
      readonly stated: DigestState;
    }
  | { readonly purpose: 'reminder'; readonly action: Action }
  | {
      readonly purpose: 'announcement';
      readonly announcement: Announcement;
      /** What it says of time, on a group's own day of memory. */
      readonly occasion: Occasion | null;
      readonly picture: PostFile | null;
    }
  | { readonly purpose: 'notice'; readonly notice: Notice }
);

/** How a post is told: which one it is, in whose words, as of which moment. */
export interface PostSetting {
  readonly deliveryId: Id;
  /** When it was to be posted, for the sentence of a late one. */
  readonly dueAt: Temporal.Instant;
  readonly zone: string;
  readonly now: Temporal.Instant;
  /** Say that the post comes late. */
  readonly late: boolean;
  /** The role that is mentioned, if any ({@link ./ping.ts pingOf}). */
  readonly ping?: Snowflake | null;
  /** Leave what may differ from what was approved as {@link ./slots.ts slots}. */
  readonly slots?: 'open';
  /** What organisers want to say with it ({@link ./organisers-note.ts}). */
  readonly note?: string | null;
  /** What was put right in it since it was posted, oldest first. */
  readonly corrections?: readonly Correction[];
}
