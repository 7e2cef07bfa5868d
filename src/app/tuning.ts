import type { Clock } from '../../campaigns/ports/clock.ts';
import type { Discord } from '../../campaigns/ports/discord.ts';
import type { Ledger } from '../../campaigns/ports/ledger.ts';
import type { MachineClocks } from '../../worker/attempt.ts';

/** Other times than the usual ones, and a way to stand between the parts: for drills and benchmarks. */
export interface Tuning {
  /** Milliseconds; {@link ../../worker/delivery.ts DelivererOptions} says what they mean. */
  readonly delivery?: {
    readonly attemptMs?: number;
    readonly leaseMs?: number;
    readonly nonceWindowMs?: number;
    readonly clocks?: MachineClocks;
  };
  /** In place of the campaign clock. */
  readonly clock?: Clock;
  /** Which version of the time zones' rules is in use: the machine's own when left out. */
  readonly zoneRules?: string;
  /** When a job is taken from a worker that went away, in milliseconds. */
  readonly stalledMs?: number;
  /** When the planner looks: a cron expression, with seconds in front. */
  readonly planningTick?: string;
  /** The ledger and Discord as the worker sees them. */
  readonly between?: (ports: { readonly ledger: Ledger; readonly discord: Discord }) => {
    readonly ledger: Ledger;
    readonly discord: Discord;
  };
}
