import type { Temporal } from 'temporal-polyfill';
import type { Id } from '../campaign.ts';
import type { CampaignOverride } from '../calendar/mourning.ts';
import type { DeliveryReason } from '../delivery.ts';
import type { Purpose, Schedule } from '../schedule.ts';

/** An outage's missed posts, told to the organisers once. */
export interface Missed {
  readonly campaignId: Id;
  readonly count: number;
  readonly first: Temporal.Instant;
  readonly last: Temporal.Instant;
}

/** A delivery that was made, by the occurrence that it was made for. */
export interface MadeDelivery {
  readonly id: Id;
  readonly campaignId: Id;
  readonly purpose: Purpose;
  readonly slot: string;
}

/** A delivery that ended without being posted. */
export interface EndedDelivery {
  readonly id: Id;
  readonly campaignId: Id;
  readonly state: 'skipped' | 'missed';
  readonly reason: DeliveryReason;
}

/** What the planner does with the truth. Every call may be made by any number of planners at once. */
export interface Planning {
  /**
   * Says that a planner runs. A gap of more than a few ticks between two of these tells that the database may be a
   * backup, and that posts may be out of which it knows nothing.
   */
  beat(): Promise<void>;
  /**
   * Schedules whose next look is due, locked against other planners while `expand` runs for each of them.
   * What it returns is put in: a new slot as an occurrence; the `dueAt` and `skipped` of one whose occurrence
   * is still open are brought up to date; a closed one stays as it is. With null nothing changes but the next
   * look, which is put off by an hour (`plannedUntil` stays, so nothing is passed over).
   *
   * Whoever moves a slot ({@link ./slots.ts}) deletes its open occurrence and sets both the next look and
   * `plannedUntil` back to now, so that it is planned again where it falls. Whoever schedules or stops an
   * announcement that mourns sets those of the digest back, which may wait for another day then.
   *
   * @returns how many schedules were looked at
   */
  expandDue(now: Temporal.Instant, limit: number, expand: (look: Look) => Expansion | null): Promise<number>;
  /**
   * Reckons the times of open occurrences anew when the tz database is another one than the last time: wall time
   * and zone stay, the moment follows. Does nothing, at the cost of one row, when it is the same.
   *
   * @param version such as `2026c`
   * @returns how many occurrences fall at another moment now
   */
  followZoneRules(version: string, now: Temporal.Instant): Promise<number>;
  /**
   * Turns due occurrences of active campaigns into deliveries, one per channel, and closes them. A delivery's
   * id is {@link ../delivery.ts deliveryIdOf}: the same again when a backup was restored.
   *
   * Where a campaign asks for approvals, only occurrences that are `ready` are opened, and of those only the ones
   * that are still approved then. Their deliveries post what was approved.
   *
   * @returns how many occurrences were closed, and the deliveries that were made
   */
  openDeliveries(
    now: Temporal.Instant,
    limit: number,
    ready?: readonly Ready[],
  ): Promise<{ readonly closed: number; readonly made: readonly MadeDelivery[] }>;
  /**
   * Ends what is later than it may be: open occurrences of every campaign, and `pending` deliveries (what is
   * `sending` is left to recovery). In the same transaction the organisers of a campaign get one notice of
   * kind `missed`: an earlier one that is not posted yet is replaced by one that counts both, so that an
   * outage is told once. What a pause or a quarantine held back is ended without a notice: those have their own.
   *
   * @returns what organisers are told, and every delivery that ended
   */
  closeLate(
    now: Temporal.Instant,
  ): Promise<{ readonly missed: readonly Missed[]; readonly ended: readonly EndedDelivery[] }>;
  /**
   * Deliveries that need a job, the longest due first: those that are out and have something to be done to them,
   * `pending` ones that neither a pause nor a quarantine holds back, and `sending` ones whose lease has run out.
   */
  unfinished(limit: number): Promise<readonly Id[]>;
  /** The moment of the next thing that will be posted, for the sandbox's "next post". */
  nextDueAt(after: Temporal.Instant): Promise<Temporal.Instant | null>;
}

/** An occurrence of which it was seen right now that what would be posted is what was approved. */
export interface Ready {
  readonly occurrence: number;
  /** Null when there is nothing to say, and so nothing to approve. */
  readonly approval: Id | null;
}

/** What `expand` is given: a schedule, and up to when its slots have been planned already. */
export interface Look {
  readonly schedule: Schedule;
  /** The pack of its campaign. */
  readonly pack: string;
  /** What stands about its slots, and about those of `mourned`. */
  readonly overrides: readonly CampaignOverride[];
  /** Of a digest: the other schedules of its campaign that mourn. It waits on their days. */
  readonly mourned: readonly Schedule[];
  /** At first the moment at which the schedule was made. */
  readonly plannedUntil: Temporal.Instant;
}

export interface Expansion {
  readonly slots: readonly PlannedSlot[];
  readonly plannedUntil: Temporal.Instant;
  /** Null when nothing will ever come of this schedule again. */
  readonly nextLookAt: Temporal.Instant | null;
}

export interface PlannedSlot {
  readonly slot: string;
  /** The wall time in the zone of the schedule from which `dueAt` was reckoned. */
  readonly wall: string;
  readonly dueAt: Temporal.Instant;
  /** An organiser skipped it: its occurrence is kept and never opened. */
  readonly skipped: boolean;
}
