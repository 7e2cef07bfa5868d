import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Purpose } from '../../campaigns/schedule.ts';
import { createHousekeeping } from '../../worker/housekeeping.ts';
import { mostNamed, named } from '../../worker/delivery-lines.ts';
import { withDecisionLines } from '../../src/app/decision-lines.ts';
import { loggable } from '../../src/log.ts';
import { campaignWorld, languages } from '../support/campaign-world.ts';
import { everySituation } from '../support/every-offer.ts';
import { managing, type LoggedLine } from '../support/managing.ts';
import { ids } from '../support/organising.ts';

/** What the log says with the id of a delivery and nothing else. */
function about(logged: readonly LoggedLine[], id: string): readonly string[] {
  return logged.filter((line) => written(line).includes(id)).map(({ message }) => message);
}

/** A line as it is written: errors reduced to what may be read. */
function written({ fields, message }: LoggedLine): string {
  return JSON.stringify([message, fields], (_key, value: unknown) =>
    value instanceof Error ? loggable(value) : value,
  );
}

async function theOnly(world: Awaited<ReturnType<typeof campaignWorld>>, purpose: Purpose): Promise<string> {
  const rows = await world.database.db
    .selectFrom('deliveries')
    .innerJoin('occurrences', 'occurrences.id', 'deliveries.occurrence_id')
    .select('deliveries.id')
    .where('occurrences.purpose', '=', purpose)
    .execute();
  if (rows.length !== 1) throw new Error(`${rows.length} deliveries for ${purpose}`);
  return rows[0]?.id ?? '';
}

describe('the log tells the whole life of a delivery by its id', () => {
  test('from its slot to the channel, and what was done to it afterwards', async () => {
    const world = await campaignWorld();
    await world.planner.tick();
    world.clock.set('2027-01-09T15:00:00Z');
    world.discord.faults.push({
      creates: false,
      answer: () => ({ kind: 'not-sent', cause: 'ECONNREFUSED' }),
    });
    await world.round();
    await world.round();
    const id = await theOnly(world, 'remembrance');
    const log = {
      info: (fields: object, message: string) => world.logged.push({ level: 'info', fields, message }),
    };
    const store = withDecisionLines(world.store, log);
    const { guildId } = world.campaign;
    await store.amendments.ask(
      guildId,
      id,
      { kind: 'withdraw' },
      world.campaign.createdBy,
      world.clock.now(),
    );
    await world.round();
    expect(about(world.logged, id)).toEqual([
      'a delivery was made',
      'a delivery is to be worked on',
      'a delivery was claimed',
      'a delivery was recorded',
      'a delivery is to be worked on',
      'a delivery was claimed',
      'a delivery was recorded',
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
    const world = await campaignWorld();
    await world.planner.tick();
    world.clock.set('2027-01-09T15:00:00Z');
    world.discord.faults.push({
      creates: false,
      answer: () => ({ kind: 'refused', fix: 'message', code: 50_035, reason: 'Invalid Form Body' }),
    });
    await world.round();
    const id = await theOnly(world, 'remembrance');
    const log = {
      info: (fields: object, message: string) => world.logged.push({ level: 'info', fields, message }),
    };
    const { posts } = withDecisionLines(world.store, log);
    const { guildId, createdBy } = world.campaign;
    await posts.decide(guildId, id, 0, { kind: 'again' }, createdBy, world.clock.now());
    await world.round();
    expect(about(world.logged, id)).toEqual([
      'a delivery was made',
      'a delivery is to be worked on',
      'a delivery was claimed',
      'a delivery was recorded',
      'an organiser decided about a delivery',
      'a delivery is to be worked on',
      'a delivery was claimed',
      'a delivery was recorded',
    ]);
  });

  test('from its slot through a lost channel until it is too late', async () => {
    const world = await campaignWorld();
    await world.planner.tick();
    world.clock.set('2027-01-09T15:00:00Z');
    world.discord.faults.push({
      creates: false,
      answer: () => ({ kind: 'refused', fix: 'channel', code: 50_013, reason: 'Missing Permissions' }),
    });
    await world.round();
    const id = await theOnly(world, 'remembrance');
    world.clock.set('2027-01-10T15:00:00Z');
    await world.round();
    expect(about(world.logged, id)).toEqual([
      'a delivery was made',
      'a delivery is to be worked on',
      'a delivery was claimed',
      'a delivery was recorded',
      'a channel is quarantined: what waits for it is held back',
      'a delivery ended and was not posted',
    ]);
    const last = world.logged.findLast((line) => written(line).includes(id));
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
    const world = await campaignWorld();
    await world.planner.tick();
    world.clock.set('2027-01-09T15:00:00Z');
    world.discord.faults.push({
      creates: false,
      answer: () => ({ kind: 'refused', fix: 'channel', code: 50_013, reason: 'Missing Permissions' }),
    });
    await world.round();
    const id = await theOnly(world, 'remembrance');
    world.clock.set('2027-01-09T17:00:00Z');
    const write = (level: string) => (fields: object, message: string) =>
      world.logged.push({ level, fields, message });
    const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
    await createHousekeeping({ ...world, languages, log }).run();
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
    expect(world.logged.findLast((line) => written(line).includes(id))?.fields).toMatchObject({
      reason: 'unapproved',
    });
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
