import { Temporal } from 'temporal-polyfill';
import { Client } from 'pg';
import { setTimeout as wait } from 'node:timers/promises';
import type { Drill } from '../drill.ts';
import { ask } from '../harness/asking.ts';
import { isPost } from '../harness/discord.ts';
import { fillDisk } from '../harness/small-disk.ts';
import { eventually } from '../harness/verdict.ts';

/** Room for the binaries, a database and its log. */
const roomMb = 320;
const patienceMs = 15_000;

export const fullDisk: Drill = {
  name: 'disk-full',
  about: 'the disk of the embedded database is full in the middle; later there is room again',
  profiles: ['embedded'],
  roomMb,
  run: async ({ servers, discord, size, start }) => {
    const posts = 60 * size;
    await ask(servers.store, { posts });
    const app = start();
    await app.origin;
    const tried = (): number => discord.requests.filter((request) => isPost(request)).length;
    await eventually('it is in the middle', () => tried() >= posts / 4);
    const makeRoom = await fillDisk(servers.folder);
    // The next segment of the log finds no room.
    await switchLog(servers.poolConfig);
    const outcome = await Promise.race([
      app.ended.then(() => 'ended'),
      wait(patienceMs, 'went on', { ref: false }),
    ]);
    await makeRoom();
    if (outcome === 'ended') start();
    const said = /No space left|space/i.test(app.output());
    return {
      asked: posts,
      faultsEndedAt: Temporal.Now.instant().toString(),
      failures: outcome === 'ended' && !said ? ['the app ended without saying why'] : [],
      note: `full for ${patienceMs / 1000} s at most; the app ${outcome}`,
    };
  },
};

async function switchLog(poolConfig: ConstructorParameters<typeof Client>[0]): Promise<void> {
  const client = new Client(poolConfig);
  client.on('error', () => undefined);
  for (let times = 0; times < 3; times += 1) {
    await client.connect().catch(() => undefined);
    await client.query('select pg_switch_wal()').catch(() => undefined);
  }
  await client.end().catch(() => undefined);
}
