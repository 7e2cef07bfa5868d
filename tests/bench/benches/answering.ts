import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServers } from '../../drills/harness/servers.ts';
import { interleaved, type Bench, type Row } from '../bench.ts';
import { startBare, startOurs } from '../processes/bots.ts';
import { campaignIn } from '../seed/posts.ts';
import { median, percentile, steadyRate } from '../statistics.ts';
import { startStub, tokens } from '../stub/stub.ts';
import type { Asked } from '../stub/protocol.ts';

/** What members ask most, in turn. */
const commands = ['timeline', 'demands', 'casualties', 'help'];
const everyMs = 25;
const goals = { overBareMs: 1, slowestMs: 50 };
/** Between a post that is due and the planner that sees it, and for whatever else the worker does meanwhile. */
const patienceMs = 180_000;

export const answering: Bench = {
  name: 'answering',
  about: 'from a command to its answer, beside a bare discord.js handler with the same answers',
  run: async ({ quick, rounds, tell }) => {
    await using servers = await startServers('postgres');
    await using stub = await startStub();
    await using ours = await startOurs(stub, servers.env, 'bot');
    const questions = quick ? 80 : 240;
    const ask = async (token: string, times = questions): Promise<Asked> => {
      const asked = await stub.ask({ token, commands, times, everyMs });
      if (asked.unanswered > 0)
        throw new Error(`${asked.unanswered} of ${times} questions were not answered`);
      return asked;
    };
    tell('warming up');
    await ask(tokens.ours, quick ? 80 : 400);
    const folder = await mkdtemp(join(tmpdir(), 'campaign-bench-'));
    await using parts = new AsyncDisposableStack();
    parts.defer(() => rm(folder, { recursive: true, force: true }));
    const answersFile = join(folder, 'answers.json');
    await writeFile(answersFile, JSON.stringify(await stub.lastAnswers(tokens.ours)));
    await using bare = await startBare(stub, answersFile);
    await ask(tokens.bare, quick ? 80 : 400);
    const alone = await interleaved(
      rounds,
      { bare: () => ask(tokens.bare), ours: () => ask(tokens.ours) },
      (text) => tell(`alone, ${text}`),
    );

    await using worker = await startOurs(stub, servers.env, 'worker');
    const rates: number[] = [];
    // Somewhat more than are posted while both are asked, so that posts go out all the while.
    const channels = Math.ceil((2 * questions * everyMs * 50) / 1000) + 100;
    const asking = { bare: () => ask(tokens.bare), ours: () => ask(tokens.ours) };
    const busy: { bare: Asked[]; ours: Asked[] } = { bare: [], ours: [] };
    for (let round = 0; round < rounds; round += 1) {
      tell(`while posts go out, round ${round + 1} of ${rounds}`);
      const post = await campaignIn(servers, channels);
      await stub.beginAnew();
      await post();
      await stub.posted(50, patienceMs);
      const order = round % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const);
      for (const one of order) busy[one].push(await asking[one]());
      const { times } = await stub.read();
      if (times.length >= channels) throw new Error('all was posted before the last answer');
      rates.push(steadyRate(times, 50));
      await stub.posted(channels, patienceMs);
    }
    await Promise.all([ours.stop(), bare.kill(), worker.stop()]);
    return [
      ...rowsOf('alone', alone, false),
      ...rowsOf('while posts go out', busy, true),
      {
        what: 'posts meanwhile',
        unit: 'posts/s',
        ours: median(rates),
        beside: { name: "Discord's limit", value: 50 },
        runs: { ours: rates },
      },
    ];
  },
};

function rowsOf(
  when: string,
  { bare, ours }: { readonly bare: readonly Asked[]; readonly ours: readonly Asked[] },
  busy: boolean,
): Row[] {
  return ([0.5, 0.99] as const).map((share) => {
    const runs = {
      ours: ours.map(({ ms }) => percentile(ms, share)),
      beside: bare.map(({ ms }) => percentile(ms, share)),
    };
    const [own, other] = [median(runs.ours), median(runs.beside)];
    const row: Row = {
      what: `answer ${when}, p${share * 100}`,
      unit: 'ms',
      ours: own,
      beside: { name: 'bare', value: other },
      compared: `${own >= other ? '+' : ''}${(own - other).toFixed(2)} ms`,
      runs,
    };
    if (share === 0.5 && !busy)
      return {
        ...row,
        goal: { text: `≤ bare + ${goals.overBareMs} ms`, met: own <= other + goals.overBareMs },
      };
    if (share === 0.99 && busy)
      return { ...row, goal: { text: `≤ ${goals.slowestMs} ms`, met: own <= goals.slowestMs } };
    return row;
  });
}
