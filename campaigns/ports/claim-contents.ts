import type { Temporal } from 'temporal-polyfill';
import type { Id } from '../campaign.ts';

/** What each claim of a pack said when the app last started, as far as it matters to what was posted. */
export interface ClaimContents {
  /**
   * Takes over what the claims of a pack say now. The organisers of each campaign with posts that are out and
   * state a claim that changed, or is no longer there, get one notice, in the same transaction. Of several
   * processes that start at once one does it.
   *
   * @param hashes a SHA-256 for each claim of the pack
   * @returns the claims that changed, the campaigns whose organisers are told, and the posts that they are told
   *   of; none the first time
   */
  takeOver(
    pack: string,
    hashes: ReadonlyMap<string, Uint8Array>,
    now: Temporal.Instant,
  ): Promise<{
    readonly changed: readonly string[];
    readonly told: readonly Id[];
    /** By their deliveries. */
    readonly posts: readonly Id[];
  }>;
}
