import { createTask } from 'node-cron';
import type { Logger } from 'pino';

/** What a tick does. */
export interface TickOptions {
  /** How often: a cron expression, with seconds in front. */
  readonly expression: string;
  readonly run: () => Promise<void>;
  readonly log: Pick<Logger, 'error' | 'warn'>;
}

/** A running tick. */
export interface Tick {
  /** Begins nothing new, and waits for what runs. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Runs something at once and then again and again, never twice at the same time. A run that throws is logged,
 * and the next one comes all the same. Missed ticks are not made up for: whatever runs here must look at what
 * is to be done, not count its calls.
 */
export function startTick({ expression, run, log }: TickOptions): Tick {
  let running: Promise<void> | null = null;
  let stopped: Promise<void> | null = null;

  const runOnce = (): Promise<void> => {
    running ??= run()
      .catch((err: unknown) => log.error({ err }, 'a tick failed; the next one tries again'))
      .finally(() => (running = null));
    return running;
  };

  const say = (what: string | Error): void => log.warn({ what: String(what) }, 'the tick');
  const task = createTask(expression, runOnce, {
    noOverlap: true,
    // A tick that came too late is as good as the next one.
    suppressMissedWarning: true,
    logger: { info: () => {}, debug: () => {}, warn: say, error: say },
  });
  const started = Promise.all([task.start(), runOnce()]);

  return {
    stop() {
      stopped ??= (async () => {
        await started;
        await task.destroy();
        await running;
      })();
      return stopped;
    },
  };
}
