import { afterEach, describe, expect, test } from 'vitest';
import type { Id } from '../../../campaigns/campaign.ts';
import type { Look } from '../../../campaigns/ports/planning.ts';
import { createStore } from '../../../src/database/store/store.ts';
import {
  archiveAll,
  at,
  created,
  digest,
  givenCampaign,
  organiserId,
  planSlots,
  remembrance,
  slotAt,
} from '../../support/campaigns.ts';
import { freshDatabase } from '../../support/database.ts';

const { db } = await freshDatabase();
const store = createStore({ db });
const { planning } = store;

async function occurrencesOf(campaignId: Id) {
  return await db
    .selectFrom('occurrences')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .orderBy('due_at')
    .execute();
}

afterEach(async () => await archiveAll(store));

describe('looking at schedules', () => {
  test('gives each that is due, with its campaign and its overrides, and keeps what comes back', async () => {
    const campaign = await givenCampaign(store, { schedules: [digest, remembrance('juliaca')] });
    await db
      .insertInto('overrides')
      .values({
        campaign_id: campaign.id,
        purpose: 'digest',
        subject: '',
        slot: '2026-03-09T09:00',
        moved_to: '2026-03-10T09:00',
        decided_by: organiserId,
      })
      .execute();
    const looks: Look[] = [];
    const next = at('03-01T00:00');
    const count = await planning.expandDue(at('02-01T00:00'), 100, (look) => {
      looks.push(look);
      return { slots: [slotAt('2026-02-02T09:00')], plannedUntil: at('02-09T00:00'), nextLookAt: next };
    });
    expect(count).toBe(2);
    expect(looks.map(({ schedule }) => schedule.purpose).toSorted()).toEqual(['digest', 'remembrance']);
    const look = looks.find(({ schedule }) => schedule.purpose === 'digest');
    expect(look).toMatchObject({
      schedule: { campaignId: campaign.id },
      pack: campaign.pack,
      plannedUntil: created,
      overrides: [{ slot: '2026-03-09T09:00', movedTo: '2026-03-10T09:00', skipped: false, note: null }],
    });
    expect(await occurrencesOf(campaign.id)).toMatchObject([
      { slot: '2026-02-02T09:00', latest_at: at('02-02T15:00'), state: 'planned' },
      { slot: '2026-02-02T09:00', latest_at: at('02-02T15:00'), state: 'planned' },
    ]);

    const before = next.subtract({ milliseconds: 1 });
    expect(await planning.expandDue(before, 100, () => expect.fail('looked again'))).toBe(0);
    await planning.expandDue(next, 100, (again) => {
      expect(again.plannedUntil).toEqual(at('02-09T00:00'));
      return null;
    });
    expect(await planning.expandDue(next.add({ minutes: 59 }), 100, () => null)).toBe(0);
    expect(await planning.expandDue(next.add({ hours: 1 }), 100, () => null)).toBe(2);
  });

  test('brings an occurrence that is still open up to date, and leaves a closed one', async () => {
    const campaign = await givenCampaign(store);
    await planSlots(store, campaign.id, ['2026-03-02T09:00', '2026-03-09T09:00', '2026-03-16T09:00']);
    await planning.openDeliveries(at('03-02T09:00'), 100);
    await db
      .updateTable('schedules')
      .set({ next_look_at: '2026-03-02T09:00Z' })
      .where('campaign_id', '=', campaign.id)
      .execute();
    await planning.expandDue(at('03-02T09:00'), 100, ({ plannedUntil }) => ({
      slots: [
        { slot: '2026-03-02T09:00', wall: '2026-03-03T09:00', dueAt: at('03-03T09:00'), skipped: false },
        { slot: '2026-03-09T09:00', wall: '2026-03-10T09:00', dueAt: at('03-10T09:00'), skipped: false },
        { slot: '2026-03-16T09:00', wall: '2026-03-16T09:00', dueAt: at('03-16T09:00'), skipped: true },
      ],
      plannedUntil,
      nextLookAt: null,
    }));
    expect(await occurrencesOf(campaign.id)).toMatchObject([
      { slot: '2026-03-02T09:00', due_at: at('03-02T09:00'), state: 'opened' },
      { slot: '2026-03-09T09:00', due_at: at('03-10T09:00'), latest_at: at('03-10T15:00'), state: 'planned' },
      { slot: '2026-03-16T09:00', skip: true, state: 'planned' },
    ]);
    await planning.openDeliveries(at('03-16T09:00'), 100);
    expect((await occurrencesOf(campaign.id)).at(-1)).toMatchObject({ state: 'skipped' });
    const deliveries = await db
      .selectFrom('deliveries')
      .select('id')
      .where('campaign_id', '=', campaign.id)
      .execute();
    expect(deliveries).toHaveLength(1);
  });

  test('by many planners at once looks at each once', async () => {
    const made = await Promise.all(Array.from({ length: 12 }, async () => await givenCampaign(store)));
    const seen: string[] = [];
    const counts = await Promise.all(
      Array.from(
        { length: 6 },
        async () =>
          await planning.expandDue(at('02-01T00:00'), 3, ({ schedule, plannedUntil }) => {
            seen.push(schedule.campaignId);
            return { slots: [slotAt('2026-02-02T09:00')], plannedUntil, nextLookAt: null };
          }),
      ),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(12);
    expect(seen.toSorted()).toEqual(made.map(({ id }) => id).toSorted());
  });

  test('that fails leaves everything as it was', async () => {
    const campaign = await givenCampaign(store);
    const broken = planning.expandDue(at('02-01T00:00'), 100, () => {
      throw new RangeError('no such zone');
    });
    await expect(broken).rejects.toThrow('no such zone');
    const looks: string[] = [];
    await planning.expandDue(at('02-01T00:00'), 100, (look) => {
      looks.push(look.schedule.campaignId);
      return { slots: [], plannedUntil: look.plannedUntil, nextLookAt: null };
    });
    expect(looks).toEqual([campaign.id]);
  });
});
