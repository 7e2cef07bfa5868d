import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { campaignWorld } from '../support/campaign-world.ts';
import { dueWorld, posts, stateOf } from '../support/due-delivery.ts';

describe('lateness', () => {
  test('within what the schedule allows: looked up, posted, and said', async () => {
    const world = await campaignWorld();
    world.clock.set('2027-01-09T20:00:00Z');
    await world.round();
    expect(posts(world)[0]?.content.split('\n').slice(0, 2)).toEqual([
      '**Four years ago today: Title of day-of-mourning**',
      '-# This post comes late: it was due on 9 January 2027, 10:00 (Lima time).',
    ]);
  });

  test('a post that was frozen on time and goes out late says so, too', async () => {
    const world = await dueWorld();
    world.discord.faults.push({
      creates: false,
      answer: () => ({ kind: 'not-sent', cause: 'ECONNREFUSED' }),
    });
    const { work } = world.newDeliverer();
    await work(world.id);
    world.clock.set('2027-01-09T17:00:00Z');
    await work(world.id);
    expect(posts(world)[0]?.content).toContain('comes late');
  });

  test('beyond it nothing is posted any more', async () => {
    const world = await dueWorld();
    world.clock.set('2027-01-09T21:00:01Z');
    await world.newDeliverer().work(world.id);
    await world.round();
    expect(posts(world)).toEqual([]);
    expect(await stateOf(world)).toEqual([{ purpose: 'remembrance', state: 'missed', reason: 'late' }]);
  });

  test('a database of before the post: found by its mark before its first attempt, and not posted again', async () => {
    const world = await dueWorld();
    await world.newDeliverer().work(world.id);
    world.discord.forgetNonces();
    // The backup is of before the occurrence became a delivery.
    await sql`delete from delivery_attempts`.execute(world.database.db);
    await sql`delete from deliveries`.execute(world.database.db);
    await sql`update occurrences set state = 'planned'`.execute(world.database.db);
    world.clock.set('2027-01-09T16:00:00Z');
    await world.round();
    expect(posts(world)).toHaveLength(1);
    expect(world.discord.requests).toHaveLength(1);
    expect(await stateOf(world)).toMatchObject([{ state: 'sent' }]);
  });
});
