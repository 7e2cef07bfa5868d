import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import type { Action } from '../../campaigns/action/action.ts';
import {
  approve,
  approvingWorld,
  pass,
  people,
  petition,
  pingRole,
  reach,
  rename,
  setMode,
  takeBack,
  waitingText,
} from '../support/approving.ts';
import type { World } from '../support/campaign-world.ts';
import { posts } from '../support/due-delivery.ts';

const persons = Object.values(people);
const person = fc.constantFrom(...persons);

const digestDue = '2027-01-11T14:00:00Z';

/** What people, time and machines do in the hours before the digest of a Monday, and after. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('approve' as const), person }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take back' as const), person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('turn down' as const), person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('ask again' as const), person }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('rename' as const),
      person,
      title: fc.integer({ min: 0, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('reach' as const), reached: fc.integer({ min: 0, max: 999 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('ping' as const), person, role: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('mode' as const),
      needed: fc.constantFrom(1 as const, 2 as const),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 5, max: 90 }) }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('round' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('tick' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('work' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('die while posting' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('three at once' as const), person }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** What the test knows by itself of who approved which words. */
interface Known {
  action: Action;
  needed: 1 | 2;
  /** The words that each person has approved and not taken back. */
  readonly approved: Map<string, string>;
  posted: number;
}

test(
  'nothing goes out but what enough people approved word for word, and it goes out once',
  { timeout: 240_000 },
  async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
        const world = await approvingWorld(2, '2027-01-11T10:00:00Z');
        const action = await petition(world, 'Sign 0', people.ada);
        const known: Known = { action, needed: 2, approved: new Map(), posted: 0 };
        for (const one of steps) {
          await take(one, world, known);
          judge(world, known);
        }
        await finish(world, known);
        judge(world, known);
        seen += known.posted;
      }),
      { numRuns: 15, endOnFailure: true },
    );
    // A test of posts that never sees one proves nothing.
    expect(seen).toBeGreaterThan(5);
  },
);

async function take(one: Step, world: World, known: Known): Promise<void> {
  switch (one.do) {
    case 'approve':
      return await approveAs(one.person, world, known);
    case 'take back': {
      const waits = await waiting(world);
      if (waits && (await takeBack(world, one.person, waits)) === 'taken-back')
        known.approved.delete(one.person);
      return;
    }
    case 'turn down': {
      const waits = await waiting(world);
      if (waits)
        await world.store.approvals.reject(
          world.campaign.guildId,
          waits.id,
          one.person,
          'no',
          world.clock.now(),
        );
      return;
    }
    case 'ask again': {
      const waits = await waiting(world);
      if (!waits) return;
      const { guildId } = world.campaign;
      const said = await world.store.approvals.askAgain(guildId, waits.id, one.person, world.clock.now());
      if (said.kind === 'given') known.approved.clear();
      return;
    }
    case 'rename':
      pass(world, { seconds: 1 });
      known.action = await rename(world, known.action, `Sign ${one.title}`, one.person);
      return;
    case 'reach':
      known.action = await reach(world, known.action, one.reached);
      return;
    case 'ping':
      pass(world, { seconds: 1 });
      return await pingRole(world, `55555555555555555${one.role}`, one.person);
    case 'mode':
      known.needed = one.needed;
      return await setMode(world, one.needed);
    case 'pass':
      return pass(world, { minutes: one.minutes });
    case 'round':
      return await world.round();
    case 'tick':
      await world.newPlanner().tick();
      return;
    case 'work':
      return await work(world);
    case 'die while posting':
      // Discord made the message, or did not, and the process never heard of it.
      world.discord.faults.push({ creates: true, answer: () => ({ kind: 'ambiguous', cause: 'killed' }) });
      await world.round();
      world.discord.faults.length = 0;
      return await world.letPass(60);
    case 'three at once':
      await Promise.all([
        world.newPlanner().tick(),
        approveAs(one.person, world, known),
        world.newPlanner().tick(),
      ]);
  }
}

/** In the end it is due, and one after the other approves what stands there by now. */
async function finish(world: World, known: Known): Promise<void> {
  if (world.clock.now().epochMilliseconds < Temporal.Instant.from(digestDue).epochMilliseconds)
    world.clock.set(digestDue);
  await world.planner.tick();
  known.action = await rename(world, known.action, 'Sign last', people.eva);
  await work(world);
  judge(world, known);
  await world.round();
  await take({ do: 'ask again', person: people.ada }, world, known);
  for (const one of persons) {
    await approveAs(one, world, known);
    await world.round();
    judge(world, known);
  }
}

/** Works on what is queued, without a look at what changed since it was. */
async function work(world: World): Promise<void> {
  const ids = [...world.queued];
  world.queued.clear();
  for (const id of ids) await world.newDeliverer().work(id);
}

async function approveAs(one: string, world: World, known: Known): Promise<void> {
  const waits = await waiting(world);
  if (!waits) return;
  const text = await waitingText(world, waits);
  if ((await approve(world, one, waits)) === 'given') known.approved.set(one, wordsOf(text));
}

async function waiting({ store, campaign }: World) {
  return (await store.approvals.waiting(campaign.id)).find(({ purpose }) => purpose === 'digest');
}

/** Judged by what the test saw itself, and not by what the store says. */
function judge(world: World, known: Known): void {
  const out = posts(world).filter(({ content }) => content.includes('What you can do'));
  expect(out.length).toBeLessThanOrEqual(1);
  const [post] = out;
  if (post === undefined || known.posted === out.length) return;
  known.posted = out.length;
  const words = wordsOf(post.content);
  const agreeing = [...known.approved].filter(([, text]) => text === words).map(([who]) => who);
  expect(agreeing.length).toBeGreaterThanOrEqual(known.needed);
  expect(post.content).not.toMatch(/[\uE000-\uE002]/);
}

/** The words without what may differ from what was approved: the figures, and that it is late. */
function wordsOf(text: string): string {
  return text
    .replace(/ · \uE000[^\uE001]*\uE001/g, '')
    .replace(/ · [\d,]+ of 1,000 so far/, '')
    .replace(/\n-# This post comes late: [^\n]*/, '');
}
