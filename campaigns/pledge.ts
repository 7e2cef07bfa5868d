import { createHmac } from 'node:crypto';
import type { Id, Snowflake } from './campaign.ts';

/** What somebody said about an action: that they will do it, or that they did. */
export const pledgeStates = ['promised', 'done'] as const;
export type PledgeState = (typeof pledgeStates)[number];

/** How many people pledged; the two are different people. */
export interface PledgeCounts {
  readonly promised: number;
  readonly done: number;
}

/** Below this a number would tell who it is. */
export const fewestShown = 5;
/** How long after the end of an action its pledges are kept. */
export const pledgeDays = 7;
/** Bytes of the key. */
export const pledgeKeyLength = 32;

/**
 * What stands in the database for a person and an action: who has the key and both ids can make it again, and
 * nobody can read either from it.
 *
 * @param key 32 random bytes that are not in the database
 * @returns 43 URL-safe characters of HMAC-SHA-256
 */
export function pledgeHolder(key: Uint8Array, person: Snowflake, actionId: Id): string {
  return createHmac('sha256', key).update(`pledge\n${actionId}\n${person}`).digest('base64url');
}

/** What stands in for a person while they must wait before they press again: not the same as in any pledge. */
export function pledgeWaiter(key: Uint8Array, person: Snowflake): string {
  return createHmac('sha256', key).update(`cooldown\n${person}`).digest('base64url');
}

/** Numbers as they may be shown: 0 for one that is too small. */
export function shownCounts({ promised, done }: PledgeCounts): PledgeCounts {
  const shown = (count: number): number => (count < fewestShown ? 0 : count);
  return { promised: shown(promised), done: shown(done) };
}
