import { setTimeout as wait } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import type { Drill } from '../drill.ts';
import { ask, openCampaign } from '../harness/asking.ts';
import { eventually, sent } from '../harness/verdict.ts';
import { clockChanges, momentOf } from '../harness/zones.ts';

const hourMs = 60 * 60_000;
const now = (): Temporal.Instant => Temporal.Now.instant();

export const steppingClock: Drill = {
  name: 'clock-step',
  about: 'the campaign clock steps an hour forward and back, and to and fro while posts go out',
  profiles: ['postgres'],
  run: async ({ servers, size, start }) => {
    const each = 5 * size;
    await ask(servers.store, { posts: each, at: now().add({ minutes: 30 }) });
    const app = start();
    await app.origin;
    app.moveClock(hourMs);
    await eventually('what is due within the hour is out', async () => (await sent(servers)) === each);
    app.moveClock(-hourMs);
    await ask(servers.store, { posts: each, at: now().subtract({ minutes: 20 }) });
    // Three ticks of the planner: for its clock nothing is due.
    await wait(3_000);
    const early = (await sent(servers)) - each;
    const many = 40 * size;
    await ask(servers.store, { posts: many });
    for (let steps = 1; steps <= 10; steps += 1) {
      app.moveClock(steps % 2 === 0 ? -hourMs : hourMs);
      await wait(300);
    }
    app.moveClock(0);
    return {
      asked: 2 * each + many,
      faultsEndedAt: now().toString(),
      failures: early === 0 ? [] : [`${early} went out before the clock showed their time`],
      note: '13 steps of an hour or two',
    };
  },
};

export const zones: Drill = {
  name: 'zones',
  about: 'posts in skipped and doubled hours of five zones: each once, at the moment that the rule says',
  profiles: ['postgres'],
  run: async ({ servers, start }) => {
    const begin = Temporal.Instant.from('2027-03-01T00:00:00Z');
    const campaign = await openCampaign(servers.store, begin.subtract({ hours: 1 }));
    const expected = new Map<string, { readonly what: string; readonly at: number }>();
    for (const { zone, kind, walls } of clockChanges) {
      for (const wall of walls) {
        const id = await campaign.post({ wall, zone });
        expected.set(id, { what: `${wall} in ${zone} (${kind})`, at: momentOf(wall, zone) });
      }
    }
    const aheadAt = (moment: number): number => moment - Date.now();
    const app = start({ campaignAheadMs: aheadAt(begin.epochMilliseconds) });
    await app.origin;
    const moments = [...expected.values()].map(({ at }) => at).toSorted((a, b) => a - b);
    const failures: string[] = [];
    // To each change in turn: what is due is out, and nothing of what is not.
    for (const [index, at] of moments.entries()) {
      const next = moments[index + 1] ?? Infinity;
      if (next - at <= hourMs) continue;
      app.moveClock(aheadAt(at + 1_000));
      await eventually(
        `the ${index + 1} posts until then are out`,
        async () => (await sent(servers)) > index,
      );
      if ((await sent(servers)) > index + 1) failures.push('a post went out before its time');
    }
    const { rows } = await servers.database.pool.query<{ subject: string; ms: number }>(
      "select subject, extract(epoch from due_at)::float8 * 1000 as ms from occurrences where purpose = 'announcement'",
    );
    for (const { subject, ms } of rows) {
      const wanted = expected.get(subject);
      if (wanted?.at === ms) continue;
      failures.push(
        `${wanted?.what}: ${new Date(ms).toISOString()} and not ${new Date(wanted?.at ?? 0).toISOString()}`,
      );
    }
    return { asked: expected.size, failures, note: `${clockChanges.length} changes of the clocks` };
  },
};
