import type { Temporal } from 'temporal-polyfill';
import type { ActionContent, ActionKind } from '../action/action.ts';
import type { TypedAction } from '../action/typed.ts';
import type { NewSchedule } from '../calendar/defaults.ts';
import type { Campaign, Id, Snowflake } from '../campaign.ts';
import type { Difference } from '../file/compare.ts';
import type { ListedAction } from '../file/action-list.ts';
import type { CampaignFile } from '../file/model.ts';
import type { Picture } from '../announcement.ts';
import type { Saved } from '../saved.ts';

/** What a file said, until somebody says what is to become of it. */
export type ImportContent =
  | { readonly kind: 'campaign'; readonly file: CampaignFile }
  | { readonly kind: 'actions'; readonly campaignId: Id; readonly actions: readonly ListedAction[] };

export interface PendingImport {
  readonly id: Id;
  readonly guildId: Snowflake;
  readonly by: Snowflake;
  readonly content: ImportContent;
  /** Which channels and roles of this server stand for those of the file, by Discord's id. */
  readonly chosen: Readonly<Record<Snowflake, Snowflake>>;
  /** The bytes of its pictures, by their names in the file. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** A campaign that is to become what a file says. */
export interface ImportPlan {
  readonly importId: Id;
  readonly guildId: Snowflake;
  readonly by: Snowflake;
  readonly now: Temporal.Instant;
  /** As it is to be, with channels and roles of this server. */
  readonly wanted: CampaignFile;
  /** The campaign that is changed, as it was seen; null for a new one. */
  readonly target: { readonly campaignId: Id; readonly version: number } | null;
  readonly differences: readonly Difference[];
  /** What the campaign posts by itself. */
  readonly schedules: readonly NewSchedule[];
  /** Pictures with their bytes, by their names in the file. */
  readonly pictures: ReadonlyMap<string, Omit<Picture, 'alt'> & { readonly bytes: Uint8Array }>;
}

/** A list of actions that are to be saved as drafts, or published where there is content. */
export interface ActionListPlan {
  readonly importId: Id;
  readonly campaignId: Id;
  readonly guildId: Snowflake;
  readonly by: Snowflake;
  readonly now: Temporal.Instant;
  readonly actions: readonly {
    readonly kind: ActionKind;
    readonly typed: TypedAction;
    /** What members see from then on; null for a draft. */
    readonly content: ActionContent | null;
  }[];
}

/** `taken`: the name is another campaign's by now. `settled`: something of it went out meanwhile. */
export type ImportSaved = Saved<Campaign> | 'taken' | 'settled';

/** Files that were uploaded and judged, and wait for a yes. */
export interface Imports {
  keep(pending: Omit<PendingImport, 'id' | 'chosen'> & Partial<Pick<PendingImport, 'chosen'>>): Promise<Id>;
  /** Only for who uploaded it, in that server. */
  find(guildId: Snowflake, id: Id, by: Snowflake): Promise<PendingImport | null>;
  choose(id: Id, chosen: PendingImport['chosen']): Promise<void>;
  discard(id: Id): Promise<void>;
  /** Forgets those that were uploaded before this moment, on the database's clock. @returns how many */
  prune(before: Temporal.Instant): Promise<number>;
  /** Does all of it, or nothing, and forgets the file. A new campaign is paused. */
  apply(plan: ImportPlan): Promise<ImportSaved>;
  /** The same with a list of actions. @returns false when the file is gone: it was done already, or discarded */
  applyActions(plan: ActionListPlan): Promise<boolean>;
}
