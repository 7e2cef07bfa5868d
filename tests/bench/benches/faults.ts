import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServers } from '../../drills/harness/servers.ts';
import { settled } from '../../drills/harness/verdict.ts';
import type { Bench, Row } from '../bench.ts';
import { startOneFile, startOurs } from '../processes/bots.ts';
import { campaignIn } from '../seed/posts.ts';
import { channelIdOf } from '../stub/ids.ts';
import { startStub, type Stub } from '../stub/stub.ts';

/** Each so-many-th post: made and never answered; refused for a while. And one kill -9 in the middle. */
const faults = { resetEvery: 10, limitEvery: 15 };
const patienceMs = 180_000;
/** So long nothing is posted any more by a bot that does not say when it is done. */
const quietMs = 15_000;

interface Outcome {
  readonly lost: number;
  readonly doubled: number;
}

export const faultsBench: Bench = {
  name: 'faults',
  about:
    'a kill, resets after the message was made, and 429, beside the bot in one file that everyone writes first',
  run: async ({ quick, tell }) => {
    const channels = quick ? 60 : 200;
    tell('the bot in one file');
    const plain = await oneFile(channels, null);
    tell('the same with notes of what it posted');
    const folder = await mkdtemp(join(tmpdir(), 'one-file-bot-'));
    const noted = await oneFile(channels, join(folder, 'notes.json'));
    await rm(folder, { recursive: true });
    tell('this app: what was killed in the middle waits for its lease of 45 s');
    const own = await ours(channels);
    return [
      ...rowsOf(`of ${channels} posts, beside one file`, own, plain),
      ...rowsOf(`of ${channels} posts, beside one file with notes`, own, noted),
    ];
  },
};

async function oneFile(channels: number, notes: string | null): Promise<Outcome> {
  await using stub = await startStub(channels);
  await stub.beginAnew(faults);
  const due = new Date(Date.now() + 8_000);
  const options = {
    channels: Array.from({ length: channels }, (_, number) => channelIdOf(number)),
    at: `${due.getSeconds()} ${due.getMinutes()} ${due.getHours()} * * *`,
    ...(notes !== null && { notes }),
  };
  const first = await startOneFile(stub, options);
  await stub.posted(channels / 2, patienceMs);
  await first.kill();
  await using second = await startOneFile(stub, options);
  await untilQuiet(stub);
  await second.stop();
  return await outcomeOf(stub, channels);
}

async function ours(channels: number): Promise<Outcome> {
  await using servers = await startServers('postgres');
  await using stub = await startStub();
  await stub.beginAnew(faults);
  const first = await startOurs(stub, servers.env, 'worker');
  const post = await campaignIn(servers, channels);
  await post();
  await stub.posted(channels / 2, patienceMs);
  await first.kill();
  await using second = await startOurs(stub, servers.env, 'worker');
  if (!(await settled(servers, channels, patienceMs))) throw new Error('not all posts came to an end');
  await second.stop();
  return await outcomeOf(stub, channels);
}

async function untilQuiet(stub: Stub): Promise<void> {
  for (;;) {
    const { times } = await stub.read();
    const more = await stub.posted(times.length + 1, quietMs).then(
      () => true,
      () => false,
    );
    if (!more) return;
  }
}

async function outcomeOf(stub: Stub, channels: number): Promise<Outcome> {
  const { byChannel } = await stub.read();
  const counts = Array.from({ length: channels }, (_, number) => byChannel[channelIdOf(number)] ?? 0);
  return {
    lost: counts.filter((count) => count === 0).length,
    doubled: counts.filter((count) => count > 1).length,
  };
}

function rowsOf(what: string, own: Outcome, other: Outcome): Row[] {
  return (['lost', 'doubled'] as const).map((kind) => ({
    what: `${kind} ${what}`,
    unit: 'posts',
    ours: own[kind],
    beside: { name: 'one file', value: other[kind] },
    goal: { text: 'none', met: own[kind] === 0 },
    runs: { ours: [own[kind]], beside: [other[kind]] },
  }));
}
