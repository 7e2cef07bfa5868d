import { setTimeout as wait } from 'node:timers/promises';
import { startChannels } from '../../../src/sandbox/world/start.ts';
import type { Drill, Scene } from '../drill.ts';

const english = 'en-US';
const patienceMs = 30_000;

/** Asks until an answer comes. @returns how many questions it took, and how many milliseconds */
async function answered({ discord }: Scene): Promise<{ readonly asked: number; readonly ms: number }> {
  const [member] = discord.sandbox.people.all;
  if (!member) throw new Error('the sandbox has no people');
  const began = performance.now();
  for (let asked = 1; ; asked += 1) {
    const result = await discord.sandbox.people.command(member.id, {
      channelId: startChannels.general,
      name: 'help',
      options: {},
      locale: english,
    });
    const ms = performance.now() - began;
    if (result.kind === 'answered') return { asked, ms };
    if (ms > patienceMs)
      throw new Error(`nobody was answered for ${patienceMs / 1000} s: ${JSON.stringify(result)}`);
    await wait(50);
  }
}

export const gateway: Drill = {
  name: 'gateway',
  about:
    'dropped, asked to reconnect (op 7), invalidated (op 9), a resume refused, a dead connection; commands meanwhile',
  profiles: ['postgres'],
  // A dead connection is noticed by the heartbeat that is not acknowledged.
  sandbox: { heartbeatInterval: 1_000 },
  run: async (scene) => {
    const app = scene.start({ role: 'bot' });
    await app.origin;
    const { gateway: connection } = scene.discord.sandbox;
    const troubles: readonly (readonly [string, () => void])[] = [
      ['closed with 4000', () => connection.drop(4000)],
      ['cut', () => connection.cut()],
      ['op 7', () => connection.reconnect()],
      ['op 9, to be resumed', () => connection.invalidate(true)],
      ['op 9, not to be resumed', () => connection.invalidate(false)],
      ['closed with 4007, so that a resume is refused', () => connection.drop(4007)],
      ['silent', () => connection.silence()],
    ];
    const failures: string[] = [];
    let slowest = 0;
    for (let round = 0; round < scene.size; round += 1) {
      for (const [name, cause] of troubles) {
        cause();
        const { ms } = await answered(scene).catch((error: unknown) => {
          failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
          return { ms: patienceMs };
        });
        slowest = Math.max(slowest, ms);
      }
    }
    app.kill('SIGTERM');
    await app.ended;
    return { asked: 0, failures, note: `answered again after at most ${(slowest / 1000).toFixed(1)} s` };
  },
};

export const twoBots: Drill = {
  name: 'two-bots',
  about:
    'two bots answer at once, as during an upgrade: each question is answered, and each change made once',
  profiles: ['postgres'],
  run: async (scene) => {
    const bots = [scene.start({ role: 'bot' }), scene.start({ role: 'bot' })];
    await Promise.all(bots.map((bot) => bot.origin));
    const { people } = scene.discord.sandbox;
    const organiser = people.all.find(({ role }) => role === 'organiser');
    if (!organiser) throw new Error('the sandbox has no organiser');
    const campaigns = 5 * scene.size;
    let refused = 0;
    for (let number = 1; number <= campaigns; number += 1) {
      const result = await people.command(organiser.id, {
        channelId: startChannels.organisers,
        name: 'campaign create',
        options: {
          name: `Campaign ${number}`,
          channel: startChannels.campaign,
          organisers: startChannels.organisers,
        },
        locale: english,
      });
      if (result.kind !== 'answered') refused += 1;
    }
    // The answer of one bot may come before the other one, which does the work, is done.
    for (const bot of bots) bot.kill('SIGTERM');
    await Promise.all(bots.map((bot) => bot.ended));
    const { rows } = await scene.servers.database.pool.query<{ made: number; names: number }>(
      'select count(*)::int as made, count(distinct name)::int as names from campaigns',
    );
    const [{ made, names } = { made: 0, names: 0 }] = rows;
    return {
      asked: 0,
      failures: [
        ...(refused > 0 ? [`${refused} of ${campaigns} questions were not answered`] : []),
        ...(made === campaigns && names === campaigns
          ? []
          : [`${made} campaigns were made for ${campaigns} questions`]),
      ],
      note: `${campaigns} changes asked for, ${made} made`,
    };
  },
};
