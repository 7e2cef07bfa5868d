import * as fc from 'fast-check';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../campaigns/calendar/calendar-of.ts';
import { loadLanguages } from '../../messages/words.ts';
import { nextPostAt } from '../../worker/next-post.ts';
import { createPlanner } from '../../worker/planner.ts';
import { newAction } from '../support/actions.ts';
import { campaignWorld } from '../support/campaign-world.ts';
import { posts, stateOf, told } from '../support/due-delivery.ts';
import { testLibrary, testRecord } from '../support/record.ts';
import { runs } from '../support/runs.ts';

const languages = await loadLanguages();

describe('a tick', () => {
  test('opens what is due, once, whoever ticks and however often', async () => {
    const world = await campaignWorld();
    world.clock.set('2027-01-09T15:00:00Z');
    const others = [world.newPlanner(), world.newPlanner(), world.newPlanner()];
    await Promise.all([world.planner, ...others].flatMap((planner) => [planner.tick(), planner.tick()]));
    expect(await world.states()).toHaveLength(1);
    expect(world.queued.size).toBe(1);
  });

  test('does nothing more when nothing is due', async () => {
    const world = await campaignWorld();
    await world.planner.tick();
    expect(await world.planner.tick()).toEqual({ looked: 0, opened: 0, missed: 0, ensured: 0, failed: [] });
  });

  test('plans, posts and forgets nothing over a year, with a restart at every step', async () => {
    const world = await campaignWorld('2027-01-05T12:00:00Z');
    await world.store.actions.add(newAction(world.campaign.id, world.clock.now()));
    const end = Temporal.Instant.from('2028-01-05T12:00:00Z');
    const next = () => nextPostAt({ store: world.store, library: testLibrary() }, world.clock.now());
    for (
      let due = await next();
      due !== null && due.epochMilliseconds < end.epochMilliseconds;
      due = await next()
    ) {
      world.clock.set(due.toString());
      await world.newPlanner().tick();
      const ids = [...world.queued];
      world.queued.clear();
      for (const id of ids) await world.newDeliverer().work(id);
    }
    const sent = await world.states();
    expect(new Set(sent.map(({ state }) => state))).toEqual(new Set(['sent']));
    const count = (purpose: string) => sent.filter((one) => one.purpose === purpose).length;
    expect([count('remembrance'), count('planning-note'), count('digest')]).toEqual([3, 3, 52]);
    // The one of 9 January 2027 had its planning note before the campaign was made; 2 January 2028 has it again.
    expect(posts(world)).toHaveLength(3 + 52);
    expect(told(world)).toHaveLength(3);
  });
});

describe('after an outage', () => {
  test('of a month nothing is posted late in a heap: all missed, one notice', async () => {
    const world = await campaignWorld('2026-12-01T12:00:00Z');
    await world.planner.tick();
    world.clock.set('2027-01-12T12:00:00Z');
    await world.round();
    await world.round();
    expect(posts(world)).toEqual([]);
    const missed = (await world.states()).filter(({ state }) => state === 'missed');
    expect(missed.length).toBeGreaterThan(5);
    expect(told(world)).toEqual([`**Solidarity: ${missed.length} posts did not go out**`]);
  });

  test('of Discord itself, found at many ticks, is told once', async () => {
    const world = await campaignWorld('2027-01-01T12:00:00Z');
    const down = { creates: false, answer: () => ({ kind: 'not-sent', cause: 'ECONNREFUSED' }) as const };
    for (let hours = 0; hours < 24 * 12; hours += 3) {
      world.clock.set(Temporal.Instant.from('2027-01-01T12:00:00Z').add({ hours }).toString());
      world.discord.faults.push(...Array.from({ length: 5 }, () => down));
      world.discord.histories.push(
        ...Array.from({ length: 5 }, () => ({ kind: 'unreadable', cause: 'x' }) as const),
      );
      await world.round();
      world.discord.faults.length = 0;
      world.discord.histories.length = 0;
    }
    await world.round();
    // The digest of 11 January had nothing to say.
    const missed = (await world.states()).filter(({ state }) => state === 'missed');
    expect(missed.map(({ purpose }) => purpose)).toEqual(['planning-note', 'digest', 'remembrance']);
    expect(told(world)).toEqual(['**Solidarity: 3 posts did not go out**']);
  });

  test('while the campaign was paused nothing is told: the organisers know', async () => {
    const world = await campaignWorld('2027-01-05T12:00:00Z');
    const { guildId, id, createdBy } = world.campaign;
    await world.store.campaigns.setState(guildId, id, 'paused', createdBy);
    world.clock.set('2027-01-20T12:00:00Z');
    await world.round();
    await world.store.campaigns.setState(guildId, id, 'active', createdBy);
    await world.round();
    expect(await stateOf(world)).toEqual([{ purpose: 'remembrance', state: 'skipped', reason: 'paused' }]);
    expect(told(world)).toEqual([]);
  });
});

describe('a planner', () => {
  test('does not let its ticks overlap, and one asked for meanwhile sees the newer time', async () => {
    const world = await campaignWorld();
    const first = world.planner.tick();
    world.clock.set('2027-01-09T15:00:00Z');
    const [second, third] = [world.planner.tick(), world.planner.tick()];
    expect(second).toBe(third);
    expect((await first).opened).toBe(0);
    expect((await second).opened).toBe(1);
  });

  test('goes on with the other steps and campaigns when one fails, and says so', async () => {
    const world = await campaignWorld();
    world.clock.set('2027-01-09T15:00:00Z');
    const { store, clock } = world;
    const other = await store.campaigns.create({
      guildId: '100000000000000009',
      name: 'Broken',
      pack: 'test',
      zone: 'America/Lima',
      language: 'en',
      createdBy: '100000000000000002',
      createdAt: Temporal.Instant.from('2027-01-05T12:00:00Z'),
      channels: [{ channelId: '100000000000000010', audience: 'organisers', language: 'en' }],
      schedules: [
        {
          purpose: 'digest',
          subject: '',
          rule: { kind: 'weekly', weekday: 6, time: '10:00' },
          zone: 'Atlantis/Capital',
          latenessMinutes: 60,
        },
      ],
    });
    if (other === 'taken') throw new Error('the name is taken');
    const errors: object[] = [];
    const log = { debug() {}, info() {}, warn() {}, error: (fields: object) => errors.push(fields) };
    const queue = { ensure: () => Promise.reject(new Error('the queue is away')) };
    const report = await createPlanner({
      store,
      queue,
      clock,
      library: testLibrary(),
      languages,
      log,
    }).tick();
    expect(report).toMatchObject({ opened: 1, failed: ['ensure'] });
    expect(errors).toEqual([
      expect.objectContaining({ campaign: other.id }),
      expect.objectContaining({ step: 'ensure' }),
    ]);
    expect(await world.planner.tick()).toMatchObject({ ensured: 1, failed: [] });
  });

  test('stops twice, ends what runs, and begins nothing any more', async () => {
    const world = await campaignWorld();
    const running = world.planner.tick();
    await Promise.all([world.planner.stop(), world.planner.stop()]);
    expect((await running).failed).toEqual([]);
    world.clock.set('2027-01-09T15:00:00Z');
    expect(await world.planner.tick()).toMatchObject({ opened: 0 });
    expect(await world.states()).toEqual([]);
  });
});

test('whatever the steps in which time goes by, the same occurrences come to the same deliveries', async () => {
  const hours = fc.array(fc.integer({ min: 1, max: 24 * 9 }), { minLength: 3, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(hours, fc.array(fc.nat(2), { minLength: 12, maxLength: 12 }), async (steps, ticks) => {
      const world = await campaignWorld('2026-12-01T12:00:00Z');
      let now = world.clock.now();
      for (const [index, step] of steps.entries()) {
        now = now.add({ hours: step });
        world.clock.set(now.toString());
        await Promise.all(Array.from({ length: 1 + (ticks[index] ?? 0) }, () => world.newPlanner().tick()));
      }
      const { rows } = await sql<{ key: string; state: string }>`
        select concat_ws(' ', slot, purpose, subject) as key, state from occurrences
        where due_at <= ${now.toString()} and purpose <> 'notice' order by key
      `.execute(world.database.db);
      const schedules = await world.store.campaigns.schedules(world.campaign.id);
      const window = { from: world.campaign.createdAt, until: now.add({ milliseconds: 1 }) };
      const expected = calendarOf(schedules, [], testRecord(), window);
      const keys = expected.map(({ slot, purpose, subject }) => `${slot} ${purpose} ${subject}`.trim());
      expect(rows.map(({ key }) => key.trim())).toEqual(keys.toSorted());
      expect(rows.map(({ state }) => state)).not.toContain('planned');
    }),
    runs(8),
  );
}, 120_000);

describe('a start with another tz database', () => {
  test('posts at the same hour on the wall, reckoned by the new rules', async () => {
    const world = await campaignWorld('2027-01-05T12:00:00Z');
    const { store, clock, database } = world;
    await world.planner.tick();
    const due = async () =>
      (
        await database.db
          .selectFrom('occurrences')
          .select('due_at')
          .where('purpose', '=', 'remembrance')
          .execute()
      ).map(({ due_at: at }) => at.toString());
    expect(await due()).toEqual(['2027-01-09T15:00:00Z']);
    await database.db
      .updateTable('occurrences')
      .set({ due_at: '2027-01-09T16:00:00Z', latest_at: '2027-01-09T22:00:00Z' })
      .where('purpose', '=', 'remembrance')
      .execute();
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const queue = { ensure: async () => undefined };
    const parts = { store, queue, clock, library: testLibrary(), languages, log };
    const first = await createPlanner({ ...parts, zoneRules: '2027a' }).tick();
    expect(await due()).toEqual(['2027-01-09T15:00:00Z']);
    expect(first.looked).toBeGreaterThan(0);
    const second = await createPlanner({ ...parts, zoneRules: '2027a' }).tick();
    expect(second.looked).toBe(0);
  });
});
