import type { Temporal } from 'temporal-polyfill';
import type { Log } from '../campaigns/ports/log.ts';
import type { MachineClocks } from './attempt.ts';

export interface ClockCheckOptions {
  /** What the database's clock shows. */
  readonly databaseTime: () => Promise<Temporal.Instant>;
  readonly clocks: MachineClocks;
  readonly log: Log;
  readonly toleranceMs?: number;
  /** How long an answer holds. */
  readonly everyMs?: number;
}

/**
 * Whether this machine's clock agrees with the database's. A worker whose clock is far off would decide
 * wrongly what is late, so it claims nothing and says so.
 *
 * @returns a function that asks the database now and then, and rejects when the database cannot be asked
 */
export function createClockCheck(options: ClockCheckOptions): () => Promise<boolean> {
  const { databaseTime, clocks, log, toleranceMs = 30_000, everyMs = 30_000 } = options;
  let checkedAt = -Infinity;
  let agrees = false;
  return async () => {
    if (clocks.monotonic() - checkedAt < everyMs) return agrees;
    const before = clocks.system();
    const asked = clocks.monotonic();
    const database = (await databaseTime()).epochMilliseconds;
    // The answer was true somewhere between asking and hearing it.
    const waitedMs = clocks.monotonic() - asked;
    const aheadMs = Math.round(before + waitedMs / 2 - database);
    agrees = Math.abs(aheadMs) <= toleranceMs + waitedMs / 2;
    checkedAt = clocks.monotonic();
    if (!agrees)
      log.error({ aheadMs }, "this machine's clock is off the database's: nothing is posted from here");
    return agrees;
  };
}
