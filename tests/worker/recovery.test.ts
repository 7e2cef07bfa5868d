import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { done, dueWorld, posts, stateOf, told, type DueWorld } from '../support/due-delivery.ts';

describe('a worker that is killed', () => {
  const steps = [
    'after the claim',
    'before Discord acted',
    'after Discord acted',
    'before the record',
  ] as const;
  const killAt = async (world: DueWorld, step: (typeof steps)[number]) => {
    const never = () => new Promise<never>(() => {});
    const { ledger } = world.store;
    if (step === 'after the claim') {
      const claimed = Promise.withResolvers<void>();
      const stuck = {
        ...ledger,
        claim: async (...args: Parameters<typeof ledger.claim>) => {
          await ledger.claim(...args);
          claimed.resolve();
          return await never();
        },
      };
      void world.newDeliverer({ store: { ...world.store, ledger: stuck } }).work(world.id);
      await claimed.promise;
      return;
    }
    if (step === 'before the record') {
      const reached = Promise.withResolvers<void>();
      const stuck = {
        ...ledger,
        settle: async () => {
          reached.resolve();
          return await never();
        },
      };
      void world.newDeliverer({ store: { ...world.store, ledger: stuck } }).work(world.id);
      await reached.promise;
      return;
    }
    world.discord.faults.push({ creates: step === 'after Discord acted', answer: 'never' });
    void world.newDeliverer().work(world.id);
    await world.discord.requested(1);
  };

  test.each(steps)('%s: the lease keeps others away while it runs', async (step) => {
    const world = await dueWorld();
    await killAt(world, step);
    const before = world.discord.requests.length;
    expect(await world.newDeliverer().work(world.id)).toMatchObject({ kind: 'again' });
    expect(world.discord.requests).toHaveLength(before);
    world.queued.clear();
    await world.planner.tick();
    expect([...world.queued]).toEqual([]);
  });

  test.each(steps)('%s, recovered within the nonce window: once', async (step) => {
    const world = await dueWorld();
    await killAt(world, step);
    await world.letPass(50);
    world.queued.clear();
    await world.round();
    expect(posts(world)).toHaveLength(1);
    expect(await stateOf(world)).toMatchObject([{ state: 'sent' }]);
  });

  test.each(steps)('%s, recovered after Discord forgot the nonce: once', async (step) => {
    const world = await dueWorld();
    await killAt(world, step);
    await world.letPass(900);
    world.discord.forgetNonces();
    world.queued.clear();
    await world.round();
    expect(posts(world)).toHaveLength(1);
    expect(await stateOf(world)).toMatchObject([{ state: 'sent' }]);
  });

  test.each(steps)(
    '%s, and the organisers paused meanwhile: not posted again, and told as it is',
    async (step) => {
      const world = await dueWorld();
      await killAt(world, step);
      const wasThere = posts(world).length;
      const { guildId, id, createdBy } = world.campaign;
      await world.store.campaigns.setState(guildId, id, 'paused', createdBy);
      await world.letPass(50);
      expect(await world.newDeliverer().work(world.id)).toMatchObject({ kind: 'again' });
      await world.letPass(900);
      expect(await world.newDeliverer().work(world.id)).toEqual(done);
      expect(posts(world)).toHaveLength(wasThere);
      expect(await stateOf(world)).toMatchObject([{ state: wasThere === 1 ? 'sent' : 'pending' }]);
    },
  );

  test('sends the bytes that were frozen when it was claimed', async () => {
    const world = await dueWorld();
    await killAt(world, 'before Discord acted');
    await sql`update campaigns set name = 'Renamed'`.execute(world.database.db);
    await world.letPass(50);
    await world.newDeliverer().work(world.id);
    const [first, second] = world.discord.requests;
    expect(second?.post.body).toBe(first?.post.body);
    expect(second?.nonce).toBe(first?.nonce);
  });
});

describe('an attempt whose outcome is not clear', () => {
  test.each([true, false])('is repeated under the same nonce (message made: %s)', async (creates) => {
    const world = await dueWorld();
    world.discord.faults.push({ creates, answer: () => ({ kind: 'ambiguous', cause: 'ECONNRESET' }) });
    const { work } = world.newDeliverer();
    expect(await work(world.id)).toEqual({ kind: 'again', afterMs: 1000 });
    expect(await stateOf(world)).toMatchObject([{ state: 'sending' }]);
    expect(await work(world.id)).toEqual(done);
    expect(posts(world)).toHaveLength(1);
    expect(new Set(world.discord.requests.map(({ nonce }) => nonce)).size).toBe(1);
  });

  test('stays in doubt when the repetition is surely not sent', async () => {
    const world = await dueWorld();
    world.discord.faults.push(
      { creates: true, answer: () => ({ kind: 'ambiguous', cause: 'ECONNRESET' }) },
      { creates: false, answer: () => ({ kind: 'not-sent', cause: 'ECONNREFUSED' }) },
    );
    const { work } = world.newDeliverer();
    await work(world.id);
    await work(world.id);
    expect(await stateOf(world)).toMatchObject([{ state: 'sending' }]);
    await world.letPass(900);
    world.discord.forgetNonces();
    await work(world.id);
    expect(posts(world)).toHaveLength(1);
    expect(await stateOf(world)).toMatchObject([{ state: 'sent' }]);
  });

  test('is unknown after the window when the channel proves nothing, and an organiser is asked once', async () => {
    const world = await dueWorld();
    world.discord.faults.push({ creates: false, answer: () => ({ kind: 'ambiguous', cause: 'ECONNRESET' }) });
    const { work } = world.newDeliverer();
    await work(world.id);
    await world.letPass(900);
    world.discord.histories.push({ kind: 'read', messages: [], complete: true });
    await work(world.id);
    expect(await stateOf(world)).toMatchObject([{ state: 'unknown', reason: 'unproven' }]);
    await world.round();
    await world.round();
    expect(told(world)).toEqual(['**Solidarity: please check whether a post went out**']);
    expect(posts(world)).toEqual([]);
  });

  test('is not recovered while Discord cannot be read, and is when it can', async () => {
    const world = await dueWorld();
    world.discord.faults.push({ creates: true, answer: () => ({ kind: 'ambiguous', cause: 'time-out' }) });
    const { work } = world.newDeliverer();
    await work(world.id);
    await world.letPass(900);
    world.discord.forgetNonces();
    world.discord.histories.push({ kind: 'unreadable', cause: 'HTTP 503' });
    expect(await work(world.id)).toMatchObject({ kind: 'again' });
    expect(await stateOf(world)).toMatchObject([{ state: 'sending' }]);
    expect(await work(world.id)).toEqual(done);
    expect(posts(world)).toHaveLength(1);
  });

  test('of a message that a moderator removed at once is the end of it', async () => {
    const world = await dueWorld();
    world.discord.faults.push({ creates: true, answer: () => ({ kind: 'ambiguous', cause: 'HTTP 500' }) });
    const { work } = world.newDeliverer();
    await work(world.id);
    world.discord.in(world.publicChannel.channelId).pop();
    await work(world.id);
    expect(posts(world)).toEqual([]);
    expect(await stateOf(world)).toMatchObject([{ state: 'skipped', reason: 'gone' }]);
  });
});
