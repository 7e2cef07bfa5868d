import type { Temporal } from 'temporal-polyfill';
import type {
  Action,
  Announcement,
  Audience,
  Campaign,
  CampaignChannel,
  Id,
  Snowflake,
} from '../campaign.ts';
import type { Notice } from '../notice.ts';
import type { Override, Purpose, Schedule } from '../schedule.ts';
import type { Language } from '../../content/language.ts';
import type { Ledger } from './ledger.ts';
import type { Planning } from './planning.ts';

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
  schedules(campaignId: Id): Promise<readonly Schedule[]>;
  overrides(
    campaignId: Id,
  ): Promise<readonly (Override & { readonly purpose: Purpose; readonly subject: string })[]>;
  /** @returns the campaign as it is now, or null when the server has none of that id */
  setState(guildId: Snowflake, id: Id, state: Campaign['state'], by: Snowflake): Promise<Campaign | null>;
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

export interface Actions {
  add(action: Omit<Action, 'id' | 'state'>): Promise<Action>;
  /** Open ones, the most urgent first. */
  open(campaignId: Id): Promise<readonly Action[]>;
  /** @returns the action, or null when that server has no open one of that id */
  close(guildId: Snowflake, id: Id): Promise<Action | null>;
}

export interface Announcements {
  draft(announcement: Omit<Announcement, 'id' | 'state'>): Promise<Announcement>;
  find(guildId: Snowflake, id: Id): Promise<(Announcement & { readonly campaign: Campaign }) | null>;
  /** Changes a draft. @returns null when that server has no draft of that id (any more) */
  change(
    guildId: Snowflake,
    id: Id,
    words: Pick<Announcement, 'title' | 'text' | 'at'>,
  ): Promise<Announcement | null>;
  /**
   * Makes a draft a schedule, whose slot may be past by a minute.
   *
   * @param seen what the person saw who confirms it; nothing is scheduled when it says something else by now
   * @returns false when it was no draft any more, or not that one
   */
  schedule(
    guildId: Snowflake,
    id: Id,
    schedule: Omit<Schedule, 'id' | 'campaignId' | 'enabled'>,
    seen?: Pick<Announcement, 'title' | 'text' | 'at'>,
  ): Promise<boolean>;
  /**
   * Withdraws a draft or what is scheduled, and everything of it that was not sent yet. What is being sent at
   * this very moment may still go out.
   *
   * @returns false when that server has none of that id that could be withdrawn
   */
  withdraw(guildId: Snowflake, id: Id): Promise<boolean>;
}

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
  readonly actions: Actions;
  readonly announcements: Announcements;
  readonly planning: Planning;
  readonly ledger: Ledger;
  readonly notices: Notices;
  readonly interactions: Interactions;
  readonly reports: Reports;
  readonly audit: Audit;
  readonly publishedCommands: PublishedCommands;
}
