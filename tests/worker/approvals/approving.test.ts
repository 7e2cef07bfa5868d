import { describe, expect, test } from 'vitest';
import {
  approve,
  approvingWorld,
  asked,
  people,
  petition,
  setMode,
  takeBack,
} from '../../support/approving.ts';
import { posts, stateOf } from '../../support/due-delivery.ts';

const { ada, ben } = people;
/** The remembrance of 9 January is due at ten in Lima, and it may go out until six hours later. */
const due = '2027-01-09T15:00:00Z';
/** The digest is due on Monday at nine in Lima. */
const digestDue = '2027-01-11T14:00:00Z';

describe('approving', () => {
  test('one is enough where one is asked for, and nothing goes out before', async () => {
    const world = await approvingWorld(1, '2027-01-07T12:00:00Z');
    world.clock.set(due);
    await world.round();
    expect(posts(world)).toEqual([]);
    expect(await approve(world, ada)).toBe('given');
    await world.round();
    expect(posts(world)).toHaveLength(1);
    expect(await stateOf(world)).toEqual([expect.objectContaining({ state: 'sent' })]);
    await world.round();
    expect(await world.store.approvals.waiting(world.campaign.id)).toEqual([]);
  });

  test('two are two people, and the same one twice is one', async () => {
    const world = await approvingWorld(2, '2027-01-07T12:00:00Z');
    await world.round();
    expect(await approve(world, ada)).toBe('given');
    expect(await approve(world, ada)).toBe('already');
    world.clock.set(due);
    await world.round();
    expect(posts(world)).toEqual([]);
    expect(await approve(world, ben)).toBe('given');
    await world.round();
    expect(posts(world)).toHaveLength(1);
  });

  test('two at the same moment count both, and one person at the same moment counts once', async () => {
    const world = await approvingWorld(2, '2027-01-07T12:00:00Z');
    await world.round();
    const results = await Promise.all([ada, ben, ada, ben].map((person) => approve(world, person)));
    expect(results.toSorted()).toEqual(['already', 'already', 'given', 'given']);
    expect((await asked(world)).votes).toHaveLength(2);
  });

  test('whoever changed it last is not one of two, and may be the only one', async () => {
    const world = await approvingWorld(2, '2027-01-10T12:00:00Z');
    await petition(world, 'Sign here', ada);
    await world.round();
    const approval = await asked(world, 'digest');
    expect(approval.editor).toBe(ada);
    expect(await approve(world, ada, approval)).toBe('editor');
    expect(await approve(world, ben, approval)).toBe('given');
    world.clock.set(digestDue);
    await world.round();
    expect(posts(world)).toEqual([]);
    await setMode(world, 1);
    await world.round();
    expect(posts(world)).toHaveLength(1);

    const alone = await approvingWorld(1, '2027-01-10T12:00:00Z');
    await petition(alone, 'Sign here', ada);
    await alone.round();
    expect(await approve(alone, ada, await asked(alone, 'digest'))).toBe('given');
  });

  test('another server finds nothing', async () => {
    const world = await approvingWorld(1, '2027-01-07T12:00:00Z');
    await world.round();
    const { id } = await asked(world);
    const { approvals } = world.store;
    const now = world.clock.now();
    expect(await approvals.find('999999999999999999', id)).toBeNull();
    const judged = { basis: await approvals.basis(await asked(world)), editor: null };
    expect(await approvals.vote('999999999999999999', id, ada, judged, now)).toEqual({ kind: 'gone' });
    expect(await approvals.reject('999999999999999999', id, ada, 'no', now)).toEqual({ kind: 'gone' });
  });
});

describe('taking an approval back', () => {
  test('holds the post, also when it was opened already, and is too late when it is out', async () => {
    const world = await approvingWorld(1, '2027-01-07T12:00:00Z');
    await world.round();
    await approve(world, ada);
    world.clock.set(due);
    await world.planner.tick();
    expect(await stateOf(world)).toEqual([expect.objectContaining({ state: 'pending' })]);
    expect(await takeBack(world, ada)).toBe('taken-back');
    const [id = ''] = world.queued;
    await world.newDeliverer().work(id);
    await world.round();
    expect(posts(world)).toEqual([]);
    expect(await stateOf(world)).toEqual([expect.objectContaining({ state: 'pending' })]);

    const approval = await asked(world);
    expect(await approve(world, ben, approval)).toBe('given');
    await world.round();
    expect(posts(world)).toHaveLength(1);
    expect(await takeBack(world, ben, approval)).toBe('too-late');
  });

  test('is seen by a claim that was made ready before', async () => {
    const world = await approvingWorld(1, '2027-01-07T12:00:00Z');
    await world.round();
    await approve(world, ada);
    await world.round();
    world.clock.set(due);
    await world.planner.tick();
    const [id = ''] = world.queued;
    const found = await world.store.ledger.find(id);
    await takeBack(world, ada);
    const post = { body: '{"content":"x"}', files: [], claims: [] };
    const options = { post, approval: found?.approval ?? null, leaseMs: 1000, now: world.clock.now() };
    expect(await world.store.ledger.claim(id, options)).toMatchObject({
      kind: 'not-now',
      reason: 'unapproved',
    });
    expect(await world.store.ledger.claim(id, { ...options, approval: null })).toMatchObject({
      kind: 'not-now',
      reason: 'unapproved',
    });
  });
});
