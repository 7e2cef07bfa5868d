import type { Temporal } from 'temporal-polyfill';
import type { Approval, ApprovalEnd, ApprovalSubject, ApprovedPart } from '../approval.ts';
import type { Campaign, CampaignChannel, Id, Snowflake } from '../campaign.ts';
import type { EndedDelivery } from './planning.ts';

/** Something that waits for approval, before it has an id. */
export interface NewApproval extends ApprovalSubject {
  readonly parts: readonly ApprovedPart[];
  /** Who changed it last; null when nobody did. */
  readonly editor: Snowflake | null;
  /** When it is to go out; both null for a correction, which goes out once it is approved. */
  readonly dueAt: Temporal.Instant | null;
  readonly latestAt: Temporal.Instant | null;
}

/** What came of a vote. All but `given` and `taken-back` changed nothing. */
export type VoteResult =
  | {
      readonly kind: 'given' | 'taken-back';
      readonly approval: Approval;
      /** What waited to be posted and is not, on account of this; left out where nothing did. */
      readonly ended?: readonly EndedDelivery[];
    }
  /** They said so already, or had nothing to take back. */
  | { readonly kind: 'already'; readonly approval: Approval }
  /** Whoever changed it last is not one of the two. */
  | { readonly kind: 'editor'; readonly approval: Approval }
  /** It is no longer what waits; `now` is what waits in its place. */
  | { readonly kind: 'stale'; readonly approval: Approval; readonly now: Approval | null }
  /** It is on its way, or out. */
  | { readonly kind: 'too-late'; readonly approval: Approval }
  /** What it is made of changed since it was looked at: it is to be looked at again. */
  | { readonly kind: 'moved'; readonly approval: Approval }
  | { readonly kind: 'gone' };

/** What somebody found who rendered it a moment ago, and it was what is asked. */
export interface Judged {
  /** {@link Approvals.basis}, as it was before it was rendered. */
  readonly basis: string;
  /** Who changed it last, by what is known now. */
  readonly editor: Snowflake | null;
}

/** What would be posted now, beside what is asked. */
export type ApprovalNow =
  | { readonly kind: 'same'; readonly judged: Judged }
  /** It would say something else: that is asked in its place. */
  | { readonly kind: 'changed'; readonly now: Approval }
  /** There is nothing to post, or it is planned anew at this moment. */
  | { readonly kind: 'nothing' }
  /** Its time has passed. */
  | { readonly kind: 'late' };

/** Looks at what would be posted, for whoever approves it. */
export interface ApprovalsNow {
  /** @param approval as it was just read; what is not open any more is not rendered */
  look(approval: Approval): Promise<ApprovalNow>;
}

/** How it stands with a correction. */
export type AmendmentStanding = 'not-needed' | 'waiting' | 'approved' | 'rejected' | 'ended';

/** Approvals: which bytes may go out. Nothing of one server shows in another. */
export interface Approvals {
  /** Only when its campaign belongs to that server. */
  find(guildId: Snowflake, id: Id): Promise<Approval | null>;
  /** What waits now (or was turned down) for the same occurrence or correction; null when nothing does. */
  current(subject: ApprovalSubject): Promise<Approval | null>;
  /** Everything of a campaign that is open or turned down, what is due first first. */
  waiting(campaignId: Id): Promise<readonly Approval[]>;
  /** Exactly what is approved, declared slots left open. */
  parts(id: Id): Promise<readonly ApprovedPart[]>;

  /**
   * Names everything in the database that what is asked is made of, as it is now: another name, and something of it
   * changed. Never the same again after a change, also one that was taken back.
   */
  basis(subject: ApprovalSubject): Promise<string>;

  /**
   * Each of these is one transaction with its note in the log (`approval.vote`, `approval.take-back`, …).
   *
   * @param judged what shows that it still is what would be posted; `moved` when that changed since
   */
  vote(
    guildId: Snowflake,
    id: Id,
    person: Snowflake,
    judged: Judged,
    now: Temporal.Instant,
  ): Promise<VoteResult>;
  takeBack(guildId: Snowflake, id: Id, person: Snowflake, now: Temporal.Instant): Promise<VoteResult>;
  /** Turns it down: it is held until it says something else, or somebody asks again. */
  reject(
    guildId: Snowflake,
    id: Id,
    person: Snowflake,
    reason: string,
    now: Temporal.Instant,
  ): Promise<VoteResult>;
  /** Takes back that it was turned down: everybody is asked anew. */
  askAgain(guildId: Snowflake, id: Id, person: Snowflake, now: Temporal.Instant): Promise<VoteResult>;

  /**
   * Asks the organisers to approve something, unless the same is asked already: writes it down and the request to
   * their channel in one transaction. Any number of processes may ask at once. What is asked for the same
   * subject with other bytes ends, and the request says what changed.
   *
   * For a correction (`amendment` set): call this in place of carrying it out when the campaign's `approvals` are
   * above 0, and carry out {@link Approvals.parts} once {@link Approvals.amendment} says `approved`. Withdrawing
   * a post needs no approval.
   *
   * @param seen what the asker saw to be asked before; left out, whatever it is. When it is another one by now,
   *   somebody was faster, and nothing changes.
   * @returns what is asked now, and the requests for what was asked before that are taken back
   */
  askFor(
    asked: NewApproval,
    now: Temporal.Instant,
    seen?: Id | null,
  ): Promise<{ readonly approval: Approval; readonly ended: readonly EndedDelivery[] }>;
  /** How it stands with a correction; `not-needed` where its campaign asks for no approvals. */
  amendment(
    campaignId: Id,
    amendment: Id,
  ): Promise<{
    readonly standing: AmendmentStanding;
    readonly approval: Approval | null;
  }>;
  /**
   * Ends what is asked: it was carried out, or is not wanted any more. Does nothing when nothing is asked.
   *
   * @returns the requests for it that are taken back
   */
  end(
    subject: ApprovalSubject,
    why: ApprovalEnd,
    now: Temporal.Instant,
  ): Promise<{ readonly ended: readonly EndedDelivery[] }>;
}

/** What a look at all approvals came to. */
export interface Settled {
  /** What is to be closed as missed. */
  readonly late: readonly Id[];
  /** The requests for what is over that are taken back. */
  readonly ended: readonly EndedDelivery[];
}

/** An occurrence that is near and needs approval. */
export interface Near extends Omit<ApprovalSubject, 'amendment'> {
  readonly occurrence: number;
  readonly dueAt: Temporal.Instant;
  readonly latestAt: Temporal.Instant;
  readonly zone: string;
  readonly campaign: Campaign;
  /** It became deliveries already, some of which may not go out yet. */
  readonly opened: boolean;
  /** The campaign's channels that get it. */
  readonly channels: readonly CampaignChannel[];
  /** Who decided last about the note that goes with it; null when there is none. */
  readonly note: { readonly by: Snowflake; readonly at: Temporal.Instant } | null;
  /** What is asked (or was turned down) for it now. */
  readonly approval: Approval | null;
}

/** How the planner keeps approvals and posts together. Every call may be made by any number of planners at once. */
export interface ApprovalPlanning {
  /** Whether any campaign asks for approvals, or anything is left of one: else there is nothing else to do here. */
  needed(): Promise<boolean>;
  /**
   * Occurrences of active campaigns that ask for approvals which are due before `until` and may not go out yet,
   * the first due first.
   *
   * @param after goes on behind this one
   */
  near(
    now: Temporal.Instant,
    until: Temporal.Instant,
    limit: number,
    after: Pick<Near, 'dueAt' | 'occurrence'> | null,
  ): Promise<readonly Near[]>;
  /** The occurrence of what is asked, near or not, while something of it may still go out. */
  nearFor(subject: ApprovalSubject): Promise<Near | null>;
  /** Nobody answered in time, and the campaign posts then: it may go out without approvals. */
  release(id: Id, now: Temporal.Instant): Promise<void>;
  /**
   * It was not approved in time: nothing of it that is not out goes out. The organisers are told.
   *
   * @returns the deliveries that ended, its own and those of requests that nobody has read
   */
  close(id: Id, as: 'skipped' | 'missed', now: Temporal.Instant): Promise<readonly EndedDelivery[]>;
  /** Lets deliveries that were opened already go out, as far as what is asked for them is approved. */
  attach(ids: readonly Id[]): Promise<void>;
  /** Reminds the organisers of what is due soon and not approved. @returns of how many */
  remind(now: Temporal.Instant, limit: number): Promise<number>;
  /**
   * Brings approvals up to date with what happened elsewhere: takes deliveries back whose approvals do not suffice
   * any more, ends what was posted, skipped or is not to be approved any more, and finds what was not approved
   * before it was too late.
   */
  settle(now: Temporal.Instant): Promise<Settled>;
  /** Forgets who approved, changed and turned down what ended before this moment. @returns how many names */
  forgetNames(before: Temporal.Instant): Promise<number>;
}
