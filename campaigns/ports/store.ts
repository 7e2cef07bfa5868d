import type { Temporal } from 'temporal-polyfill';
import type { Audience, Campaign, CampaignChannel, Id, Snowflake } from '../campaign.ts';
import type { Notice } from '../notice.ts';
import type { Override, Purpose, Schedule } from '../schedule.ts';
import type { Language } from '../../content/language.ts';
import type { Announcements } from './announcements.ts';
import type { Actions } from './actions.ts';
import type { Cooldowns, OwnData } from './cooldowns.ts';
import type { Amendments } from './amendments.ts';
import type { Imports } from './imports.ts';
import type { ClaimContents } from './claim-contents.ts';
import type { ApprovalPlanning, Approvals } from './approvals.ts';
import type { Ledger } from './ledger.ts';
import type { Logbook } from './logbook.ts';
import type { Posts } from './posts.ts';
import type { Planning } from './planning.ts';
import type { Digests, PledgeBook } from './pledges.ts';
import type { Slots } from './slots.ts';
import type { Guilds, OrganiseButtons, Settings, StrandedNotices } from './settings.ts';

/** What a new campaign is made of. */
export interface NewCampaign {
  readonly guildId: Snowflake;
  readonly name: string;
  readonly pack: string;
  readonly zone: string;
  readonly language: Language;
  readonly createdBy: Snowflake;
  readonly createdAt: Temporal.Instant;
  readonly channels: readonly {
    readonly channelId: Snowflake;
    readonly audience: Audience;
    readonly language: Language;
  }[];
  readonly schedules: readonly Omit<Schedule, 'id' | 'campaignId' | 'enabled'>[];
}

export interface Campaigns {
  /**
   * A new campaign is `paused`: it posts nothing until somebody resumes it.
   *
   * @returns the campaign, or `taken` when the server has one of that name already (case aside)
   * @throws RangeError when there is no channel for the organisers among its channels
   */
  create(campaign: NewCampaign): Promise<Campaign | 'taken'>;
  ofGuild(guildId: Snowflake): Promise<readonly Campaign[]>;
  /** Only when it belongs to that server. */
  find(guildId: Snowflake, id: Id): Promise<Campaign | null>;
  channels(campaignId: Id): Promise<readonly CampaignChannel[]>;
  /** One of them by its own id, however many there are; null when it was removed. */
  channel(campaignId: Id, id: Id): Promise<CampaignChannel | null>;
  schedules(campaignId: Id): Promise<readonly Schedule[]>;
  /** What stands about its slots, as {@link ./slots.ts Slots.of} tells it. */
  overrides(
    campaignId: Id,
  ): Promise<readonly (Override & { readonly purpose: Purpose; readonly subject: string })[]>;
  /**
   * @param now for the log; the time of the database, unless told
   * @returns the campaign as it is now, or null when the server has none of that id
   */
  setState(
    guildId: Snowflake,
    id: Id,
    state: Campaign['state'],
    by: Snowflake,
    now?: Temporal.Instant,
  ): Promise<Campaign | null>;
  /**
   * Makes the remembrances and planning notes of a campaign those of the list: adds what is not there yet,
   * takes over changed rules, and switches off what is no longer in it. What is due already is left alone.
   */
  syncRemembrances(campaignId: Id, schedules: NewCampaign['schedules'], now: Temporal.Instant): Promise<void>;
  /** Every campaign that is not archived. */
  all(): Promise<readonly Campaign[]>;
  /**
   * Marks or clears the loss of a channel, and writes the notice in the same transaction when that changed
   * anything.
   *
   * @returns true when it did
   */
  setQuarantine(
    channelId: Id,
    reason: string | null,
    now: Temporal.Instant,
    notice?: Notice,
  ): Promise<boolean>;
  quarantined(): Promise<readonly CampaignChannel[]>;
}

export type { Announcements } from './announcements.ts';

export interface Interactions {
  /** True for the first process that claims an interaction: only that one may write. */
  claim(interactionId: Snowflake): Promise<boolean>;
  /** Forgets those that were claimed before this moment, on the database's clock. @returns how many */
  prune(before: Temporal.Instant): Promise<number>;
}

/** What organisers are told: each is a delivery of purpose `notice` to the campaign's organisers' channels. */
export interface Notices {
  /** Writes one that is not bound to another change. The delivery is due at once. */
  tell(campaignId: Id, notice: Notice, now: Temporal.Instant): Promise<void>;
  /** By the subject of its delivery. */
  find(campaignId: Id, subject: string): Promise<Notice | null>;
}

/** A report of an error in the record, on its way to the organisers. */
export interface NewReport {
  /** The interaction in which it was written: it is sent once, however often that comes. */
  readonly interactionId: Snowflake;
  readonly guildId: Snowflake;
  readonly campaignId: Id;
  readonly by: Snowflake;
  readonly notice: Extract<Notice, { kind: 'report' }>;
  readonly now: Temporal.Instant;
}

/** Reports of errors. Who reported when is kept only as long as the limits need it. */
export interface Reports {
  /**
   * Writes the notice to the organisers, unless it is one too many ({@link ../report-limits.ts}) on the
   * database's clock. Of several at once each counts.
   *
   * @returns `repeated` when this interaction was written already, else whose limit it would break
   */
  send(report: NewReport): Promise<'sent' | 'repeated' | 'minute' | 'day' | 'server'>;
  /** Forgets who reported before this moment, on the database's clock. @returns how many */
  prune(before: Temporal.Instant): Promise<number>;
}

/** Actions and announcements that were never published. */
export interface Drafts {
  /**
   * Removes those that were discarded, or that nobody touched since this moment of the campaign clock, with their
   * pictures. What was ever to be posted stays, for it is part of what happened.
   *
   * @returns how many
   */
  prune(before: Temporal.Instant): Promise<number>;
}

/** Which commands were last published for an application. */
export interface PublishedCommands {
  /** @returns null when none were published yet */
  fingerprint(applicationId: Snowflake): Promise<string | null>;
  remember(applicationId: Snowflake, fingerprint: string): Promise<void>;
}

export interface Audit {
  note(entry: {
    readonly guildId: Snowflake;
    readonly campaignId: Id | null;
    readonly by: Snowflake | null;
    readonly what: string;
    readonly details?: Readonly<Record<string, string>>;
    readonly at: Temporal.Instant;
  }): Promise<void>;
}

/** The truth, by what is asked of it. */
export interface Store {
  readonly campaigns: Campaigns;
  readonly settings: Settings;
  readonly organiseButtons: OrganiseButtons;
  readonly guilds: Guilds;
  readonly strandedNotices: StrandedNotices;
  readonly actions: Actions;
  readonly pledges: PledgeBook;
  readonly digests: Digests;
  readonly cooldowns: Cooldowns;
  /** What is kept about a person in a server, besides pledges. */
  ownData(guildId: Snowflake, person: Snowflake): Promise<OwnData>;
  readonly announcements: Announcements;
  readonly drafts: Drafts;
  readonly imports: Imports;
  readonly planning: Planning;
  readonly slots: Slots;
  readonly approvals: Approvals;
  readonly approvalPlanning: ApprovalPlanning;
  readonly ledger: Ledger;
  readonly posts: Posts;
  readonly amendments: Amendments;
  readonly logbook: Logbook;
  readonly claimContents: ClaimContents;
  readonly notices: Notices;
  readonly interactions: Interactions;
  readonly reports: Reports;
  readonly audit: Audit;
  readonly publishedCommands: PublishedCommands;
}
