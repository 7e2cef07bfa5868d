import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import {
  approve,
  approvingWorld,
  asked,
  pass,
  people,
  petition,
  pingRole,
  reach,
  rename,
  setMode,
  takeBack,
} from '../support/approving.ts';
import type { World } from '../support/campaign-world.ts';
import { posts, stateOf, told } from '../support/due-delivery.ts';
import { testLibrary, testRecord, withTitle } from '../support/record.ts';
import { createPlanner } from '../../worker/planner.ts';
import { loadLanguages } from '../../messages/words.ts';

const { ada, ben, eva } = people;
/** The remembrance of 9 January is due at ten in Lima, and it may go out until six hours later. */
const due = '2027-01-09T15:00:00Z';
const tooLate = '2027-01-09T21:00:01Z';
/** The digest is due on Monday at nine in Lima. */
const digestDue = '2027-01-11T14:00:00Z';

describe('asking', () => {
  test('three days ahead, once, whoever ticks and however often', async () => {
    const world = await approvingWorld(1, '2027-01-05T12:00:00Z');
    await world.round();
    expect(told(world)).toEqual([]);
    world.clock.set('2027-01-06T15:00:01Z');
    await Promise.all([world.newPlanner(), world.newPlanner(), world.newPlanner()].map((one) => one.tick()));
    await world.round();
    await world.round();
    expect(told(world)).toEqual([expect.stringMatching(/please approve “Four years ago today/)]);
  });

  test('says whose approval counts, where it goes and what becomes of it, with five buttons', async () => {
    const world = await approvingWorld(2, '2027-01-10T14:00:00Z');
    await petition(world, 'Sign here', eva);
    await world.round();
    const [request] = world.discord.requests.filter(({ post }) => post.body.includes('please approve'));
    const body: { content: string; components: { components: { label: string }[] }[] } = JSON.parse(
      request?.post.body ?? '',
    );
    expect(body.content).toContain(`Two people must approve it. <@${eva}> changed it last`);
    expect(body.content).toContain(`<#${world.publicChannel.channelId}>`);
    expect(body.content).toContain('held back until it is too late');
    expect(body.components[0]?.components.map(({ label }) => label)).toEqual([
      'Look',
      'Approve',
      'Not like this',
      'Skip it',
      'About this post',
    ]);
  });

  test('reminds once, a day ahead, and not of what is approved', async () => {
    const world = await approvingWorld(1, '2027-01-06T15:00:00Z');
    await world.round();
    world.clock.set('2027-01-08T14:59:00Z');
    await world.round();
    expect(told(world)).toHaveLength(1);
    world.clock.set('2027-01-08T15:00:00Z');
    await world.round();
    await world.round();
    expect(told(world)).toEqual([
      expect.stringMatching(/please approve/),
      expect.stringMatching(/still not approved/),
    ]);

    const other = await approvingWorld(1, '2027-01-06T15:00:00Z');
    await other.round();
    await approve(other, ada);
    other.clock.set('2027-01-08T15:00:00Z');
    await other.round();
    expect(told(other)).toEqual([
      expect.stringMatching(/please approve/),
      expect.stringMatching(/: approved: /),
    ]);
    const { requests } = other.discord;
    expect(requests.at(-1)?.post.body).toContain(`<@${ada}> approved it, and nothing more is needed`);
    expect(requests.at(-1)?.post.body).toContain('"allowed_mentions":{"parse":[]}');
  });

  test('nothing is asked of what organisers are told, nor while the campaign is paused', async () => {
    const world = await approvingWorld(1, '2027-01-06T16:00:00Z');
    await world.store.campaigns.setState(world.campaign.guildId, world.campaign.id, 'paused', ada);
    await world.round();
    expect(await world.store.approvals.waiting(world.campaign.id)).toEqual([]);
  });
});

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
    expect(await approvals.vote('999999999999999999', id, ada, now)).toEqual({ kind: 'gone' });
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

describe('a correction', () => {
  test('is asked for, approved and ended like a post', async () => {
    const world = await approvingWorld(1, '2027-01-05T12:00:00Z');
    const { approvals } = world.store;
    const { campaign, publicChannel, clock } = world;
    const amendment = 'amendment_000001';
    const subject = {
      campaignId: campaign.id,
      purpose: 'digest' as const,
      subject: '',
      slot: '2027-01-04T09:00',
      amendment,
    };
    const part = {
      channel: publicChannel.id,
      channelId: publicChannel.channelId,
      language: 'en',
      post: { body: JSON.stringify({ content: '**Corrected**' }), files: [], claims: [] },
    };
    const wanted = { ...subject, parts: [part], editor: ada, dueAt: null, latestAt: null };
    const first = await approvals.askFor(wanted, clock.now());
    expect((await approvals.askFor(wanted, clock.now())).id).toBe(first.id);
    expect((await approvals.amendment(campaign.id, amendment)).standing).toBe('waiting');
    await world.round();
    expect(told(world)).toEqual([expect.stringMatching(/please approve “Corrected”/)]);
    await approve(world, ben, first);
    expect((await approvals.amendment(campaign.id, amendment)).standing).toBe('approved');
    await approvals.end(subject, 'posted', clock.now());
    expect((await approvals.amendment(campaign.id, amendment)).standing).toBe('ended');
    await setMode(world, 0);
    expect((await approvals.amendment(campaign.id, amendment)).standing).toBe('not-needed');
  });
});

test('names are forgotten when it ended long ago, and not before', async () => {
  const world = await approvingWorld(1, '2027-01-10T12:00:00Z');
  await petition(world, 'Sign here', ada);
  await world.round();
  const approval = await asked(world, 'digest');
  await approve(world, ben, approval);
  world.clock.set(digestDue);
  await world.round();
  await world.round();
  const { approvalPlanning, approvals } = world.store;
  expect(await approvalPlanning.forgetNames(world.clock.now())).toBe(0);
  expect(await approvalPlanning.forgetNames(world.clock.now().add({ hours: 1 }))).toBe(2);
  expect(await approvals.find(world.campaign.guildId, approval.id)).toMatchObject({
    editor: null,
    votes: [],
  });
});

function lastTold(world: World): string {
  return world.discord.in(world.organisersChannel.channelId).at(-1)?.content ?? '';
}

function ours(world: World, channelId: string) {
  return world.discord.in(channelId).filter((message) => message.ours);
}

async function versionOf({ store, campaign }: World): Promise<number> {
  return (await store.campaigns.find(campaign.guildId, campaign.id))?.version ?? 0;
}

async function deliveries({ database }: World): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select deliveries.id from deliveries join occurrences on occurrences.id = occurrence_id
    where purpose = 'remembrance'
  `.execute(database.db);
  return rows.map(({ id }) => id);
}
