import { Temporal } from 'temporal-polyfill';
import type { Drill, Outcome } from './drill.ts';
import { startDrillApp, type DrillApp } from './harness/app.ts';
import { startDrillDiscord } from './harness/discord.ts';
import { startServers, type Profile } from './harness/servers.ts';
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

/** Runs a drill once, lets a sound app finish what is left, and counts. */
export async function perform(
  drill: Drill,
  {
    profile,
    size,
    sabotage = null,
  }: { readonly profile: Profile; readonly size: number; readonly sabotage?: Sabotage | null },
): Promise<Performance> {
  const began = performance.now();
  await using servers = await startServers(profile, drill.roomMb);
  await using discord = await startDrillDiscord(drill.sandbox);
  await using apps = new AsyncDisposableStack();
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
      ...(done ? [] : ['not everything came to an end within two minutes']),
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
