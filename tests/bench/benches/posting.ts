import { startServers, whyNot, type Servers } from '../../drills/harness/servers.ts';
import { interleaved, type Bench, type Row, type Scale } from '../bench.ts';
import { startOurs } from '../processes/bots.ts';
import { campaignIn } from '../seed/posts.ts';
import { median, steadyRate } from '../statistics.ts';
import { startStub, type Stub } from '../stub/stub.ts';

/** Discord's limit is the floor: nobody posts faster than this, in a second. */
const limit = 50;
const wanted = 10_000;
const goals = { one: 1.1, four: 1.25 } as const;
const workers = { one: 1, four: 4 } as const;

interface Posted {
  /** From when it was due to the last post, in seconds. Extrapolated unless all of it was posted. */
  readonly seconds: number;
  readonly perSecond: number;
  /** The same of posts that nobody planned until they were due for more than two minutes: each is looked up first. */
  readonly latePerSecond: number;
  readonly globallyLimited: number;
}

export const posting: Bench = {
  name: 'posting',
  about: `${wanted} channels, beside the floor that ${limit} requests a second set, with one worker process and four`,
  run: async (scale) => {
    const rows: Row[] = [];
    for (const profile of ['redis', 'postgres'] as const) {
      const missing = whyNot(profile);
      if (missing !== null) {
        scale.tell(`not on ${profile}: ${missing}`);
        continue;
      }
      await using servers = await startServers(profile);
      const runs = await interleaved(
        scale.full ? 1 : scale.rounds,
        {
          one: () => postWith(workers.one, servers, scale),
          four: () => postWith(workers.four, servers, scale),
        },
        (text) => scale.tell(`${profile}, ${text}`),
      );
      rows.push(...rowsOf('one', profile, runs.one), ...rowsOf('four', profile, runs.four));
    }
    return rows;
  },
};

async function postWith(count: number, servers: Servers, scale: Scale): Promise<Posted> {
  await using stub = await startStub();
  await using processes = new AsyncDisposableStack();
  const started = Array.from({ length: count }, () => startOurs(stub, servers.env, 'worker'));
  for (const one of await Promise.all(started)) processes.use(one);
  // Both halves of a run that is extrapolated; all of it in one that is not.
  const channels = scale.full ? scale.channels : Math.ceil(scale.channels / 2);
  const onTime = await postAll(stub, servers, channels, scale.full ? 1 : 0);
  const late = scale.full ? onTime : await postAll(stub, servers, channels, -3);
  const globallyLimited = onTime.globallyLimited + (scale.full ? 0 : late.globallyLimited);
  const seconds = scale.full ? onTime.tookMs / 1000 : extrapolated(onTime.beganMs, onTime.perSecond);
  return { seconds, perSecond: onTime.perSecond, latePerSecond: late.perSecond, globallyLimited };
}

/** One announcement to so many channels. */
async function postAll(stub: Stub, servers: Servers, channels: number, minutesAhead: number) {
  const post = await campaignIn(servers, channels);
  await stub.beginAnew();
  const due = await post(minutesAhead);
  const since = Math.max(Date.now(), due.epochMilliseconds);
  const { times, globallyLimited } = await stub.posted(channels, 120_000 + channels * 100);
  const tookMs = Date.now() - since;
  // The clock of the stub is its own: only differences count.
  const sorted = times.toSorted((a, b) => a - b);
  const afterBurst = (sorted.at(-1) ?? 0) - (sorted[limit - 1] ?? 0);
  return { tookMs, beganMs: tookMs - afterBurst, perSecond: steadyRate(times, limit), globallyLimited };
}

/**
 * What was planned in time is posted at one rate from the first to the last: a planner was there all the while, so that
 * nothing needs to be looked up, however long it takes.
 *
 * @param beganMs from when it was due until a second's worth had gone out
 */
function extrapolated(beganMs: number, perSecond: number): number {
  return beganMs / 1000 + (wanted - limit) / perSecond;
}

function rowsOf(count: keyof typeof workers, profile: string, runs: readonly Posted[]): Row[] {
  const floor = wanted / limit;
  const all = (of: (run: Posted) => number): readonly number[] => runs.map(of);
  const seconds = median(all((run) => run.seconds));
  const limited = all((run) => run.globallyLimited);
  return [
    {
      what: `${count} worker${count === 'one' ? '' : 's'} on ${profile}: all posts`,
      unit: 's',
      ours: seconds,
      beside: { name: 'floor', value: floor },
      compared: `${(seconds / floor).toFixed(2)} ×`,
      goal: { text: `≤ ${goals[count]} ×`, met: seconds <= floor * goals[count] },
      runs: { ours: all((run) => run.seconds) },
    },
    {
      what: '  rate, and when looked up first',
      unit: 'posts/s',
      ours: median(all((run) => run.perSecond)),
      beside: { name: 'looked up', value: median(all((run) => run.latePerSecond)) },
      runs: { ours: all((run) => run.perSecond), beside: all((run) => run.latePerSecond) },
    },
    {
      what: '  refused with a global 429',
      unit: 'posts',
      ours: Math.max(...limited),
      goal: { text: 'none', met: limited.every((number) => number === 0) },
      runs: { ours: limited },
    },
  ];
}
