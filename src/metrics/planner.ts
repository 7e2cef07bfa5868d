import { Gauge, Histogram, type Registry } from 'prom-client';

export interface PlannerMetrics {
  /** The same tick, timed. */
  timed(tick: () => Promise<{ readonly failed: readonly string[] }>): () => Promise<void>;
  /** @returns a word on the last tick, for `/readyz`. @throws Error when none went well for too long */
  check(): Promise<string>;
}

const silenceMs = 60_000;

/** @param clock milliseconds, of a clock that only goes forward */
export function plannerMetrics(
  registry: Registry,
  clock: () => number = () => performance.now(),
): PlannerMetrics {
  const seconds = new Histogram({
    name: 'campaigns_planner_tick_seconds',
    help: 'How long the planner took for a tick.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
    registers: [registry],
  });
  const failures = new Gauge({
    name: 'campaigns_planner_steps_failed',
    help: 'How many steps of the last tick failed.',
    registers: [registry],
  });
  let good: number | null = null;
  let failed: readonly string[] = [];
  return {
    timed: (tick) => async () => {
      const end = seconds.startTimer();
      ({ failed } = await tick());
      end();
      failures.set(failed.length);
      if (failed.length === 0) good = clock();
    },
    check: async () => {
      const ago = good === null ? null : clock() - good;
      if (ago === null || ago > silenceMs) {
        const steps = failed.length === 0 ? '' : ` (failing: ${failed.join(', ')})`;
        throw new Error(
          ago === null
            ? `no tick went well yet${steps}`
            : `no tick went well for ${Math.round(ago / 1000)} s${steps}`,
        );
      }
      return `last tick ${Math.round(ago / 1000)} s ago`;
    },
  };
}
