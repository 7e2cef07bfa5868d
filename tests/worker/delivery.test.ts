import { describe, expect, test } from 'vitest';
import { campaignWorld } from '../support/campaign-world.ts';
import { done, dueWorld, posts, stateOf } from '../support/due-delivery.ts';

describe('a delivery that is due', () => {
  test('is posted once, however often it is worked on', async () => {
    const world = await dueWorld();
    const { work } = world.newDeliverer();
    expect(await work(world.id)).toEqual(done);
    expect(await work(world.id)).toEqual(done);
    expect(posts(world).map(({ content }) => content.split('\n')[0])).toEqual([
      '**Four years ago today: Title of day-of-mourning**',
    ]);
    expect(world.discord.requests).toHaveLength(1);
    expect(await stateOf(world)).toEqual([{ purpose: 'remembrance', state: 'sent', reason: null }]);
  });

  test('is posted once by two workers at the same time', async () => {
    const world = await dueWorld();
    const [one, other] = [world.newDeliverer(), world.newDeliverer()];
    await Promise.all([one.work(world.id), other.work(world.id), one.work(world.id), other.work(world.id)]);
    expect(posts(world)).toHaveLength(1);
    expect(world.discord.requests).toHaveLength(1);
  });

  test('goes out under a nonce of its own that Discord takes, mentioning nobody', async () => {
    const world = await dueWorld();
    await world.newDeliverer().work(world.id);
    const [request] = world.discord.requests;
    expect(request?.nonce).toMatch(/^[\w-]{16}\.0$/);
    expect(request?.nonce.length).toBeLessThanOrEqual(25);
    expect(JSON.parse(request?.post.body ?? '{}')).toMatchObject({ allowed_mentions: { parse: [] } });
    expect(posts(world)[0]?.marker).toBe(world.id);
  });

  test('is not posted while its campaign is paused, and is when it goes on', async () => {
    const world = await dueWorld();
    const { guildId, id, createdBy } = world.campaign;
    await world.store.campaigns.setState(guildId, id, 'paused', createdBy);
    expect(await world.newDeliverer().work(world.id)).toEqual(done);
    world.queued.clear();
    await world.round();
    expect(posts(world)).toEqual([]);
    await world.store.campaigns.setState(guildId, id, 'active', createdBy);
    await world.round();
    expect(posts(world)).toHaveLength(1);
  });

  test('with nothing to say is skipped: an empty digest is not posted', async () => {
    const world = await campaignWorld('2027-03-01T12:00:00Z');
    world.clock.set('2027-03-01T14:00:00Z');
    await world.round();
    expect(world.discord.requests).toEqual([]);
    expect(await world.states()).toEqual([{ purpose: 'digest', state: 'skipped', reason: 'empty' }]);
  });
});

describe('clocks', () => {
  test('a machine whose clock is off the database claims nothing, and says so', async () => {
    const world = await dueWorld();
    const clocks = { monotonic: () => performance.now(), system: () => Date.now() + 31_000 };
    expect(await world.newDeliverer({ clocks }).work(world.id)).toMatchObject({ kind: 'again' });
    expect(await stateOf(world)).toMatchObject([{ state: 'pending' }]);
    expect(world.logged.at(-1)).toMatchObject({ level: 'error' });
  });

  test('a worker that was frozen after its claim sends nothing when it wakes', async () => {
    const world = await dueWorld();
    let elapsed = 0;
    const clocks = { monotonic: () => performance.now() + elapsed, system: () => Date.now() };
    const { ledger } = world.store;
    const freezing = {
      ...ledger,
      claim: async (...args: Parameters<typeof ledger.claim>) => {
        const claim = await ledger.claim(...args);
        elapsed = 16_000;
        return claim;
      },
    };
    const frozen = world.newDeliverer({ clocks, store: { ...world.store, ledger: freezing } });
    expect(await frozen.work(world.id)).toMatchObject({ kind: 'again' });
    expect(world.discord.requests).toEqual([]);
    await world.newDeliverer().work(world.id);
    expect(posts(world)).toHaveLength(1);
  });

  test('an attempt must fit into its lease, and both into the nonce window', async () => {
    const world = await campaignWorld();
    expect(() => world.newDeliverer({ attemptMs: 45_000 })).toThrow(RangeError);
    expect(() => world.newDeliverer({ leaseMs: 120_000 })).toThrow(RangeError);
  });
});

describe('stopping', () => {
  test('waits until what was sent is recorded, and begins nothing new', async () => {
    const world = await dueWorld();
    const sent = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const { ledger } = world.store;
    const slow = {
      ...ledger,
      settle: async (...args: Parameters<typeof ledger.settle>) => {
        sent.resolve();
        await release.promise;
        return await ledger.settle(...args);
      },
    };
    const deliverer = world.newDeliverer({ store: { ...world.store, ledger: slow } });
    void deliverer.work(world.id);
    await sent.promise;
    const stopped = Promise.all([deliverer.stop(), deliverer.stop()]);
    expect(await deliverer.work(world.id)).toMatchObject({ kind: 'again' });
    release.resolve();
    await stopped;
    expect(await stateOf(world)).toMatchObject([{ state: 'sent' }]);
  });
});
