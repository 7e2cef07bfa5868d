import type { Temporal } from 'temporal-polyfill';
import type { Snowflake } from './campaign.ts';
import type { EndedDelivery } from './ports/planning.ts';

/**
 * What came of saving something that several organisers may change. Whoever saves names the version that they
 * saw: when somebody was faster, nothing is saved, and they learn who it was.
 */
export type Saved<Value> =
  | {
      readonly kind: 'saved';
      readonly value: Value;
      /** What waited to be posted and is not, on account of this; left out where nothing did. */
      readonly ended?: readonly EndedDelivery[];
    }
  | {
      readonly kind: 'changed';
      /** As it is now. */
      readonly value: Value;
      /** Null when it is forgotten. */
      readonly by: Snowflake | null;
      readonly at: Temporal.Instant;
    }
  /** There is none of that id in that server. */
  | { readonly kind: 'gone' };
