import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '../log.ts';

/** How long to wait before trying again, in milliseconds: longer each time, up to a minute. */
const pauses = [1_000, 2_000, 5_000, 15_000, 30_000, 60_000];

export interface PersistOptions {
  /** What is tried, as the middle of a sentence: "Discord could not be asked for the application". */
  readonly failed: string;
  readonly log: Logger;
  /** Ends the waiting, by rejecting with its reason. */
  readonly signal: AbortSignal;
  /** What to throw instead of trying again, when no waiting will mend it. */
  readonly hopeless: (error: unknown) => Error | null;
}

/** Tries as often as it takes: a machine that has just started may have no network yet, and Discord has bad days. */
export async function persist<Result>(
  attempt: () => Promise<Result>,
  options: PersistOptions,
): Promise<Result> {
  const { failed, log, signal, hopeless } = options;
  for (let tries = 0; ; tries += 1) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const end = hopeless(error);
      if (end) throw end;
      const pauseMs = pauses[Math.min(tries, pauses.length - 1)] ?? 60_000;
      log.warn({ err: error }, `${failed}; trying again in ${pauseMs / 1000} s`);
      await wait(pauseMs, undefined, { signal });
    }
  }
}
