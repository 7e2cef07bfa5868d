import type { Temporal } from 'temporal-polyfill';
import type { CampaignChannel, Id, Snowflake } from '../campaign.ts';
import type { Saved } from '../saved.ts';
import type { Override, Purpose } from '../schedule.ts';

/** One time of one schedule, by the slot that it had first. */
export interface SlotKey {
  readonly campaignId: Id;
  readonly purpose: Purpose;
  readonly subject: string;
  readonly slot: string;
}

/** What stands about a slot, and how often somebody decided about it: 0 when nobody did. */
export interface StandingSlot extends Override, SlotKey {
  readonly version: number;
  /** How it ended; null while it may still be posted. */
  readonly end: SlotEnd | null;
}

/** `opened`: its posts are on their way or out. `skipped`, `missed`: its time passed without them. */
export type SlotEnd = 'opened' | 'skipped' | 'missed';

export type SlotChange =
  | { readonly kind: 'skip' | 'unskip' | 'move-back' }
  /** To a wall time in the zone of its schedule, `YYYY-MM-DDTHH:MM`, that lies ahead. */
  | { readonly kind: 'move'; readonly to: string }
  | { readonly kind: 'note'; readonly note: string | null }
  /** It is due now. Whatever holds its campaign's posts back holds it back too. */
  | { readonly kind: 'post-now' };

export interface SlotDecision {
  readonly key: SlotKey;
  readonly change: SlotChange;
  /** The version that the person saw. */
  readonly seen: number;
  readonly by: Snowflake;
  readonly now: Temporal.Instant;
}

export type SlotSaved =
  | Saved<StandingSlot>
  /** Nothing was changed: it is on its way, or its time has passed. */
  | { readonly kind: 'over'; readonly end: SlotEnd }
  /** It cannot be posted now: its campaign posts nothing. */
  | { readonly kind: 'paused' };

/** What organisers decide about single posts before they go out. */
export interface Slots {
  /**
   * What stands about the slots of a campaign: what somebody decided about, and, of about the last year, what was
   * written down already.
   */
  of(campaignId: Id): Promise<readonly StandingSlot[]>;
  /** The channels that get it as things are now. */
  recipients(key: SlotKey): Promise<readonly CampaignChannel[]>;
  /** Decides about a slot of a campaign of that server, and writes who did (`slot.<kind of the change>`). */
  decide(guildId: Snowflake, decision: SlotDecision): Promise<SlotSaved>;
}
