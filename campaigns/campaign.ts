import type { Temporal } from 'temporal-polyfill';
import type { Language } from '../content/language.ts';

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
  readonly createdBy: Snowflake;
  /** Nothing that lies before this moment is ever planned. */
  readonly createdAt: Temporal.Instant;
}

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
  readonly quarantine: { readonly since: Temporal.Instant; readonly reason: string } | null;
}

/** What members can do, as far as the digest shows it. */
export interface Action {
  readonly id: Id;
  readonly campaignId: Id;
  readonly kind: ActionKind;
  readonly title: string;
  readonly text: string;
  readonly link: string | null;
  readonly place: string | null;
  /** The last moment to take part; null when it stays open. */
  readonly deadline: Temporal.Instant | null;
  /** What is aimed at and what is reached, in the same unit; null when nothing is counted. */
  readonly goal: number | null;
  readonly reached: number | null;
  readonly state: 'open' | 'closed';
  readonly createdAt: Temporal.Instant;
}

export const actionKinds = ['march', 'meeting', 'petition', 'letter', 'donation', 'share', 'other'] as const;
export type ActionKind = (typeof actionKinds)[number];

/** One post that an organiser wrote. A draft has been shown to them and not yet been scheduled. */
export interface Announcement {
  readonly id: Id;
  readonly campaignId: Id;
  readonly title: string;
  readonly text: string;
  /** Wall time in the campaign's zone, `YYYY-MM-DDTHH:MM`; null means as soon as it is confirmed. */
  readonly at: string | null;
  readonly state: 'draft' | 'scheduled' | 'withdrawn';
  readonly createdBy: Snowflake;
}
