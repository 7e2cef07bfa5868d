import { describe, expect, test } from 'vitest';
import { createHousekeeping } from '../../worker/housekeeping.ts';
import { languages } from '../support/campaign-world.ts';
import { dueWorld, posts, stateOf, told } from '../support/due-delivery.ts';

describe('what Discord refuses', () => {
  const refuse = (fix: 'channel' | 'message' | 'token') => ({
    creates: false,
    answer: () => ({ kind: 'refused', fix, code: 50_013, reason: 'Missing Permissions' }) as const,
  });

  test('for its content is failed, and the organisers are told', async () => {
    const world = await dueWorld();
    world.discord.faults.push(refuse('message'));
    await world.newDeliverer().work(world.id);
    expect(await stateOf(world)).toMatchObject([{ state: 'failed', reason: 'refused' }]);
    await world.round();
    expect(told(world)).toEqual(['**Solidarity: Discord refused a post**']);
  });

  test('for the channel quarantines it, tells once, and resumes when it is mended', async () => {
    const world = await dueWorld();
    const { channelId } = world.publicChannel;
    const lost = { kind: 'missing-permissions', name: 'public', missing: ['SendMessages'] } as const;
    world.discord.access.set(channelId, lost);
    world.discord.faults.push(refuse('channel'));
    await world.newDeliverer().work(world.id);
    await world.round();
    await world.round();
    expect(told(world)).toEqual(['**Solidarity: the bot cannot post in a channel**']);
    expect(await stateOf(world)).toMatchObject([{ state: 'pending' }]);

    const { store, discord, clock } = world;
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const housekeeping = createHousekeeping({ store, discord, languages, clock, log });
    await housekeeping.run();
    await world.round();
    expect(posts(world)).toEqual([]);

    world.discord.access.delete(channelId);
    await housekeeping.run();
    await world.round();
    await housekeeping.run();
    await world.round();
    expect(posts(world)).toHaveLength(1);
    expect(told(world)).toEqual([
      '**Solidarity: the bot cannot post in a channel**',
      '**Solidarity: the bot can post in a channel again**',
    ]);
  });

  test('for the token is told to whoever runs the bot, and tried again', async () => {
    const world = await dueWorld();
    world.discord.faults.push(refuse('token'));
    let toldOperator = 0;
    const { work } = world.newDeliverer({ onTokenRefused: () => (toldOperator += 1) });
    expect(await work(world.id)).toEqual({ kind: 'again', afterMs: 60_000 });
    expect(toldOperator).toBe(1);
    await work(world.id);
    expect(posts(world)).toHaveLength(1);
  });

  test('for now, because there was too much, is put off without counting', async () => {
    const world = await dueWorld();
    world.discord.faults.push({
      creates: false,
      answer: () => ({ kind: 'rate-limited', retryAfterMs: 1234, scope: 'shared' }),
    });
    const { work } = world.newDeliverer();
    expect(await work(world.id)).toEqual({ kind: 'again', afterMs: 1234 });
    expect((await world.store.ledger.find(world.id))?.attempts).toBe(0);
    await work(world.id);
    expect(posts(world)).toHaveLength(1);
  });
});
