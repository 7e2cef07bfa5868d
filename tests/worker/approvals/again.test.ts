import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import {
  approve,
  approvingWorld,
  asked,
  lastTold,
  pass,
  people,
  setMode,
  versionOf,
} from '../../support/approving.ts';
import type { World } from '../../support/campaign-world.ts';
import { posts, stateOf, told } from '../../support/due-delivery.ts';

const { ada, ben, eva } = people;
const due = '2027-01-09T15:00:00Z';
const tooLate = '2027-01-09T21:00:01Z';

async function deliveries({ database }: World): Promise<readonly { id: string; generation: number }[]> {
  const { rows } = await sql<{ id: string; generation: number }>`
    select deliveries.id, deliveries.generation from deliveries join occurrences on occurrences.id = occurrence_id
    where purpose = 'remembrance' order by deliveries.id
  `.execute(database.db);
  return rows;
}

/** An organiser has it posted after all. */
async function again(world: World, which = 0): Promise<string> {
  const delivery = (await deliveries(world))[which];
  const { store, campaign, clock } = world;
  const { id = '', generation = 0 } = delivery ?? {};
  const saved = await store.posts.decide(
    campaign.guildId,
    id,
    generation,
    { kind: 'again' },
    eva,
    clock.now(),
  );
  return saved.kind;
}

/** The remembrance was held until it was too late. */
async function missed(unanswered: 'hold' | 'skip' = 'hold'): Promise<World> {
  const world = await approvingWorld(2, '2027-01-07T12:00:00Z', unanswered);
  await world.round();
  world.clock.set(unanswered === 'skip' ? due : tooLate);
  await world.round();
  await world.round();
  expect(await stateOf(world)).toEqual([
    expect.objectContaining({ state: unanswered === 'skip' ? 'skipped' : 'missed', reason: 'unapproved' }),
  ]);
  return world;
}

describe('what was not approved in time', () => {
  test.each(['hold', 'skip'] as const)(
    'is asked for once more, and goes out once two people approve it (%s)',
    async (unanswered) => {
      const world = await missed(unanswered);
      pass(world, { hours: 20 });
      expect(await again(world)).toBe('saved');
      await world.round();
      await world.round();
      expect(told(world).at(-1)).toMatch(/please approve “Four years ago today/);
      expect(posts(world)).toEqual([]);
      expect((await asked(world)).latestAt).toEqual(world.clock.now().add({ hours: 6 }));
      expect(await approve(world, ada)).toBe('given');
      await world.round();
      expect(posts(world)).toEqual([]);
      expect(await approve(world, ben)).toBe('given');
      await world.round();
      await world.round();
      expect(posts(world)).toEqual([
        expect.objectContaining({ content: expect.stringContaining('comes late: it was due on 9 January') }),
      ]);
      expect(await stateOf(world)).toEqual([expect.objectContaining({ state: 'sent' })]);
      const { rows } = await sql<{ why: string }>`
        select why from approvals where purpose = 'remembrance' order by asked_at
      `.execute(world.database.db);
      expect(rows.map(({ why }) => why)).toEqual([unanswered === 'skip' ? 'skipped' : 'missed', 'posted']);
      expect(await world.store.approvals.waiting(world.campaign.id)).toEqual([]);
    },
  );

  test('is missed again when nobody approves it, which the organisers are told once', async () => {
    const world = await missed();
    await again(world);
    await world.round();
    pass(world, { hours: 6, seconds: 1 });
    await world.round();
    await world.round();
    expect(await stateOf(world)).toEqual([
      expect.objectContaining({ state: 'missed', reason: 'unapproved' }),
    ]);
    expect(told(world).filter((line) => line?.includes('did not go out'))).toHaveLength(2);
    expect(lastTold(world)).toContain('Post it now');
    expect(await again(world)).toBe('saved');
  });

  test('comes back in all channels that it was held from, and in no other', async () => {
    const world = await approvingWorld(1, '2027-01-07T12:00:00Z');
    const change = { guildId: world.campaign.guildId, campaignId: world.campaign.id, by: eva };
    await world.store.settings.addChannel(
      { ...change, version: await versionOf(world), now: world.clock.now() },
      { channelId: '777777777777777777', language: 'es', gets: ['remembrance'] },
    );
    await world.round();
    world.clock.set(tooLate);
    await world.round();
    await world.store.settings.addChannel(
      { ...change, version: await versionOf(world), now: world.clock.now() },
      { channelId: '888888888888888888', language: 'es', gets: ['remembrance'] },
    );
    expect(await again(world)).toBe('saved');
    // Whoever saw the other channel's learns that it was decided already.
    expect((await deliveries(world)).map(({ generation }) => generation)).toEqual([1, 1]);
    await world.round();
    const parts = await world.store.approvals.parts((await asked(world)).id);
    expect(parts.map(({ channelId }) => channelId)).toEqual([
      world.publicChannel.channelId,
      '777777777777777777',
    ]);
    await approve(world, ada);
    await world.round();
    expect(posts(world)).toHaveLength(1);
    expect(world.discord.in('777777777777777777')).toHaveLength(1);
    expect(world.discord.in('888888888888888888')).toHaveLength(0);
  });

  test('goes out at once when the campaign asks for no approvals any more', async () => {
    const world = await missed();
    await setMode(world, 0);
    await again(world);
    await world.round();
    expect(posts(world)).toHaveLength(1);
  });
});

test('a late post of a campaign that asks for approvals is asked for before it is posted again', async () => {
  const world = await approvingWorld(0, '2027-01-07T12:00:00Z');
  await world.round();
  world.clock.set(tooLate);
  await world.round();
  expect(await stateOf(world)).toEqual([expect.objectContaining({ state: 'missed', reason: 'late' })]);
  await setMode(world, 1);
  await again(world);
  await world.round();
  expect(posts(world)).toEqual([]);
  await approve(world, ada);
  await world.round();
  expect(posts(world)).toHaveLength(1);
});

test('two organisers who have it posted at the same moment bring it back once', async () => {
  const world = await missed();
  const results = await Promise.all([again(world), again(world)]);
  expect(results.toSorted()).toEqual(['changed', 'saved']);
  await world.round();
  expect(await deliveries(world)).toEqual([expect.objectContaining({ generation: 1 })]);
});
