import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { PostOutcome } from '../../campaigns/ports/discord.ts';
import { noticeChangedClaims } from '../../worker/claim-changes.ts';
import { createHousekeeping } from '../../worker/housekeeping.ts';
import { mostNamed, named } from '../../worker/delivery-lines.ts';
import { withDecisionLines } from '../../src/app/decision-lines.ts';
import { campaignWorld, languages } from '../support/campaign-world.ts';
import { changedRecord, everySituation } from '../support/every-offer.ts';
import { about, linesAbout, theOnly, written } from '../support/following.ts';
import { managing } from '../support/managing.ts';
import { ids } from '../support/organising.ts';
import { testLibrary } from '../support/record.ts';

const badForm = { kind: 'refused', fix: 'message', code: 50_035, reason: 'Invalid Form Body' } as const;
const lostChannel = { kind: 'refused', fix: 'channel', code: 50_013, reason: 'Missing Permissions' } as const;

/** A world in which the remembrance is tried once, and Discord answers it so; its delivery. */
async function triedOnce(answer: PostOutcome) {
  const world = await campaignWorld();
  await world.planner.tick();
  world.clock.set('2027-01-09T15:00:00Z');
  world.discord.faults.push({ creates: false, answer: () => answer });
  await world.round();
  return { world, id: await theOnly(world, 'remembrance') };
}

/** What each try writes. */
const oneTry = ['a delivery is to be worked on', 'a delivery was claimed', 'a delivery was recorded'];

describe('the log tells the whole life of a delivery by its id', () => {
  test('from its slot to the channel, and what was done to it afterwards', async () => {
    const { world, id } = await triedOnce({ kind: 'not-sent', cause: 'ECONNREFUSED' });
    await world.round();
    const { amendments } = withDecisionLines(world.store, world.log);
    const { guildId, createdBy } = world.campaign;
    await amendments.ask(guildId, id, { kind: 'withdraw' }, createdBy, world.clock.now());
    await world.round();
    expect(about(world.logged, id)).toEqual([
      'a delivery was made',
      ...oneTry,
      ...oneTry,
      'an amendment was asked for',
      'a delivery is to be worked on',
      'an amendment was recorded',
    ]);
    const states = world.logged
      .filter(({ message }) => message === 'a delivery was recorded')
      .map(({ fields }) => ('to' in fields ? fields.to : null));
    expect(states).toEqual(['pending', 'sent']);
  });

  test('from its slot to a refusal, and to the organiser who has it posted again', async () => {
    const { world, id } = await triedOnce(badForm);
    const { posts } = withDecisionLines(world.store, world.log);
    const { guildId, createdBy } = world.campaign;
    await posts.decide(guildId, id, 0, { kind: 'again' }, createdBy, world.clock.now());
    await world.round();
    expect(about(world.logged, id)).toEqual([
      'a delivery was made',
      ...oneTry,
      'an organiser decided about a delivery',
      ...oneTry,
    ]);
  });

  test('from its slot through a lost channel until it is too late', async () => {
    const { world, id } = await triedOnce(lostChannel);
    world.clock.set('2027-01-10T15:00:00Z');
    await world.round();
    expect(about(world.logged, id)).toEqual([
      'a delivery was made',
      ...oneTry,
      'a channel is quarantined: what waits for it is held back',
      'a delivery ended and was not posted',
    ]);
    const last = linesAbout(world.logged, id).at(-1);
    expect(last?.fields).toMatchObject({ delivery: id, state: 'missed', reason: 'late' });
  });

  test('missed while nobody was there, in a line of its own and in the one that sums up', async () => {
    const world = await campaignWorld();
    await world.planner.tick();
    world.clock.set('2027-01-10T15:00:00Z');
    await world.round();
    const id = await theOnly(world, 'remembrance');
    expect(about(world.logged, id)).toEqual(['a delivery ended and was not posted', 'posts were missed']);
  });

  test('held back by a channel that comes back', async () => {
    const { world, id } = await triedOnce(lostChannel);
    world.clock.set('2027-01-09T17:00:00Z');
    await createHousekeeping({ ...world, languages }).run();
    expect(about(world.logged, id).at(-1)).toBe('a channel is back');
  });

  test('asked for, never approved, and held until it was too late', async () => {
    const world = await campaignWorld();
    await sql`update campaigns set approvals = 1, version = version + 1`.execute(world.database.db);
    await world.planner.tick();
    world.clock.set('2027-01-08T15:00:00Z');
    await world.round();
    world.clock.set('2027-01-10T15:00:00Z');
    await world.round();
    await world.round();
    const id = await theOnly(world, 'remembrance');
    expect(about(world.logged, id)).toEqual([
      'approval of a post is asked for',
      'a delivery ended and was not posted',
    ]);
    expect(linesAbout(world.logged, id).at(-1)?.fields).toMatchObject({
      reason: 'unapproved',
    });
  });

  test('asked for in a request that nobody read before it was too late', async () => {
    const world = await campaignWorld();
    await sql`update campaigns set approvals = 1, version = version + 1`.execute(world.database.db);
    await world.planner.tick();
    world.clock.set('2027-01-08T15:00:00Z');
    await world.planner.tick();
    const request = await theOnly(world, 'notice');
    world.clock.set('2027-01-10T15:00:00Z');
    await world.planner.tick();
    expect(linesAbout(world.logged, request).at(-1)).toMatchObject({
      message: 'a delivery ended and was not posted',
      fields: { delivery: request, reason: 'replaced', change: 'approval.miss' },
    });
  });

  test('that tells of missed posts, before more were missed', async () => {
    const world = await campaignWorld();
    await world.planner.tick();
    world.clock.set('2027-01-10T15:00:00Z');
    await world.planner.tick();
    const notice = await theOnly(world, 'notice');
    world.clock.set('2027-01-11T21:00:00Z');
    await world.planner.tick();
    expect(linesAbout(world.logged, notice).at(-1)).toMatchObject({
      message: 'a delivery ended and was not posted',
      fields: { delivery: notice, state: 'skipped', reason: 'replaced' },
    });
  });

  test('that states what a new version of the record says in other words', async () => {
    const world = await campaignWorld();
    await noticeChangedClaims({ ...world, library: testLibrary() });
    await world.planner.tick();
    world.clock.set('2027-01-09T15:00:00Z');
    await world.round();
    const id = await theOnly(world, 'remembrance');
    await noticeChangedClaims({ ...world, library: testLibrary(changedRecord()) });
    expect(about(world.logged, id).at(-1)).toBe('claims of a pack say something else than before');
  });

  test('names no more than so many in one line', () => {
    const many = Array.from({ length: 500 }, (_, index) => `delivery-${index}`);
    expect(named(many).deliveries).toHaveLength(mostNamed);
    expect(named(many).more).toBe(true);
    expect(named(many.slice(0, mostNamed))).toEqual({ deliveries: many.slice(0, mostNamed) });
  });
});

test('no line holds what people wrote, a token, or who they are', async () => {
  const world = await managing();
  const secret = 'Zitronenfalter';
  const campaign = await everySituation(world, secret);
  // A correction that is turned down with a reason of people.
  const [waiting] = await world.deps.store.approvals.waiting(campaign);
  expect(waiting).toBeDefined();
  const out = await world.database.db
    .selectFrom('deliveries')
    .innerJoin('occurrences', 'occurrences.id', 'deliveries.occurrence_id')
    .select('deliveries.id')
    .where('occurrences.purpose', '=', 'announcement')
    .where('deliveries.state', '=', 'sent')
    .where('taken_down', 'is', null)
    .executeTakeFirstOrThrow();
  const { form } = await world.organiser.press(`post-correct:${out.id}`);
  await world.organiser.submit(form, { title: `${secret} anew`, text: secret, what: `${secret} corrected` });
  await world.round();
  const correction = (await world.deps.store.approvals.waiting(campaign)).find(
    ({ amendment }) => amendment !== null,
  );
  expect(correction).toBeDefined();
  const { store, clock } = world.deps;
  await store.approvals.reject(ids.server, correction?.id ?? '', ids.organiser, `${secret} no`, clock.now());
  await sql`update amendments set not_before = clock_timestamp() - interval '1 minute' where state = 'open'`.execute(
    world.database.db,
  );
  await world.deliverer.work(out.id);
  const recorded = world.logged.filter(({ message }) => message === 'an amendment was recorded');
  expect(recorded.map(written).join()).toContain('"cause":"not approved"');

  expect(world.logged.length).toBeGreaterThan(50);
  const all = world.logged.map(written).join('\n');
  expect(all).not.toContain(secret);
  expect(all).not.toContain('Words');
  expect(all).not.toContain('Title of');
  for (const person of [ids.organiser, '100000000000000051']) expect(all).not.toContain(`"${person}"`);
  const beginnings = world.discord.in(ids.channel).map(({ content }) => content.slice(0, 20));
  expect(beginnings.filter((text) => text.length === 20 && all.includes(text))).toEqual([]);
  // What concerns single posts says which.
  const posts = world.logged.filter(({ message }) => /deliver|amendment|approval|post/.test(message));
  for (const line of posts) {
    expect(Object.keys(line.fields), written(line)).toSatisfy(
      (keys: readonly string[]) => keys.includes('delivery') || keys.includes('deliveries'),
    );
  }
}, 60_000);
