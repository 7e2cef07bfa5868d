import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Drill, Scene } from '../drill.ts';
import { openCampaign } from '../harness/asking.ts';
import { quick, steps } from '../harness/settings.ts';
import { settled, until } from '../harness/verdict.ts';

/** A worker's steps, and the moment at which Discord has made the message and has not answered yet. */
const places = [...steps, 'acted'] as const;
type Place = (typeof places)[number];

/** Starting takes most of a kill's time, so that several are started and killed side by side. */
const sideBySide = 4;
const askAgainAfterMs = 1_000;
const twoAttemptsMs = 2 * quick.delivery.attemptMs;
/**
 * After so many kills a sound worker finishes what is left: each of the killed ones had several deliveries in hand, and
 * with all of them waiting the last kills would take minutes each.
 */
const betweenRests = 140;

/** Kills one worker at one place of whichever delivery comes there first. */
async function killAt(
  place: Place,
  { start, discord }: Scene,
  askForMore: () => Promise<void>,
): Promise<void> {
  const step = place === 'acted' ? 'posting' : place;
  const app = start({ gates: [step] });
  await app.origin;
  const delivery = await whileAsking(app.arrival(step), askForMore);
  if (place === 'acted') {
    const acted = discord.swallowAnswer(delivery.delivery);
    app.open(step);
    // On a machine that stood still meanwhile the attempt is over, and somebody else posts it: then nothing comes.
    await Promise.race([acted, wait(twoAttemptsMs, null, { ref: false })]);
  }
  app.kill('SIGKILL');
  await app.ended;
}

/** What was asked for may be with others, or posted: then nobody would ever come there. */
async function whileAsking<Result>(
  arrival: Promise<Result>,
  askForMore: () => Promise<void>,
): Promise<Result> {
  for (;;) {
    const come = await Promise.race([
      arrival.then((result) => ({ result })),
      wait(askAgainAfterMs, null, { ref: false }),
    ]);
    if (come !== null) return come.result;
    await askForMore();
  }
}

/** Kills so many workers, at one place after the other. @returns how many posts were asked for */
async function killAll(scene: Scene, kills: number, at: readonly Place[]): Promise<number> {
  const campaign = await openCampaign(scene.servers.store);
  let asked = 0;
  let begun = 0;
  const askForMore = async (): Promise<void> => {
    asked += 1;
    await campaign.post();
  };
  const lane = async (last: number): Promise<void> => {
    while (begun < last) {
      const place = at[begun % at.length] ?? 'posting';
      begun += 1;
      await askForMore();
      await killAt(place, scene, askForMore);
    }
  };
  // The embedded database belongs to one process at a time.
  const lanes = scene.servers.profile === 'embedded' ? 1 : Math.min(sideBySide, kills);
  for (let first = 0; first < kills; first += betweenRests) {
    if (first > 0) await rest(scene, asked);
    const last = Math.min(first + betweenRests, kills);
    await Promise.all(Array.from({ length: lanes }, () => lane(last)));
  }
  return asked;
}

async function rest({ servers, start }: Scene, asked: number): Promise<void> {
  const app = start();
  if (!(await settled(servers, asked))) throw new Error('a sound worker did not finish what was left');
  // Ended in peace it would end the embedded database too.
  app.kill('SIGKILL');
  await app.ended;
}

export const kill: Drill = {
  name: 'kill',
  about: 'kill -9 of the worker at every step of a delivery; the next one recovers within the nonce window',
  profiles: ['postgres', 'redis', 'embedded'],
  notices: ['nonce'],
  run: async (scene) => {
    const kills = places.length * scene.size;
    const began = performance.now();
    const asked = await killAll(scene, kills, places);
    const seconds = (performance.now() - began) / 1000;
    const faultsEndedAt = Temporal.Now.instant().toString();
    scene.start();
    return { asked, faultsEndedAt, note: `${kills} kills in ${seconds.toFixed(0)} s` };
  },
};

export const killAndLookUp: Drill = {
  name: 'kill-late',
  about:
    'kill -9 around the post; the next worker comes after the nonce window, when only the channel can tell',
  profiles: ['postgres', 'embedded'],
  notices: ['look-up'],
  // Discord has forgotten every nonce by then.
  sandbox: { nonceWindow: 0 },
  run: async (scene) => {
    const kills = 2 * scene.size;
    const campaign = await openCampaign(scene.servers.store);
    let asked = 0;
    const askForMore = async (): Promise<void> => {
      asked += 1;
      await campaign.post();
    };
    for (let done = 0; done < kills; done += 1) {
      await askForMore();
      await killAt(done % 2 === 0 ? 'acted' : 'posting', scene, askForMore);
      // Nobody may come back to it within the window.
      await until(
        scene.servers,
        'the nonce window of every attempt is over',
        sql<{ yes: boolean }>`select not exists (
          select from deliveries
          where state = 'sending' and in_doubt_since > clock_timestamp() - interval '6 seconds'
        ) as yes`,
      );
    }
    const faultsEndedAt = Temporal.Now.instant().toString();
    scene.start();
    return { asked, faultsEndedAt, note: `${kills} kills` };
  },
};
