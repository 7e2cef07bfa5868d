import { Temporal } from 'temporal-polyfill';
import type { Drill, Outcome } from './drill.ts';
import { startDrillApp, type DrillApp } from './harness/app.ts';
import { startDrillDiscord, type DrillDiscord } from './harness/discord.ts';
import { startServers, type Profile, type Servers } from './harness/servers.ts';
import type { Sabotage } from './harness/settings.ts';
import { judge, recoveryMs, settled, type Verdict } from './harness/verdict.ts';

export interface Performance {
  readonly verdict: Verdict;
  readonly recoveryMs: number;
  readonly tookMs: number;
  readonly note: string;
  /** Why it failed, a sentence each; none when it passed. */
  readonly failures: readonly string[];
  /** What the apps wrote last. */
  readonly outputs: readonly string[];
}

export interface PerformOptions {
  readonly profile: Profile;
  readonly size: number;
  readonly sabotage?: Sabotage | null;
  /** Ends it early: everything that was started is taken down, and the signal's reason is thrown. */
  readonly signal?: AbortSignal;
}

/** Runs a drill once, lets a sound app finish what is left, and counts. */
export async function perform(
  drill: Drill,
  { profile, size, sabotage = null, signal }: PerformOptions,
): Promise<Performance> {
  await using servers = await startServers(profile, drill.roomMb);
  await using discord = await startDrillDiscord(drill.sandbox);
  await using apps = new AsyncDisposableStack();
  const work = carryOut(drill, { servers, discord, apps, size, sabotage });
  if (signal === undefined) return await work;
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(signal.reason);
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([work, ended]);
  } finally {
    signal.removeEventListener('abort', end);
    // Left alone, it fails on what is taken down below it; nobody asks for it any more.
    work.catch(() => undefined);
    ended.catch(() => undefined);
  }
}

interface Stage {
  readonly servers: Servers;
  readonly discord: DrillDiscord;
  readonly apps: AsyncDisposableStack;
  readonly size: number;
  readonly sabotage: Sabotage | null;
}

async function carryOut(
  drill: Drill,
  { servers, discord, apps, size, sabotage }: Stage,
): Promise<Performance> {
  const began = performance.now();
  const all: DrillApp[] = [];
  const startedAt = Temporal.Now.instant().toString();
  const running = drill.run({
    servers,
    discord,
    size,
    start: (options = {}) => {
      const app = startDrillApp({ ...options, sabotage, env: { ...servers.env, ...discord.env } });
      all.push(app);
      apps.use(app);
      return app;
    },
  });
  const outcome = await running.catch((error: unknown): Outcome => ({
    asked: 0,
    failures: [wordsOf(error)],
  }));
  // Nothing is waited for when the drill itself did not come to its end.
  const done = outcome.asked === 0 || (await settled(servers, outcome.asked));
  const verdict = await judge(servers, discord, outcome.asked);
  const recovery = await recoveryMs(servers, Temporal.Instant.from(outcome.faultsEndedAt ?? startedAt));
  await apps.disposeAsync();
  return {
    verdict,
    recoveryMs: recovery,
    tookMs: performance.now() - began,
    note: outcome.note ?? '',
    failures: [
      ...(done ? [] : ['not everything came to an end within five minutes']),
      ...(outcome.failures ?? []),
      ...failuresOf(verdict, outcome.mayEnd ?? 0, outcome.mayBeUndecided ?? 0),
    ],
    outputs: all.map((app) => app.output()),
  };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function failuresOf(verdict: Verdict, mayEnd: number, mayBeUndecided: number): string[] {
  const { lost, doubled, untrue, ended, undecided } = verdict;
  return [
    ...(lost > 0 ? [`${lost} lost`] : []),
    ...(doubled > 0 ? [`${doubled} doubled`] : []),
    ...(untrue > 0 ? [`${untrue} posted, and recorded as not posted`] : []),
    ...(ended > mayEnd ? [`${ended} ended without a post, and at most ${mayEnd} might`] : []),
    ...(undecided > mayBeUndecided
      ? [`${undecided} left to an organiser, and at most ${mayBeUndecided} might be`]
      : []),
  ];
}
