import { pino } from 'pino';
import type { PoolConfig } from 'pg';
import { loadLibrary } from '../../../content/load/library.ts';
import { loadLanguages } from '../../../messages/words.ts';
import { createDatabase } from '../../../src/database/database.ts';
import { createStore } from '../../../src/database/store/store.ts';
import { createPlanner } from '../../../worker/planner.ts';
import { startServers } from '../../drills/harness/servers.ts';
import { interleaved, type Bench } from '../bench.ts';
import { databaseOfSchedules, firstDue } from '../seed/schedules.ts';
import { median } from '../statistics.ts';

/** Each tick comes so many seconds after the one before, and finds one schedule and one post due in each second. */
const secondsBetween = 5;
const ticksOfARound = 20;
const goals = { overSmallest: 2, slowestMs: 10 };

export const planner: Bench = {
  name: 'planner',
  about: 'a tick of the planner at 10 thousand, 100 thousand and a million schedules, few of them due',
  run: async ({ quick, rounds, tell }) => {
    const factor = quick ? 0.1 : 1;
    const sizes = { small: 10_000 * factor, middle: 100_000 * factor, large: 1_000_000 * factor };
    await using servers = await startServers('postgres');
    await using parts = new AsyncDisposableStack();
    const seeded = async (name: keyof typeof sizes): Promise<() => Promise<number>> => {
      tell(`writing ${sizes[name]} schedules`);
      const poolConfig = await databaseOfSchedules(servers.poolConfig, name, sizes[name]);
      return await ticking(parts, poolConfig);
    };
    const ticks = {
      small: await seeded('small'),
      middle: await seeded('middle'),
      large: await seeded('large'),
    };
    // The first one brings all campaigns up to their packs, once in the life of a process.
    for (const tick of Object.values(ticks)) for (let warm = 0; warm < 10; warm += 1) await tick();
    const several = async (tick: () => Promise<number>): Promise<number> => {
      const took: number[] = [];
      for (let count = 0; count < ticksOfARound; count += 1) took.push(await tick());
      return median(took);
    };
    const runs = await interleaved(
      rounds,
      {
        small: () => several(ticks.small),
        middle: () => several(ticks.middle),
        large: () => several(ticks.large),
      },
      tell,
    );
    const base = median(runs.small);
    const large = median(runs.large);
    const ratio = `${(large / base).toFixed(2)} ×`;
    const beside = { name: `${sizes.small}:`, value: base };
    const row = {
      what: `tick at ${sizes.large} schedules`,
      unit: 'ms' as const,
      ours: large,
      beside,
      runs: { ours: runs.large, beside: runs.small },
    };
    return [
      {
        what: `tick at ${sizes.middle} schedules`,
        unit: 'ms',
        ours: median(runs.middle),
        beside,
        compared: `${(median(runs.middle) / base).toFixed(2)} ×`,
        runs: { ours: runs.middle, beside: runs.small },
      },
      {
        ...row,
        compared: ratio,
        goal: { text: `≤ ${goals.overSmallest} ×`, met: large <= base * goals.overSmallest },
      },
      { ...row, goal: { text: `< ${goals.slowestMs} ms`, met: large < goals.slowestMs } },
    ];
  },
};

/** @returns runs one tick of the planner on that database, and gives how many milliseconds it took */
async function ticking(parts: AsyncDisposableStack, poolConfig: PoolConfig): Promise<() => Promise<number>> {
  const database = createDatabase({ poolConfig, applicationName: 'bench' });
  parts.defer(() => database.close());
  const loaded = await loadLibrary(new URL('../../../content/packs/', import.meta.url));
  if (!loaded.ok) throw new Error('the content has mistakes');
  let now = firstDue;
  let ensured = 0;
  const options = {
    store: createStore(database),
    queue: {
      ensure: async (ids: readonly string[]) => {
        ensured = ids.length;
      },
    },
    clock: { now: () => now },
    library: loaded.library,
    languages: await loadLanguages(),
    log: pino({ level: 'silent' }),
  };
  const one = createPlanner(options);
  return async () => {
    now = now.add({ seconds: secondsBetween });
    const began = performance.now();
    const { failed, opened } = await one.tick();
    const took = performance.now() - began;
    if (failed.length > 0) throw new Error(`the planner failed: ${failed.join(', ')}`);
    if (opened < secondsBetween || ensured < secondsBetween)
      throw new Error(`only ${opened} were opened and ${ensured} queued`);
    // Somebody posts what was queued, or the next tick would have more to do.
    await database.pool.query(
      "update deliveries set state = 'sent', message_id = '1', ended_at = now() where state = 'pending'",
    );
    return took;
  };
}
