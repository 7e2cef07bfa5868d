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
import type { Delivery, DeliveryReason, DeliveryState, FrozenPost } from '../delivery.ts';
import type { Override, Purpose, Schedule } from '../schedule.ts';
import type { Language } from '../../content/language.ts';

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
  /** @returns the campaign, or `taken` when the server has one of that name already (case aside) */
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
  /** Adds the schedules that are not there yet, and switches off those of that pack that are no longer in the list. */
  syncRemembrances(campaignId: Id, schedules: NewCampaign['schedules']): Promise<void>;
  /** Every campaign that is not archived. */
  all(): Promise<readonly Campaign[]>;
  /** Marks or clears the loss of a channel. @returns true when that changed anything */
  setQuarantine(channelId: Id, reason: string | null, now: Temporal.Instant): Promise<boolean>;
  quarantined(): Promise<readonly CampaignChannel[]>;
}

export interface Actions {
  add(action: Omit<Action, 'id' | 'state'>): Promise<Action>;
  /** Open ones, the most urgent first. */
  open(campaignId: Id): Promise<readonly Action[]>;
}

export interface Announcements {
  draft(announcement: Omit<Announcement, 'id' | 'state'>): Promise<Announcement>;
  find(guildId: Snowflake, id: Id): Promise<(Announcement & { readonly campaign: Campaign }) | null>;
  change(id: Id, words: Pick<Announcement, 'title' | 'text' | 'at'>): Promise<Announcement>;
  /** Makes a draft a schedule. @returns false when it was none any more */
  schedule(id: Id, schedule: Omit<Schedule, 'id' | 'campaignId' | 'enabled'>): Promise<boolean>;
  withdraw(id: Id): Promise<boolean>;
}

/** An outage's missed posts, told to the organisers once. */
export interface Missed {
  readonly campaignId: Id;
  readonly count: number;
  readonly first: Temporal.Instant;
  readonly last: Temporal.Instant;
}

/** What the planner does with the truth. Every call may be made by any number of planners at once. */
export interface Planning {
  /** Schedules whose next look is due, locked against other planners while `expand` runs for each of them. */
  expandDue(
    now: Temporal.Instant,
    limit: number,
    expand: (
      schedule: Schedule,
      campaign: Campaign,
    ) => { readonly slots: readonly PlannedSlot[]; readonly nextLookAt: Temporal.Instant | null },
  ): Promise<number>;
  /** Turns due occurrences of active campaigns into deliveries, one per channel, and closes them. */
  openDeliveries(now: Temporal.Instant, limit: number): Promise<number>;
  /** Ends what is later than it may be. */
  closeLate(now: Temporal.Instant): Promise<readonly Missed[]>;
  /** Deliveries that need a job: pending ones, and `sending` ones whose lease has run out. */
  unfinished(limit: number): Promise<readonly Id[]>;
  /** The moment of the next thing that will be posted, for the sandbox's "next post". */
  nextDueAt(after: Temporal.Instant): Promise<Temporal.Instant | null>;
}

export interface PlannedSlot {
  readonly slot: string;
  readonly dueAt: Temporal.Instant;
}

export type ClaimResult =
  /** It is ours until the lease ends. `first` when no attempt was made before. */
  | {
      readonly kind: 'claimed';
      readonly delivery: Delivery & { readonly frozen: FrozenPost };
      readonly leaseId: Id;
      readonly sinceFirstAttemptMs: number;
      readonly anchor: Snowflake;
      readonly first: boolean;
    }
  /** Somebody else holds it, or it has ended, or it must wait. */
  | {
      readonly kind: 'not-now';
      readonly state: DeliveryState;
      readonly reason: 'ended' | 'leased' | 'paused' | 'quarantined' | 'late';
    };

/** The deliveries' ledger: the only place that says whether something was posted. */
export interface Ledger {
  find(id: Id): Promise<Delivery | null>;
  /**
   * Takes a delivery in one committed statement. Checks again that nothing stopped it, takes a lease on the
   * database's clock, and stores the post unless one is frozen already.
   */
  claim(
    id: Id,
    options: { readonly post: FrozenPost; readonly leaseMs: number; readonly now: Temporal.Instant },
  ): Promise<ClaimResult>;
  /** Records the outcome of an attempt under its lease. @returns false when the lease was lost meanwhile */
  settle(id: Id, leaseId: Id, outcome: Settlement): Promise<boolean>;
  /** Ends a delivery that was never claimed. */
  end(id: Id, state: 'skipped' | 'missed' | 'failed', reason: DeliveryReason): Promise<void>;
}

export type Settlement =
  | { readonly to: 'sent'; readonly messageId: Snowflake; readonly cause?: string }
  | {
      readonly to: 'failed' | 'skipped' | 'missed' | 'unknown';
      readonly reason: DeliveryReason;
      readonly cause: string;
    }
  /** Surely not posted: it may be claimed again at once. */
  | { readonly to: 'pending'; readonly cause: string }
  /** Perhaps posted: it stays `sending`, and may be recovered at once. */
  | { readonly to: 'sending'; readonly cause: string };

export interface Interactions {
  /** True for the first process that claims an interaction: only that one may write. */
  claim(interactionId: Snowflake): Promise<boolean>;
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
  readonly interactions: Interactions;
  readonly audit: Audit;
}
