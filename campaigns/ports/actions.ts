import type { Temporal } from 'temporal-polyfill';
import type { Action, ActionContent, ActionKind, ActionState } from '../action/action.ts';
import type { TypedAction } from '../action/typed.ts';
import type { Campaign, Id, Snowflake } from '../campaign.ts';
import type { Saved } from '../saved.ts';

/** An action that needs no form: it is open at once. What is left out is none. */
export type NewAction = Pick<
  Action,
  'campaignId' | 'kind' | 'title' | 'text' | 'link' | 'place' | 'deadline' | 'goal' | 'reached' | 'createdAt'
> &
  Partial<Pick<Action, 'placeOnRequest' | 'ends' | 'unit' | 'pledges' | 'reminderHours' | 'createdBy'>>;

/** Who changes which action, and the version that they saw. */
export interface ActionChange {
  readonly guildId: Snowflake;
  readonly id: Id;
  readonly version: number;
  readonly by: Snowflake;
  readonly now: Temporal.Instant;
}

/**
 * What members can do. Each change writes its line of the audit and keeps the reminder of the action in step, in
 * one transaction.
 */
export interface Actions {
  add(action: NewAction): Promise<Action>;
  /** Keeps what was typed, whatever it is. */
  draft(draft: {
    readonly campaignId: Id;
    readonly kind: ActionKind;
    readonly typed: TypedAction;
    readonly by: Snowflake;
    readonly now: Temporal.Instant;
  }): Promise<Action>;
  /** Only when it belongs to that server. */
  find(guildId: Snowflake, id: Id): Promise<{ readonly action: Action; readonly campaign: Campaign } | null>;
  /** Open ones, the most urgent first. Those whose deadline has passed are among them until somebody closes them. */
  open(campaignId: Id): Promise<readonly Action[]>;
  /** All of these states, what was changed last first. */
  list(campaignIds: readonly Id[], states: readonly ActionState[]): Promise<readonly Action[]>;
  /**
   * Who changed last what members see of these, by the log; not who only said how far one is, or typed something
   * that is not published. Nothing of those that were not changed; `by` is null when it is forgotten.
   */
  writers(
    ids: readonly Id[],
  ): Promise<ReadonlyMap<Id, { readonly by: Snowflake | null; readonly at: Temporal.Instant }>>;
  /** Keeps what was typed beside what members see, which stays as it is. */
  keep(change: ActionChange & { readonly typed: TypedAction }): Promise<Saved<Action>>;
  /** Lets members see this. Opens a draft. */
  publish(change: ActionChange & { readonly content: ActionContent }): Promise<Saved<Action>>;
  /** Closes an open one, opens a closed one again, discards a draft or brings one back. */
  turn(change: ActionChange & { readonly to: ActionState }): Promise<Saved<Action>>;
  /** Says how much is reached; null when that is not known. */
  reach(change: ActionChange & { readonly reached: number | null }): Promise<Saved<Action>>;
}
