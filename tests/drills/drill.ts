import type { SandboxOptions } from '../../src/sandbox/sandbox.ts';
import type { AppOptions, DrillApp } from './harness/app.ts';
import type { DrillDiscord } from './harness/discord.ts';
import type { Profile, Servers } from './harness/servers.ts';
import type { Sabotage } from './harness/settings.ts';

/** What a drill works with. */
export interface Scene {
  readonly servers: Servers;
  readonly discord: DrillDiscord;
  /** How much of it: 1 for a short run, more for a long one. */
  readonly size: number;
  /** Starts an app on these servers and this Discord; it is killed when the drill is over. */
  readonly start: (options?: Omit<AppOptions, 'env' | 'sabotage'>) => DrillApp;
}

/** What a drill may say of itself beside the count of posts. */
export interface Outcome {
  readonly asked: number;
  /** When the last fault was over; recovery is counted from there. Left out, from the beginning. */
  readonly faultsEndedAt?: string;
  /** What must hold besides: a sentence for each that did not. */
  readonly failures?: readonly string[];
  /** How many of the posts asked for may rightly not go out: their number, as missed, failed or skipped. */
  readonly mayEnd?: number;
  /** How many may be left to an organiser. */
  readonly mayBeUndecided?: number;
  /** Said beside the count. */
  readonly note?: string;
}

export interface Drill {
  readonly name: string;
  /** What happens, in a sentence. */
  readonly about: string;
  /** On what it makes a difference to run it. */
  readonly profiles: readonly Profile[];
  /** For parts of the guarantee that this drill must notice the loss of. */
  readonly notices?: readonly Sabotage[];
  /** It needs a disk of its own, so small. */
  readonly roomMb?: number;
  readonly sandbox?: Partial<SandboxOptions>;
  run(scene: Scene): Promise<Outcome>;
}
