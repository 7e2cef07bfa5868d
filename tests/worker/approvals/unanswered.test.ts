import { describe, expect, test } from 'vitest';
import { approve, approvingWorld, asked, lastTold, people, setMode } from '../../support/approving.ts';
import { posts, stateOf, told } from '../../support/due-delivery.ts';

const { ada, ben } = people;
/** The remembrance of 9 January is due at ten in Lima, and it may go out until six hours later. */
const due = '2027-01-09T15:00:00Z';
const tooLate = '2027-01-09T21:00:01Z';

describe('when nobody answers', () => {
  test('it is held until it is too late, and then missed for that reason', async () => {
    const world = await approvingWorld(1, '2027-01-07T12:00:00Z');
    await world.round();
    world.clock.set('2027-01-09T20:59:00Z');
    await world.round();
    expect(await stateOf(world)).toEqual([]);
    world.clock.set(tooLate);
    await world.round();
    expect(await stateOf(world)).toEqual([
      expect.objectContaining({ state: 'missed', reason: 'unapproved' }),
    ]);
    expect(told(world).at(-1)).toMatch(/did not go out, not approved/);
    expect(told(world).filter((line) => line?.includes('did not go out'))).toHaveLength(1);
    expect(await world.store.approvals.waiting(world.campaign.id)).toEqual([]);
  });

  test('it goes out where the campaign says so, but not before people had an hour', async () => {
    const world = await approvingWorld(2, '2027-01-09T14:59:00Z', 'post');
    await world.round();
    world.clock.set(due);
    await world.round();
    expect(posts(world)).toEqual([]);
    world.clock.set('2027-01-09T15:59:00Z');
    await world.round();
    expect(posts(world)).toHaveLength(1);
    expect(told(world).at(-1)).toMatch(/goes out without approval/);
  });

  test('it is left out where the campaign says so', async () => {
    const world = await approvingWorld(2, '2027-01-07T12:00:00Z', 'skip');
    await world.round();
    world.clock.set(due);
    await world.round();
    expect(await stateOf(world)).toEqual([
      expect.objectContaining({ state: 'skipped', reason: 'unapproved' }),
    ]);
    expect(told(world).at(-1)).toMatch(/left out, nobody approved it/);
  });

  test('what was turned down is held, whatever the campaign says, until it is asked again', async () => {
    const world = await approvingWorld(1, '2027-01-07T12:00:00Z', 'post');
    await world.round();
    const { id } = await asked(world);
    const { approvals } = world.store;
    const { guildId } = world.campaign;
    expect((await approvals.reject(guildId, id, ada, 'Too long', world.clock.now())).kind).toBe('given');
    world.clock.set('2027-01-09T17:00:00Z');
    await world.round();
    expect(posts(world)).toEqual([]);
    expect(lastTold(world)).toContain('Too long');
    expect(await approve(world, ben)).toBe('stale');
    expect((await approvals.askAgain(guildId, id, ben, world.clock.now())).kind).toBe('given');
    await world.round();
    expect(told(world).at(-1)).toMatch(/please look again/);
    expect(await approve(world, ben)).toBe('given');
    await world.round();
    expect(posts(world)).toHaveLength(1);
  });
});

describe('the mode', () => {
  test('raised: what waits and what was opened wait again', async () => {
    const world = await approvingWorld(0, '2027-01-07T12:00:00Z');
    world.clock.set(due);
    await world.planner.tick();
    await setMode(world, 2);
    const [id = ''] = world.queued;
    await world.newDeliverer().work(id);
    expect(posts(world)).toEqual([]);
    await world.round();
    await approve(world, ada);
    await world.round();
    expect(posts(world)).toEqual([]);
    await approve(world, ben);
    await world.planner.tick();
    await setMode(world, 1);
    await world.round();
    expect(posts(world)).toHaveLength(1);
  });

  test('off: what waits goes out, and is not waited for any more', async () => {
    const world = await approvingWorld(2, '2027-01-07T12:00:00Z');
    await world.round();
    world.clock.set(due);
    await world.round();
    await setMode(world, 0);
    await world.round();
    expect(posts(world)).toHaveLength(1);
    expect(await world.store.approvals.waiting(world.campaign.id)).toEqual([]);
  });
});
