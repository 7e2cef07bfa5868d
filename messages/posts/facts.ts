import type { Temporal } from 'temporal-polyfill';
import type { Action, Announcement, Campaign, Id, Snowflake } from '../../campaigns/campaign.ts';
import type { Notice } from '../../campaigns/notice.ts';
import type { Occurrence } from '../../campaigns/schedule.ts';
import type { PackRecord, RememberedEvent } from '../../content/record.ts';

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
export type PostFacts = { readonly campaign: Campaign } & (
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
      readonly actions: readonly Action[];
      readonly comingUp: readonly ComingUp[];
    }
  | { readonly purpose: 'announcement'; readonly announcement: Announcement }
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
}
