import * as fc from 'fast-check';
import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { ruleOf, type Announcement } from '../../campaigns/announcement.ts';
import { calendarOf } from '../../campaigns/calendar/calendar-of.ts';
import type { SlotChange } from '../../campaigns/ports/slots.ts';
import { approve, approvingWorld, asked, people } from '../support/approving.ts';
import { campaignWorld, type World } from '../support/campaign-world.ts';
import { testRecord } from '../support/record.ts';
import { runs } from '../support/runs.ts';

const by = '100000000000000002';

/** Monday 18 January 2027 is no day of the test pack. */
const monday = '2027-01-18';
const wednesday = '2027-01-13T12:00:00Z';

/** A draft of an announcement, scheduled unless it is said otherwise. */
async function announce(
  { store, campaign, clock }: World,
  change: Partial<Pick<Announcement, 'at' | 'repeat' | 'mourning' | 'channels'>>,
): Promise<Announcement> {
  const now = clock.now();
  const made = await store.announcements.draft({
    campaignId: campaign.id,
    title: 'For Rosa',
    text: 'We remember her.',
    at: change.at ?? null,
    createdBy: by,
    now,
  });
  const edit = { guildId: campaign.guildId, id: made.id, seen: made.version, by, now };
  const saved = await store.announcements.change(edit, { mourning: true, ...change });
  if (saved.kind !== 'saved') throw new Error(saved.kind);
  return saved.value;
}

async function schedule({ store, campaign, clock }: World, one: Announcement): Promise<Announcement> {
  const now = clock.now();
  const rule = ruleOf(one, now.toZonedDateTimeISO(campaign.zone).toString().slice(0, 16));
  if (rule === null) throw new Error('it has no time');
  const edit = { guildId: campaign.guildId, id: one.id, seen: one.version, by, now };
  const saved = await store.announcements.schedule(edit, {
    purpose: 'announcement',
    subject: one.id,
    rule,
    zone: campaign.zone,
    latenessMinutes: 360,
  });
  if (saved.kind !== 'saved') throw new Error(saved.kind);
  return saved.value;
}

async function withdraw({ store, campaign, clock }: World, { id }: Announcement): Promise<void> {
  await store.announcements.withdraw({ guildId: campaign.guildId, id, by, now: clock.now() });
}

async function decide(world: World, subject: string, slot: string, change: SlotChange): Promise<void> {
  const { store, campaign, clock } = world;
  const purpose = subject === '' ? 'digest' : 'announcement';
  const key = { campaignId: campaign.id, purpose, subject, slot } as const;
  const standing = await store.slots.of(campaign.id);
  const seen = standing.find((one) => one.subject === subject && one.slot === slot)?.version ?? 0;
  await store.slots.decide(campaign.guildId, { key, change, seen, by, now: clock.now() });
}

/** Where the digests fall that the planner has written down and not opened, after a tick. */
async function written({ planner, database }: World): Promise<readonly string[]> {
  expect(await planner.tick()).toMatchObject({ failed: [] });
  const { rows } = await sql<{ wall: string }>`
    select wall from occurrences where purpose = 'digest' and state = 'planned' order by due_at
  `.execute(database.db);
  return rows.map(({ wall }) => wall);
}

async function shown({ store, campaign, clock }: World, until: Temporal.Instant): Promise<readonly string[]> {
  const [schedules, overrides] = await Promise.all([
    store.campaigns.schedules(campaign.id),
    store.campaigns.overrides(campaign.id),
  ]);
  return calendarOf(schedules, overrides, testRecord(), { from: clock.now(), until })
    .filter(({ purpose, dropped }) => purpose === 'digest' && dropped !== 'over')
    .map(({ meant }) => meant);
}

describe('a day of mourning that organisers announce', () => {
  test('moves a digest that is written down already, and gives it back when it is withdrawn', async () => {
    const world = await campaignWorld(wednesday);
    expect(await written(world)).toEqual([`${monday}T09:00`]);
    const draft = await announce(world, { at: `${monday}T18:00` });
    expect(await written(world)).toEqual([`${monday}T09:00`]);
    const scheduled = await schedule(world, draft);
    expect(await written(world)).toEqual(['2027-01-19T09:00']);
    await withdraw(world, scheduled);
    expect(await written(world)).toEqual([`${monday}T09:00`]);
  });

  test('moves it whichever channels get the post, and each year also where the post goes out before', async () => {
    const world = await campaignWorld(wednesday);
    await written(world);
    const repeat = { kind: 'yearly', of: '2020-01-18', typed: '', leadDays: 5 } as const;
    const channels = [world.organisersChannel.id];
    await schedule(world, await announce(world, { repeat, channels }));
    expect(await written(world)).toEqual(['2027-01-19T09:00']);
  });

  test('follows its one post when that is moved or skipped, and is a draft again when it is changed', async () => {
    const world = await campaignWorld(wednesday);
    const slot = '2027-01-20T18:00';
    const one = await schedule(world, await announce(world, { at: slot }));
    expect(await written(world)).toEqual([`${monday}T09:00`]);
    await decide(world, one.id, slot, { kind: 'move', to: `${monday}T18:00` });
    expect(await written(world)).toEqual(['2027-01-19T09:00']);
    await decide(world, one.id, slot, { kind: 'skip' });
    expect(await written(world)).toEqual([`${monday}T09:00`]);
    await decide(world, one.id, slot, { kind: 'unskip' });
    expect(await written(world)).toEqual(['2027-01-19T09:00']);
    const now = world.clock.now();
    const edit = { guildId: world.campaign.guildId, id: one.id, seen: one.version, by, now };
    await world.store.announcements.change(edit, { title: 'For Rosa and Luis' });
    expect(await written(world)).toEqual([`${monday}T09:00`]);
  });

  test('moves a digest also over the edge of what is written down ahead', async () => {
    // Eight days later it is Monday, between nine and ten.
    const world = await campaignWorld('2027-01-10T14:30:00Z');
    expect(await written(world)).toEqual(['2027-01-11T09:00', `${monday}T09:00`]);
    await schedule(world, await announce(world, { at: `${monday}T18:00` }));
    expect(await written(world)).toEqual(['2027-01-11T09:00', '2027-01-19T09:00']);
  });

  test('leaves a digest where an organiser moved it', async () => {
    const world = await campaignWorld(wednesday);
    await written(world);
    await decide(world, '', `${monday}T09:00`, { kind: 'move', to: `${monday}T20:00` });
    await schedule(world, await announce(world, { at: `${monday}T18:00` }));
    expect(await written(world)).toEqual([`${monday}T20:00`]);
  });

  test('does not lose a digest that waited on it until its own hour had passed', async () => {
    const world = await campaignWorld(wednesday);
    const one = await schedule(world, await announce(world, { at: `${monday}T18:00` }));
    await written(world);
    world.clock.set(`${monday}T17:00:00Z`);
    await withdraw(world, one);
    expect(await written(world)).toEqual(['2027-01-19T09:00', '2027-01-25T09:00']);
    const until = world.clock.now().add({ hours: 48 });
    expect(await shown(world, until)).toEqual(['2027-01-19T09:00']);
  });

  test('moves a digest with its approval, which is about what it says', async () => {
    // The digest of 30 November tells of the milestone on 7 December.
    const world = await approvingWorld(1, '2026-11-28T12:00:00Z');
    await written(world);
    expect(await approve(world, people.ada, await asked(world, 'digest'))).toBe('given');
    await schedule(world, await announce(world, { at: '2026-11-30T18:00' }));
    world.clock.set('2026-11-30T15:00:00Z');
    expect(await written(world)).toEqual(['2026-12-01T09:00', '2026-12-07T09:00']);
    world.clock.set('2026-12-01T14:00:00Z');
    await world.round();
    const posts = world.discord.in(world.publicChannel.channelId);
    expect(posts.at(-1)?.content).toContain('Title of milestone');
  });

  test('takes along a digest that is due and was held back', async () => {
    const world = await campaignWorld(wednesday);
    await written(world);
    await world.store.campaigns.setState(world.campaign.guildId, world.campaign.id, 'paused', by);
    world.clock.set(`${monday}T15:00:00Z`);
    await schedule(world, await announce(world, { at: `${monday}T18:00` }));
    expect(await written(world)).toEqual(['2027-01-19T09:00', '2027-01-25T09:00']);
  });
});

test('whatever is announced, moved and withdrawn, the planner has written what the calendar shows', async () => {
  const step = fc.record({
    hours: fc.integer({ min: 0, max: 60 }),
    what: fc.constantFrom('announce', 'yearly', 'weekly', 'withdraw', 'move', 'skip', 'unskip', 'nothing'),
    days: fc.integer({ min: 0, max: 12 }),
    which: fc.nat(9),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const world = await campaignWorld(wednesday);
      const made: { readonly one: Announcement; readonly slot: string }[] = [];
      for (const { hours, what, days, which } of steps) {
        world.clock.set(world.clock.now().add({ hours, minutes: 1 }).toString());
        const day = world.clock.now().toZonedDateTimeISO(world.campaign.zone).toPlainDate().add({ days });
        const picked = made[which % Math.max(made.length, 1)];
        if (what === 'announce' || what === 'weekly' || what === 'yearly') {
          const slot = `${day.toString()}T23:00`;
          const of = day.subtract({ years: 3 }).toString();
          const repeat = { announce: null, weekly: { kind: 'weekly' }, yearly: yearlyOf(of) } as const;
          const one = await announce(world, { at: slot, repeat: repeat[what] });
          made.push({ one: await schedule(world, one), slot });
        } else if (picked !== undefined) {
          const change: SlotChange | null =
            what === 'move'
              ? { kind: 'move', to: `${day.toString()}T23:30` }
              : what === 'skip' || what === 'unskip'
                ? { kind: what }
                : null;
          if (change !== null) await decide(world, picked.one.id, picked.slot, change);
          else if (what === 'withdraw') await withdraw(world, picked.one);
        }
        const found = await written(world);
        const ahead = world.clock.now().add({ hours: 24 * 8 });
        const soon = ahead.toZonedDateTimeISO(world.campaign.zone).toString().slice(0, 16);
        expect(found.filter((wall) => wall < soon)).toEqual(await shown(world, ahead));
      }
      await world.database.drop();
    }),
    runs(12),
  );
}, 240_000);

function yearlyOf(of: string) {
  return { kind: 'yearly', of, typed: '', leadDays: 0 } as const;
}
