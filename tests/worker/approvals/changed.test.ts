import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { loadLanguages } from '../../../messages/words.ts';
import { createPlanner } from '../../../worker/planner.ts';
import {
  approve,
  approvingWorld,
  asked,
  lastTold,
  pass,
  people,
  petition,
  pingRole,
  reach,
  rename,
  versionOf,
} from '../../support/approving.ts';
import { posts, told } from '../../support/due-delivery.ts';
import { testLibrary, testRecord, withTitle } from '../../support/record.ts';
import type { World } from '../../support/campaign-world.ts';

const { ada, ben, eva } = people;
/** The remembrance of 9 January is due at ten in Lima, and it may go out until six hours later. */
const due = '2027-01-09T15:00:00Z';
/** The digest is due on Monday at nine in Lima. */
const digestDue = '2027-01-11T14:00:00Z';

describe('what changes', () => {
  test('ends the approval, says what and who, and asks again', async () => {
    const world = await approvingWorld(2, '2027-01-10T12:00:00Z');
    const action = await petition(world, 'Sign here', ada);
    await world.round();
    const before = await asked(world, 'digest');
    await approve(world, ben, before);
    pass(world, { minutes: 1 });
    await rename(world, action, 'Sign there', ben);
    await world.round();
    const after = await asked(world, 'digest');
    expect(after.id).not.toBe(before.id);
    expect(after).toMatchObject({ editor: ben, votes: [] });
    const request = world.discord.in(world.organisersChannel.channelId).at(-1)?.content ?? '';
    expect(request).toContain(`the wording. <@${ben}> changed it`);
    expect(request).toContain('1 approval counts no more');
    expect(await approve(world, ada, before)).toBe('stale');
    expect(await approve(world, ben, after)).toBe('editor');
    world.clock.set(digestDue);
    await world.round();
    expect(posts(world)).toEqual([]);
  });

  test('the role, a channel and the language do, and name who changed the settings', async () => {
    const world = await approvingWorld(1, '2027-01-10T12:00:00Z');
    await petition(world, 'Sign here', ada);
    await world.round();
    await approve(world, ada, await asked(world, 'digest'));
    pass(world, { minutes: 1 });
    await pingRole(world, '555555555555555555', ben);
    await world.round();
    expect(await asked(world, 'digest')).toMatchObject({ votes: [], editor: ben });
    expect(lastTold(world)).toContain(`the role it mentions. <@${ben}> changed it`);

    pass(world, { minutes: 1 });
    const change = { guildId: world.campaign.guildId, campaignId: world.campaign.id, by: eva };
    await world.store.settings.addChannel(
      { ...change, version: await versionOf(world), now: world.clock.now() },
      { channelId: '777777777777777777', language: 'es', gets: ['digest'] },
    );
    await world.round();
    expect(lastTold(world)).toContain('the channels');
    const approval = await asked(world, 'digest');
    expect(await world.store.approvals.parts(approval.id)).toHaveLength(2);

    pass(world, { minutes: 1 });
    await world.store.settings.changeChannel(
      { ...change, version: await versionOf(world), now: world.clock.now() },
      world.publicChannel.id,
      { language: 'es' },
    );
    await world.round();
    expect(lastTold(world)).toContain('the language');
  });

  test('the record, changed while the app was down, does', async () => {
    const world = await approvingWorld(1, '2027-01-07T12:00:00Z');
    await world.round();
    await approve(world, ada);
    const { store, clock } = world;
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const queue = { ensure: async () => {} };
    const library = testLibrary(testRecord(withTitle('day-of-mourning', 'Another title')));
    const languages = await loadLanguages();
    world.clock.set(due);
    await createPlanner({ store, queue, clock, library, languages, log }).tick();
    await world.round();
    const approval = await asked(world);
    expect(approval).toMatchObject({ votes: [], editor: null });
    expect(posts(world)).toEqual([]);
  });

  test('figures of actions and being late do not, and stand there as they are then', async () => {
    const world = await approvingWorld(1, '2027-01-10T12:00:00Z');
    let action = await petition(world, 'Sign here', ada, 10);
    await world.round();
    const approval = await asked(world, 'digest');
    await approve(world, ben, approval);
    pass(world, { minutes: 1 });
    action = await reach(world, action, 20);
    await world.round();
    expect((await asked(world, 'digest')).id).toBe(approval.id);
    world.clock.set('2027-01-11T15:00:00Z');
    await reach(world, action, 123);
    await world.round();
    const [post] = posts(world);
    expect(post?.content).toContain('123 of 1,000 so far');
    expect(post?.content).toContain('comes late: it was due on 11 January 2027, 09:00');
    expect(post?.content).not.toMatch(/[\uE000-\uE002]/);
    expect(told(world)).toHaveLength(2);
  });

  test('after it was opened is not what goes out', async () => {
    const world = await approvingWorld(1, '2027-01-10T12:00:00Z');
    const action = await petition(world, 'Sign here', ada);
    await world.round();
    await approve(world, ben, await asked(world, 'digest'));
    world.clock.set(digestDue);
    await world.planner.tick();
    await rename(world, action, 'Sign there', ada);
    for (const id of world.queued) await world.newDeliverer().work(id);
    expect(posts(world)[0]?.content).toContain('Sign here');
  });

  test('another time for the same bytes does not', async () => {
    const world = await approvingWorld(1, '2027-01-07T12:00:00Z');
    await world.round();
    await approve(world, ada);
    const { id, slot } = await asked(world);
    const decision = {
      key: {
        campaignId: world.campaign.id,
        purpose: 'remembrance' as const,
        subject: 'day-of-mourning',
        slot,
      },
    };
    await world.store.slots.decide(world.campaign.guildId, {
      ...decision,
      change: { kind: 'move', to: '2027-01-09T12:00' },
      seen: 0,
      by: ada,
      now: world.clock.now(),
    });
    await world.round();
    expect((await asked(world)).id).toBe(id);
    world.clock.set('2027-01-09T17:00:00Z');
    await world.round();
    expect(posts(world)).toHaveLength(1);
  });

  test('a replaced channel holds what was opened for the old one', async () => {
    const world = await approvingWorld(1, '2027-01-07T12:00:00Z');
    await world.round();
    await approve(world, ada);
    world.clock.set(due);
    await world.planner.tick();
    const change = { guildId: world.campaign.guildId, campaignId: world.campaign.id, by: eva };
    await world.store.settings.replaceChannel(
      { ...change, version: await versionOf(world), now: world.clock.now() },
      world.publicChannel.id,
      '777777777777777777',
    );
    await world.round();
    await world.round();
    expect(ours(world, '777777777777777777')).toHaveLength(0);
    expect(await approve(world, ben)).toBe('given');
    await world.round();
    const [post] = ours(world, '777777777777777777');
    const [delivery] = await deliveries(world);
    expect(post?.marker).toBe(delivery);
  });
});

function ours(world: World, channelId: string) {
  return world.discord.in(channelId).filter((message) => message.ours);
}

async function deliveries({ database }: World): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select deliveries.id from deliveries join occurrences on occurrences.id = occurrence_id
    where purpose = 'remembrance'
  `.execute(database.db);
  return rows.map(({ id }) => id);
}
