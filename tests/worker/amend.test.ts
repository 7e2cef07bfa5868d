import { describe, expect, test } from 'vitest';
import type { Wanted } from '../../campaigns/ports/amendments.ts';
import type { AmendOutcome } from '../../campaigns/ports/discord.ts';
import { approve } from '../support/approving.ts';
import { contentOf } from '../../messages/posts/content.ts';
import { done, dueWorld, posts, told, type DueWorld } from '../support/due-delivery.ts';

const organiser = '100000000000000002';

/** A world in which the remembrance is out. */
async function outWorld(): Promise<DueWorld> {
  const world = await dueWorld();
  await world.newDeliverer().work(world.id);
  world.queued.clear();
  return world;
}

async function ask({ store, campaign, clock, id }: DueWorld, wanted: Wanted) {
  return await store.amendments.ask(campaign.guildId, id, wanted, organiser, clock.now());
}

async function record({ store, campaign, id }: DueWorld) {
  const found = await store.posts.find(campaign.guildId, id);
  if (found === null) throw new Error('the post is not there');
  return found;
}

const wrong: Wanted = { kind: 'correct', what: 'a date was wrong', body: null, seen: 0 };

describe('a correction', () => {
  test('is made from the record, says so, and counts as another version', async () => {
    const world = await outWorld();
    const before = posts(world)[0]?.content ?? '';
    expect(await ask(world, wrong)).toMatchObject({ kind: 'saved' });
    await world.round();
    const [post, ...more] = posts(world);
    expect(more).toEqual([]);
    expect(post?.content).toBe(`${before}\n\n-# Corrected on 9 January 2027: a date was wrong`);
    expect(post?.marker).toBe(world.id);
    expect(await record(world)).toMatchObject({
      contentVersion: 2,
      amendments: [
        { kind: 'correct', state: 'done', by: organiser, claims: expect.arrayContaining(['person-a']) },
      ],
    });
    expect(await world.store.planning.unfinished(10)).toEqual([]);
  });

  test('in an organiser’s words is sent byte for byte; the next one keeps the line of the first', async () => {
    const world = await outWorld();
    const body = posts(world)[0]?.content;
    const own = JSON.stringify({ content: `${body} and more`, components: [], allowed_mentions: {} });
    await ask(world, { kind: 'correct', what: 'a word', body: own, seen: 0 });
    await world.round();
    expect(posts(world)[0]?.content).toBe(`${body} and more`);
    await ask(world, { kind: 'correct', what: 'the record', body: null, seen: 1 });
    await world.round();
    expect(posts(world)[0]?.content).toMatch(/: a word\n-# Corrected on 9 January 2027: the record$/);
    expect(await record(world)).toMatchObject({ contentVersion: 3 });
  });

  test('by somebody who has not seen another one changes nothing, and names who was faster', async () => {
    const world = await outWorld();
    await ask(world, wrong);
    expect(await ask(world, { ...wrong, what: 'something else' })).toMatchObject({
      kind: 'changed',
      by: organiser,
      value: { what: 'a date was wrong' },
    });
  });

  test.each<[string, AmendOutcome]>([
    ['a reset', { kind: 'ambiguous', cause: 'ECONNRESET' }],
    ['a refused connection', { kind: 'not-sent', cause: 'ECONNREFUSED' }],
    ['a rate limit', { kind: 'rate-limited', retryAfterMs: 700, scope: 'user' }],
  ])('is tried again after %s, and made once', async (_what, outcome) => {
    const world = await outWorld();
    world.discord.amending.push(outcome);
    await ask(world, wrong);
    const { work } = world.newDeliverer();
    expect(await work(world.id)).toMatchObject({ kind: 'again' });
    expect((await record(world)).amendments).toMatchObject([{ state: 'open', cause: expect.any(String) }]);
    await world.database.db.updateTable('amendments').set({ not_before: '2020-01-01T00:00:00Z' }).execute();
    expect(await work(world.id)).toEqual(done);
    expect(posts(world)[0]?.content).toContain('Corrected on');
    expect((await record(world)).amendments).toMatchObject([{ state: 'done' }]);
  });

  test('of what a moderator deleted is given up: the deletion is final, and the organisers are told', async () => {
    const world = await outWorld();
    world.discord.in(world.publicChannel.channelId).length = 0;
    await ask(world, wrong);
    await world.round();
    await world.round();
    expect(await record(world)).toMatchObject({
      takenDown: { why: 'gone' },
      amendments: [{ state: 'gone' }],
    });
    expect(told(world)).toEqual(['**Solidarity: a post could not be changed**']);
    expect(await ask(world, { ...wrong, seen: 1 })).toEqual({ kind: 'gone' });
  });

  test('that Discord refuses is failed, told, and can be tried again', async () => {
    const world = await outWorld();
    world.discord.amending.push({
      kind: 'refused',
      fix: 'channel',
      code: 50_013,
      reason: 'Missing Permissions',
    });
    await ask(world, wrong);
    await world.round();
    await world.round();
    const [failed] = (await record(world)).amendments;
    expect(failed).toMatchObject({ state: 'failed', cause: 'Missing Permissions (50013)' });
    expect(told(world)).toHaveLength(1);
    const { store, campaign, clock } = world;
    expect(await store.amendments.retry(campaign.guildId, failed?.id ?? '', organiser, clock.now())).toBe(
      true,
    );
    await world.round();
    expect(posts(world)[0]?.content).toContain('Corrected on');
  });
});

describe('a withdrawal', () => {
  test('deletes the message and takes the place of a correction that waits', async () => {
    const world = await outWorld();
    await ask(world, wrong);
    await ask(world, { kind: 'withdraw' });
    await world.round();
    expect(posts(world)).toEqual([]);
    expect(world.discord.amended.map(({ what }) => what)).toEqual(['remove']);
    expect(await record(world)).toMatchObject({
      takenDown: { why: 'withdrawn' },
      delivery: { state: 'sent' },
    });
    expect(told(world)).toEqual([]);
  });

  test('goes out while the campaign is paused', async () => {
    const world = await outWorld();
    await ask(world, { kind: 'withdraw' });
    await world.store.campaigns.setState(world.campaign.guildId, world.campaign.id, 'paused', organiser);
    await world.round();
    expect(posts(world)).toEqual([]);
  });

  test('asked twice is one; from another server it is refused', async () => {
    const world = await outWorld();
    const first = await ask(world, { kind: 'withdraw' });
    expect(await ask(world, { kind: 'withdraw' })).toEqual(first);
    const { store, clock, id } = world;
    expect(
      await store.amendments.ask('999999999999999999', id, { kind: 'withdraw' }, organiser, clock.now()),
    ).toEqual({ kind: 'gone' });
  });
});

test('two workers carry one amendment out once; one that is killed in the middle is recovered', async () => {
  const world = await outWorld();
  await ask(world, wrong);
  const never = () => new Promise<never>(() => {});
  const reached = Promise.withResolvers<void>();
  const { amendments } = world.store;
  const stuck = {
    ...amendments,
    settle: async () => {
      reached.resolve();
      return await never();
    },
  };
  void world.newDeliverer({ store: { ...world.store, amendments: stuck } }).work(world.id);
  await reached.promise;
  expect(await world.newDeliverer().work(world.id)).toEqual(done);
  expect(world.discord.amended).toHaveLength(1);
  await world.store.ledger.releaseLeases();
  await world.round();
  expect(posts(world)[0]?.content.match(/Corrected on/g)).toHaveLength(1);
  expect((await record(world)).amendments).toMatchObject([{ state: 'done' }]);
  expect(
    await world.database.db
      .selectFrom('amendment_attempts')
      .select('outcome')
      .orderBy('started_at')
      .execute(),
  ).toEqual([{ outcome: 'abandoned' }, { outcome: 'done' }]);
});

test('an approved correction is carried out, one that waits is not', async () => {
  const world = await outWorld();
  await world.database.db.updateTable('campaigns').set({ approvals: 1 }).execute();
  await ask(world, wrong);
  await world.round();
  expect(world.discord.amended).toEqual([]);
  const [amendment] = (await record(world)).amendments;
  expect(amendment).toMatchObject({ state: 'open', cause: 'waits for approval' });
  const { approval } = await world.store.approvals.amendment(world.campaign.id, amendment?.id ?? '');
  const [part] = await world.store.approvals.parts(approval?.id ?? '');
  expect(contentOf(part?.post.body ?? '{}')).toContain('a date was wrong');
  expect(await approve(world, '100000000000000077', approval ?? undefined)).toBe('given');
  await world.database.db.updateTable('amendments').set({ not_before: '2020-01-01T00:00:00Z' }).execute();
  await world.newDeliverer().work(world.id);
  expect(posts(world)[0]?.content).toContain('a date was wrong');
});
