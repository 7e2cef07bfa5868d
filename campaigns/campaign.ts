import type { Temporal } from 'temporal-polyfill';
import type { Language } from '../content/language.ts';
import type { PublicPurpose } from './schedule.ts';

/** An id that Discord gave: digits, kept as text because it does not fit a number. */
export type Snowflake = string;

/** An opaque id of ours: 16 letters, digits, `-` or `_`, as made by {@link ../campaigns/id.ts}. */
export type Id = string;

/** `paused` sends nothing and forgets nothing; `archived` is put away and can be brought back. */
export type CampaignState = 'paused' | 'active' | 'archived';

export interface Campaign {
  readonly id: Id;
  readonly guildId: Snowflake;
  readonly name: string;
  /** The content pack that it works with. */
  readonly pack: string;
  /** The IANA zone of its hours. */
  readonly zone: string;
  readonly language: Language;
  readonly state: CampaignState;
  /** Null when it is forgotten. */
  readonly createdBy: Snowflake | null;
  /** Nothing that lies before this moment is ever planned. */
  readonly createdAt: Temporal.Instant;
  /** Who has this role may organise the campaign, besides those who manage the server. */
  readonly organiserRole: Snowflake | null;
  /** How many people must approve a post before it goes out. */
  readonly approvals: 0 | 1 | 2;
  /** What becomes of a post that was not approved when it is due. */
  readonly unanswered: 'hold' | 'post' | 'skip';
  readonly times: CampaignTimes;
  /** Counts the changes of settings and channels: who saves must have seen the last one. */
  readonly version: number;
  /** Null when it is forgotten. */
  readonly changedBy: Snowflake | null;
  readonly changedAt: Temporal.Instant;
}

/** When a campaign posts what comes by itself. Times are `HH:MM` in its zone. */
export interface CampaignTimes {
  readonly remembrance: string;
  /** How many days before a day of memory the organisers get their planning note. */
  readonly planningDays: number;
  /** 1 is Monday, 7 is Sunday (ISO 8601). */
  readonly digestWeekday: number;
  readonly digest: string;
  /** How late a post may still go out. */
  readonly latenessMinutes: number;
}

/** What a campaign starts with. */
export const defaultTimes: CampaignTimes = {
  remembrance: '10:00',
  planningDays: 7,
  digestWeekday: 1,
  digest: '09:00',
  latenessMinutes: 6 * 60,
};

/** `public` is where the campaign speaks; `organisers` is private and always there. */
export type Audience = 'public' | 'organisers';

/** A Discord channel that a campaign posts to. */
export interface CampaignChannel {
  readonly id: Id;
  readonly campaignId: Id;
  readonly guildId: Snowflake;
  readonly channelId: Snowflake;
  readonly audience: Audience;
  readonly language: Language;
  /** Set while the channel or a permission in it is lost: nothing is sent there, and nothing is forgotten. */
  /** Which posts a public channel gets; empty for one of organisers, which gets what is for organisers. */
  readonly gets: readonly PublicPurpose[];
  /** The role that posts of these purposes mention; never on a day of mourning. */
  readonly ping: { readonly role: Snowflake; readonly for: readonly PublicPurpose[] } | null;
  readonly quarantine: { readonly since: Temporal.Instant; readonly reason: string } | null;
}

export type { Announcement } from './announcement.ts';
