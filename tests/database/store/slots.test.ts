import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { expand } from '../../../campaigns/calendar/expand.ts';
import { createStore } from '../../../src/database/store/store.ts';
import { at, organiserId, otherGuildId, remembrance } from '../../support/campaigns.ts';
import { digestKey, now, slotWorld } from '../../support/slot-world.ts';

const { database, store, made, decide, plan, occurrencesOf, planned } = await slotWorld();
const other = '200000000000000002';

describe('a decision about one post', () => {
  test('counts from nothing, and says who made the last one', async () => {
    const campaign = await made();
    const key = digestKey(campaign);
    expect(await decide(key, { kind: 'skip' })).toMatchObject({
      kind: 'saved',
      value: { skipped: true, version: 1, end: null },
    });
    expect(await decide(key, { kind: 'note', note: ' words ' }, { by: other })).toMatchObject({
      kind: 'changed',
      by: organiserId,
      at: now,
      value: { skipped: true, note: null },
    });
    expect(await decide(key, { kind: 'note', note: ' words ' }, { by: other, seen: 1 })).toMatchObject({
      kind: 'saved',
      value: { skipped: true, note: 'words', version: 2 },
    });
    const forged = digestKey(campaign, '2026-03-16T09:00');
    expect(await decide(forged, { kind: 'skip' }, { seen: 7 })).toEqual({ kind: 'gone' });
    const found = (await store.slots.of(campaign.id)).find(({ slot }) => slot === key.slot);
    expect(found).toMatchObject({ skipped: true, note: 'words', version: 2, over: false, end: null });
  });

  test('of two organisers at once, one is saved and the other learns of it', async () => {
    const campaign = await made();
    await plan();
    const to = ['2026-03-10T18:00', '2026-03-11T18:00', '2026-03-12T18:00', '2026-03-13T18:00'];
    const done = await Promise.all(
      to.map(async (wall, index) =>
        decide(digestKey(campaign), { kind: 'move', to: wall }, { by: `20000000000000010${index}` }),
      ),
    );
    expect(done.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'changed', 'changed', 'saved']);
    const winner = done.findIndex(({ kind }) => kind === 'saved');
    const told = done.flatMap((one) => (one.kind === 'changed' ? [one.by] : []));
    expect(told).toEqual(Array.from({ length: 3 }, () => `20000000000000010${winner}`));
    await plan();
    expect(await planned(campaign)).toContain(`${to[winner]}:00Z`);
    expect(await planned(campaign)).toHaveLength(1);
  });

  test('of another server, of nothing, and of what is switched off is none', async () => {
    const campaign = await made();
    expect(await decide(digestKey(campaign), { kind: 'skip' }, { guild: otherGuildId })).toEqual({
      kind: 'gone',
    });
    expect(await decide({ ...digestKey(campaign), subject: 'x' }, { kind: 'skip' })).toEqual({
      kind: 'gone',
    });
    await database.db
      .updateTable('schedules')
      .set({ enabled: false, next_look_at: null })
      .where('campaign_id', '=', campaign.id)
      .execute();
    expect(await decide(digestKey(campaign), { kind: 'skip' })).toEqual({ kind: 'gone' });
    expect(await store.slots.of(campaign.id)).toEqual([]);
  });

  test('is written down with who made it', async () => {
    const campaign = await made();
    await decide(digestKey(campaign), { kind: 'move', to: '2026-03-10T18:00' });
    const rows = await database.db
      .selectFrom('audit')
      .selectAll()
      .where('campaign_id', '=', campaign.id)
      .execute();
    expect(rows.at(-1)).toMatchObject({
      what: 'slot.move',
      by: organiserId,
      details: { slot: '2026-03-09T09:00', from: '2026-03-09T09:00', to: '2026-03-10T18:00' },
    });
  });
});

describe('what was moved or skipped', () => {
  test('is planned where it was moved to and nowhere else, and comes back on demand', async () => {
    const campaign = await made();
    await plan();
    expect(await planned(campaign)).toEqual(['2026-03-09T09:00:00Z']);
    await decide(digestKey(campaign), { kind: 'move', to: '2026-03-10T18:00' });
    await plan();
    await plan();
    expect(await planned(campaign)).toEqual(['2026-03-10T18:00:00Z']);
    await decide(digestKey(campaign), { kind: 'move-back' }, { seen: 1 });
    await plan();
    expect(await planned(campaign)).toEqual(['2026-03-09T09:00:00Z']);
  });

  test('far beyond what is planned ahead is planned when it is near', async () => {
    const campaign = await made();
    await plan();
    await decide(digestKey(campaign), { kind: 'move', to: '2026-08-04T18:00' });
    await plan();
    expect(await planned(campaign)).toEqual([]);
    for (const day of ['03-10', '04-10', '05-10', '06-10', '07-10', '07-30']) await plan(at(`${day}T12:00`));
    expect(await planned(campaign)).toContain('2026-08-04T18:00:00Z');
    expect((await occurrencesOf(campaign)).filter(({ slot }) => slot === '2026-03-09T09:00')).toHaveLength(1);
  });

  test('a skip keeps the time of a move, and taken back it is posted there', async () => {
    const campaign = await made();
    await plan();
    await decide(digestKey(campaign), { kind: 'move', to: '2026-03-10T18:00' });
    await plan();
    await decide(digestKey(campaign), { kind: 'skip' }, { seen: 1 });
    expect(await planned(campaign)).toEqual([]);
    await plan();
    expect(await planned(campaign)).toEqual([]);
    await decide(digestKey(campaign), { kind: 'unskip' }, { seen: 2 });
    expect(await planned(campaign)).toEqual(['2026-03-10T18:00:00Z']);
  });

  test('survives a change of the rule, of the hour, the weekday and the zone', async () => {
    const campaign = await made({
      schedules: [remembrance('event', { rule: yearly('10:00') })],
    });
    const key = {
      campaignId: campaign.id,
      purpose: 'remembrance',
      subject: 'event',
      slot: '2027-01-09T10:00',
    } as const;
    await decide(key, { kind: 'move', to: '2027-01-10T18:00' });
    await decide({ ...key, slot: '2028-01-09T10:00' }, { kind: 'skip' });
    const changed = remembrance('event', { rule: yearly('15:00'), zone: 'America/Lima' });
    await store.campaigns.syncRemembrances(campaign.id, [changed], now);
    const fresh = createStore(database);
    const [schedule] = await fresh.campaigns.schedules(campaign.id);
    if (!schedule) throw new Error('the schedule is gone');
    const until = Temporal.Instant.from('2030-01-01T00:00Z');
    const all = expand(
      schedule,
      { from: now, until },
      { overrides: await fresh.campaigns.overrides(campaign.id) },
    );
    expect(all.map(({ slot, wall, dropped }) => [slot, wall, dropped])).toEqual([
      ['2027-01-09T10:00', '2027-01-10T18:00', null],
      ['2028-01-09T10:00', '2028-01-09T15:00', 'skipped'],
      ['2029-01-09T15:00', '2029-01-09T15:00', null],
    ]);
  });

  test('of an earlier rule is not posted twice: what went out at 10:00 does not at 15:00', async () => {
    const campaign = await made({
      schedules: [remembrance('event', { rule: yearly('10:00') })],
    });
    const day = (time: string) => Temporal.Instant.from(`2027-01-09T${time}:00Z`);
    await plan(day('09:00'));
    await store.planning.openDeliveries(day('10:00'), 1_000);
    const changed = remembrance('event', { rule: yearly('15:00') });
    await store.campaigns.syncRemembrances(campaign.id, [changed], day('11:00'));
    await plan(day('11:00'));
    expect((await occurrencesOf(campaign)).map(({ slot, state }) => [slot, state])).toEqual([
      ['2027-01-09T10:00', 'opened'],
    ]);
  });

  test('of the day itself is not lost when the new hour has passed already', async () => {
    const campaign = await made({
      schedules: [remembrance('event', { rule: yearly('15:00') })],
    });
    const noon = Temporal.Instant.from('2027-01-09T12:00Z');
    await plan(noon);
    await store.campaigns.syncRemembrances(
      campaign.id,
      [remembrance('event', { rule: yearly('09:00') })],
      noon,
    );
    await plan(noon);
    expect(await planned(campaign)).toEqual(['2027-01-09T15:00:00Z']);
    const key = { campaignId: campaign.id, purpose: 'remembrance', subject: 'event' } as const;
    const seen = await decide({ ...key, slot: '2027-01-09T15:00' }, { kind: 'skip' }, { when: noon });
    expect(seen).toMatchObject({ kind: 'changed', by: organiserId });
  });
});

function yearly(time: string) {
  return { kind: 'yearly', of: '2023-01-09', time, leadDays: 0 } as const;
}

describe('post now', () => {
  test('makes it due at once, exactly once, and never again at its own time', async () => {
    const campaign = await made();
    await plan();
    const done = await Promise.all(
      [1, 2, 3].map(async () => decide(digestKey(campaign), { kind: 'post-now' })),
    );
    expect(done.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'changed', 'saved']);
    expect((await store.planning.openDeliveries(now, 1_000)).closed).toBe(1);
    expect(await decide(digestKey(campaign), { kind: 'post-now' }, { seen: 1 })).toEqual({
      kind: 'over',
      end: 'opened',
    });
    expect(await decide(digestKey(campaign), { kind: 'skip' }, { seen: 1 })).toEqual({
      kind: 'over',
      end: 'opened',
    });
    for (const day of ['03-05', '03-09', '03-10']) {
      await plan(at(`${day}T09:00`));
      await store.planning.openDeliveries(at(`${day}T09:00`), 1_000);
    }
    const opened = (await occurrencesOf(campaign)).filter(({ state }) => state === 'opened');
    expect(opened.map(({ slot, due_at: due }) => [slot, due.toString()])).toEqual([
      ['2026-03-09T09:00', now.toString()],
    ]);
  });

  test('of what lies too far ahead to be planned, and of what was skipped', async () => {
    const campaign = await made();
    await decide(digestKey(campaign, '2026-06-01T09:00'), { kind: 'skip' });
    await decide(digestKey(campaign, '2026-06-01T09:00'), { kind: 'post-now' }, { seen: 1 });
    await store.planning.openDeliveries(now, 1_000);
    expect(await occurrencesOf(campaign)).toMatchObject([
      { slot: '2026-06-01T09:00', state: 'opened', skip: false },
    ]);
  });

  test('is refused while the campaign posts nothing, and changes nothing then', async () => {
    const campaign = await made({ state: 'paused' });
    expect(await decide(digestKey(campaign), { kind: 'post-now' })).toEqual({ kind: 'paused' });
    expect(await store.slots.of(campaign.id)).toEqual([]);
  });
});
