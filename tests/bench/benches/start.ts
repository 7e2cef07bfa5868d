import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServers, whyNot } from '../../drills/harness/servers.ts';
import { interleaved, type Bench, type Row } from '../bench.ts';
import { startOurs, startPractice } from '../processes/bots.ts';
import type { Measured } from '../processes/process.ts';
import { campaignIn } from '../seed/posts.ts';
import { median } from '../statistics.ts';
import { startStub, tokens } from '../stub/stub.ts';

const goalMs = 2_000;
const patienceMs = 180_000;

export const start: Bench = {
  name: 'start',
  about: 'from the command to "ready", on a database that is there already',
  run: async ({ rounds, tell }) => {
    await using parts = new AsyncDisposableStack();
    await using stub = await startStub();
    const profile = whyNot('redis') === null ? 'redis' : 'postgres';
    await using servers = await startServers(profile);
    const [practiceFolder, botFolder] = [await dataFolder(parts), await dataFolder(parts)];
    const cases = {
      practice: () => readyAfter(() => startPractice(practiceFolder)),
      embedded: () => readyAfter(() => startOurs(stub, botFolder, 'all')),
      servers: () => readyAfter(() => startOurs(stub, servers.env, 'all')),
    };
    tell('the first start makes the databases, and is not measured');
    for (const first of Object.values(cases)) await first();
    const runs = await interleaved(rounds, cases, tell);
    return [
      rowOf('npm start, the practice server', runs.practice),
      rowOf('npm start with a token', runs.embedded),
      rowOf(
        `with a token on a server (${profile === 'redis' ? 'PostgreSQL, Redis' : 'PostgreSQL'})`,
        runs.servers,
      ),
    ];
  },
};

async function readyAfter(begin: () => Promise<Measured>): Promise<number> {
  const app = await begin();
  await app.stop();
  return app.readyMs;
}

function rowOf(what: string, runs: readonly number[]): Row {
  const ours = median(runs);
  return {
    what,
    unit: 'ms',
    ours,
    goal: { text: `≤ ${goalMs} ms`, met: ours <= goalMs },
    runs: { ours: runs },
  };
}

async function dataFolder(parts: AsyncDisposableStack): Promise<{ readonly DATA_DIR: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'campaign-bench-'));
  // As root, the database runs as another user.
  await chmod(folder, 0o755);
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  return { DATA_DIR: folder };
}

export const memory: Bench = {
  name: 'memory',
  about: 'what one process occupies that answers and posts: after the start, 1,000 answers and 1,000 posts',
  run: async ({ quick, rounds, tell }) => {
    const times = quick ? 100 : 1_000;
    await using servers = await startServers('postgres');
    const measured: { readonly start: number; readonly answers: number; readonly posts: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      tell(`round ${round + 1} of ${rounds}`);
      await using stub = await startStub();
      await using app = await startOurs(stub, servers.env, 'all');
      const atStart = await app.residentMb();
      await stub.ask({
        token: tokens.ours,
        commands: ['timeline', 'demands', 'casualties', 'help'],
        times,
        everyMs: 10,
      });
      const answers = await app.residentMb();
      const post = await campaignIn(servers, times);
      await post();
      await stub.posted(times, patienceMs);
      measured.push({ start: atStart, answers, posts: await app.residentMb() });
      await app.stop();
    }
    return (['start', 'answers', 'posts'] as const).map((when) => {
      const runs = measured.map((one) => one[when]);
      const what = when === 'start' ? 'after the start' : `after ${times} ${when} more`;
      return { what, unit: 'MB', ours: median(runs), runs: { ours: runs } };
    });
  },
};
