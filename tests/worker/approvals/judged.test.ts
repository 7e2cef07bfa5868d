import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Approval } from '../../../campaigns/approval.ts';
import type { ApprovalNow, Judged } from '../../../campaigns/ports/approvals.ts';
import {
  approvalsNow,
  approve,
  approvingWorld,
  asked,
  pass,
  people,
  petition,
  pingRole,
  reach,
  rename,
  versionOf,
} from '../../support/approving.ts';
import type { World } from '../../support/campaign-world.ts';
import { posts } from '../../support/due-delivery.ts';

const { ada, ben, eva } = people;

/** A digest with a petition that Ada wrote waits for two approvals. */
async function waitingDigest() {
  const world = await approvingWorld(2, '2027-01-10T12:00:00Z');
  const action = await petition(world, 'Sign here', ada);
  await world.round();
  pass(world, { minutes: 1 });
  return { world, action, approval: await asked(world, 'digest') };
}

async function lookAt(world: World, approval: Approval): Promise<ApprovalNow> {
  return await approvalsNow(world).look(approval);
}

async function judgedOf(world: World, approval: Approval): Promise<Judged> {
  const seen = await lookAt(world, approval);
  if (seen.kind !== 'same') throw new Error(seen.kind);
  return seen.judged;
}

async function vote(world: World, { id }: Approval, judged: Judged, person = ben) {
  return await world.store.approvals.vote(world.campaign.guildId, id, person, judged, world.clock.now());
}

describe('what would be posted now, before any planner looked', () => {
  const change = (world: World) => ({
    guildId: world.campaign.guildId,
    campaignId: world.campaign.id,
    by: eva,
    now: world.clock.now(),
  });
  test.each([
    ['the wording', async (world, action) => void (await rename(world, action, 'Sign there', eva))],
    ['the role', async (world) => await pingRole(world, '555555555555555555', eva)],
    [
      'another channel',
      async (world) =>
        void (await world.store.settings.addChannel(
          { ...change(world), version: await versionOf(world) },
          { channelId: '777777777777777777', language: 'es', gets: ['digest'] },
        )),
    ],
    [
      'a replaced channel',
      async (world) =>
        void (await world.store.settings.replaceChannel(
          { ...change(world), version: await versionOf(world) },
          world.publicChannel.id,
          '777777777777777777',
        )),
    ],
  ] as [string, (world: World, action: Awaited<ReturnType<typeof petition>>) => Promise<void>][])(
    'shows %s, is asked for at once, and counts nothing',
    async (_, edit) => {
      const { world, action, approval } = await waitingDigest();
      await edit(world, action);
      const seen = await lookAt(world, approval);
      expect(seen).toMatchObject({ kind: 'changed', now: { votes: [], state: 'open' } });
      const newest = await asked(world, 'digest');
      expect(newest.id).not.toBe(approval.id);
      expect(await world.store.approvals.find(world.campaign.guildId, approval.id)).toMatchObject({
        state: 'ended',
        ended: 'changed',
        votes: [],
      });
      // The planner finds nothing more to ask.
      await world.round();
      expect((await asked(world, 'digest')).id).toBe(newest.id);
    },
  );

  test('asks once when several look at the same time', async () => {
    const { world, action, approval } = await waitingDigest();
    await rename(world, action, 'Sign there', eva);
    const seen = await Promise.all([1, 2, 3].map(() => lookAt(world, approval)));
    const newest = await asked(world, 'digest');
    for (const one of seen) expect(one).toMatchObject({ kind: 'changed', now: { id: newest.id } });
  });

  test('is nothing, or too late, when that is so', async () => {
    const { world, approval } = await waitingDigest();
    const { campaignId, purpose, subject, slot } = approval;
    const key = { campaignId, purpose, subject, slot };
    const decision = { key, seen: 0, by: eva, now: world.clock.now() };
    await world.store.slots.decide(world.campaign.guildId, { ...decision, change: { kind: 'skip' } });
    expect((await lookAt(world, approval)).kind).toBe('nothing');

    const other = await waitingDigest();
    other.world.clock.set('2027-01-11T20:00:01Z');
    expect((await lookAt(other.world, other.approval)).kind).toBe('late');
  });
});

describe('a vote', () => {
  test('does not count when something changed since it was looked at, also when it was changed back', async () => {
    const { world, action, approval } = await waitingDigest();
    const judged = await judgedOf(world, approval);
    const changed = await rename(world, action, 'Sign there', eva);
    expect(await vote(world, approval, judged)).toMatchObject({ kind: 'moved', approval: { votes: [] } });
    await rename(world, changed, 'Sign here', eva);
    expect((await vote(world, approval, judged)).kind).toBe('moved');
    expect((await vote(world, approval, await judgedOf(world, approval))).kind).toBe('given');
  });

  test('waits for whoever holds what is asked, and sees what changed by then', async () => {
    const { world, action, approval } = await waitingDigest();
    const judged = await judgedOf(world, approval);
    const { db } = world.database;
    const voting = await db.transaction().execute(async (tx) => {
      await sql`select from approvals where id = ${approval.id} for update`.execute(tx);
      const waiting = vote(world, approval, judged);
      await rename(world, action, 'Sign there', eva);
      return { waiting };
    });
    expect((await voting.waiting).kind).toBe('moved');
    expect((await asked(world, 'digest')).votes).toEqual([]);
  });

  test('that came before a change is approved, and ends with it', async () => {
    const { world, action, approval } = await waitingDigest();
    const judged = await judgedOf(world, approval);
    const { db } = world.database;
    await db.transaction().execute(async (tx) => {
      await sql`update actions set title = 'Sign there', version = version + 1 where id = ${action.id}`.execute(
        tx,
      );
      // Nobody but this transaction knows of it yet.
      expect((await vote(world, approval, judged, ben)).kind).toBe('given');
    });
    await world.round();
    expect((await asked(world, 'digest')).votes).toEqual([]);
  });

  test('takes no notice of what does not show', async () => {
    const { world, action, approval } = await waitingDigest();
    await reach(world, action, 20);
    expect(await approve(world, ben, approval)).toBe('given');
    expect((await asked(world, 'digest')).id).toBe(approval.id);
  });
});

describe('two people', () => {
  test('are none of whom wrote it last, also when somebody else said how far it is', async () => {
    const world = await approvingWorld(2, '2027-01-10T12:00:00Z');
    let action = await petition(world, 'Sign here', ada);
    pass(world, { minutes: 1 });
    action = await rename(world, action, 'Sign there', ben);
    pass(world, { minutes: 1 });
    await reach(world, action, 20);
    await world.round();
    const approval = await asked(world, 'digest');
    expect(approval.editor).toBe(ben);
    expect(await approve(world, ben, approval)).toBe('editor');
    expect(await approve(world, eva, approval)).toBe('given');
  });

  test('are none of whom wrote it anew since it was asked, though it says the same', async () => {
    const { world, action, approval } = await waitingDigest();
    expect(await approve(world, ben, approval)).toBe('given');
    pass(world, { minutes: 1 });
    const changed = await rename(world, action, 'Sign there', ben);
    await rename(world, changed, 'Sign here', ben);
    // Ben's approval is that of who wrote it last by now, and Ada's is the first that counts.
    expect(await approve(world, ada, approval)).toBe('given');
    expect(await asked(world, 'digest')).toMatchObject({ id: approval.id, editor: ben });
    world.clock.set('2027-01-11T14:00:00Z');
    await world.round();
    expect(posts(world)).toEqual([]);
    expect(await approve(world, eva, await asked(world, 'digest'))).toBe('given');
    await world.round();
    expect(posts(world)).toHaveLength(1);
  });
});
