import { describe, expect, test } from 'vitest';
import { dueWorld, posts, stateOf, type DueWorld } from '../support/due-delivery.ts';

const organiser = '100000000000000002';

/** Nobody can tell whether the post is out; it is there when `posted`. */
async function doubtfulWorld(posted: boolean): Promise<DueWorld> {
  const world = await dueWorld();
  world.discord.faults.push({ creates: posted, answer: () => ({ kind: 'ambiguous', cause: 'ECONNRESET' }) });
  const { work } = world.newDeliverer();
  await work(world.id);
  await world.letPass(900);
  world.discord.forgetNonces();
  world.discord.histories.push({ kind: 'read', messages: [], complete: true });
  await work(world.id);
  expect(await stateOf(world)).toMatchObject([{ state: 'unknown', reason: 'unproven' }]);
  return world;
}

async function decide(
  { store, campaign, clock, id }: DueWorld,
  decision: Parameters<typeof store.posts.decide>[3],
  seen = 0,
) {
  return await store.posts.decide(campaign.guildId, id, seen, decision, organiser, clock.now());
}

describe('what nobody can tell, an organiser decides', () => {
  test('it is there: recorded with its message, and never posted again', async () => {
    const world = await doubtfulWorld(true);
    const messageId = posts(world)[0]?.id ?? '';
    expect(await decide(world, { kind: 'there', messageId })).toMatchObject({
      kind: 'saved',
      value: { messageId, delivery: { state: 'sent' } },
    });
    await world.round();
    expect(posts(world)).toHaveLength(1);
  });

  test('post it again: another generation, under another nonce, once', async () => {
    const world = await doubtfulWorld(false);
    await decide(world, { kind: 'again' });
    await world.round();
    await world.round();
    expect(posts(world)).toMatchObject([{ nonce: `${world.id}.1` }]);
    expect(await stateOf(world)).toMatchObject([{ state: 'sent' }]);
  });

  test('post it again, although it was there: it is found by its marker and not doubled', async () => {
    const world = await doubtfulWorld(true);
    world.clock.set('2027-01-09T16:00:00Z');
    await decide(world, { kind: 'again' });
    await world.round();
    expect(posts(world)).toHaveLength(1);
    expect(await stateOf(world)).toMatchObject([{ state: 'sent' }]);
  });

  test('leave it: nothing more happens', async () => {
    const world = await doubtfulWorld(false);
    await decide(world, { kind: 'leave' });
    await world.round();
    expect(posts(world)).toEqual([]);
    expect(await stateOf(world)).toMatchObject([{ state: 'skipped', reason: 'left' }]);
  });

  test('two decisions: the second changes nothing and learns who was faster', async () => {
    const world = await doubtfulWorld(false);
    const [one, other] = await Promise.all([
      decide(world, { kind: 'leave' }),
      decide(world, { kind: 'there', messageId: '5' }),
    ]);
    expect([one.kind, other.kind].toSorted()).toEqual(['changed', 'saved']);
    expect(await decide(world, { kind: 'there', messageId: '5' })).toMatchObject({
      kind: 'changed',
      by: organiser,
    });
  });

  test('from another server there is nothing to decide', async () => {
    const world = await doubtfulWorld(false);
    const { store, clock, id } = world;
    const leave = { kind: 'leave' } as const;
    expect(await store.posts.decide('999999999999999999', id, 0, leave, organiser, clock.now())).toEqual({
      kind: 'gone',
    });
  });
});

test('what Discord refused is made anew when it is posted again', async () => {
  const world = await dueWorld();
  const answer = () => ({ kind: 'refused', fix: 'message', code: 50_035, reason: 'Invalid' }) as const;
  world.discord.faults.push({ creates: false, answer });
  await world.newDeliverer().work(world.id);
  await decide(world, { kind: 'again' });
  expect((await world.store.ledger.find(world.id))?.frozen).toBeNull();
  await world.round();
  expect(posts(world)).toHaveLength(1);
});

test('what was missed can still be said, and says that it is late', async () => {
  const world = await dueWorld();
  world.clock.set('2027-01-09T23:00:00Z');
  await world.planner.tick();
  expect(await stateOf(world)).toMatchObject([{ state: 'missed' }]);
  await decide(world, { kind: 'again' });
  world.queued.clear();
  await world.round();
  expect(posts(world)[0]?.content).toContain('This post comes late');
});

test('a post that cannot be made is noted, not thrown, and made when that is mended', async () => {
  const world = await dueWorld();
  const campaigns = {
    ...world.store.campaigns,
    channel: async () => {
      throw new Error('broken');
    },
  };
  const broken = world.newDeliverer({ store: { ...world.store, campaigns } });
  for (const _ of [1, 2]) expect(await broken.work(world.id)).toEqual({ kind: 'again', afterMs: 60_000 });
  expect(await world.store.posts.attempts(world.id, 5)).toMatchObject([
    { outcome: 'not-sent', cause: 'it could not be made: Error: broken' },
  ]);
  await world.newDeliverer().work(world.id);
  expect(posts(world)).toHaveLength(1);
});

test('a process alone on its database gives back what another held when it went', async () => {
  const world = await dueWorld();
  world.discord.faults.push({ creates: true, answer: 'never' });
  void world.newDeliverer().work(world.id);
  await world.discord.requested(1);
  expect(await world.newDeliverer().work(world.id)).toMatchObject({ kind: 'again' });
  expect(await world.store.ledger.releaseLeases()).toEqual([world.id]);
  await world.newDeliverer().work(world.id);
  expect(posts(world)).toHaveLength(1);
  expect(await stateOf(world)).toMatchObject([{ state: 'sent' }]);
});
