import type { Temporal } from 'temporal-polyfill';
import type { Amendment } from '../amendment.ts';
import type { Id, Snowflake } from '../campaign.ts';
import type { DeliveryReason, DeliveryState } from '../delivery.ts';
import type { Purpose } from '../schedule.ts';

/** What of the log is shown. */
export const logFilters = ['all', 'posts', 'decisions', 'problems'] as const;
export type LogFilter = (typeof logFilters)[number];

/** Which post an entry is about. */
export interface LoggedPost {
  readonly deliveryId: Id;
  readonly guildId: Snowflake;
  readonly channelId: Snowflake;
  readonly purpose: Purpose;
  readonly subject: string;
  readonly slot: string;
  readonly zone: string;
  readonly dueAt: Temporal.Instant;
  readonly messageId: Snowflake | null;
  /** What the announcement or the action that it is about is called now. */
  readonly title: string | null;
}

/** What a decision is about, as far as anybody knows by now. */
export interface LogAbout {
  /** What the action or announcement is called now; where it is gone, as it was called when it was decided about. */
  readonly title: string | null;
  /** The post, by what it is for and when it was planned; the channels that got it, or would get it as things are now. */
  readonly post:
    | (Pick<LoggedPost, 'purpose' | 'subject' | 'slot'> & { readonly channelIds: readonly Snowflake[] })
    | null;
}

export type LogEntry = { readonly at: Temporal.Instant } &
  /** What somebody decided. */
  (
    | {
        readonly kind: 'decision';
        readonly by: Snowflake | null;
        readonly what: string;
        readonly details: Readonly<Record<string, string>>;
        readonly about: LogAbout;
        /** The post that it is about, when it is about one. */
        readonly deliveryId: Id | null;
      }
    /** What became of a post. */
    | {
        readonly kind: 'post';
        readonly post: LoggedPost;
        readonly state: Exclude<DeliveryState, 'pending' | 'sending'>;
        readonly reason: DeliveryReason | null;
        readonly cause: string | null;
        readonly takenDown: 'withdrawn' | 'gone' | null;
      }
    /** What became of something that was done to a post. */
    | {
        readonly kind: 'amendment';
        readonly post: LoggedPost;
        readonly amendment: Pick<Amendment, 'id' | 'kind' | 'state' | 'what' | 'cause' | 'by'>;
      }
  );

/** What happened in a campaign, newest first. */
export interface Logbook {
  /** Up to `limit` entries from `offset` on, and how many there are in all. */
  page(
    guildId: Snowflake,
    campaignId: Id,
    view: { readonly show: LogFilter; readonly offset: number; readonly limit: number },
  ): Promise<{ readonly entries: readonly LogEntry[]; readonly count: number }>;
  /** Forgets who did what before this moment. @returns how many names were forgotten */
  forgetNames(before: Temporal.Instant): Promise<number>;
}
