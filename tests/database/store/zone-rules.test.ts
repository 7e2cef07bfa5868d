import { describe, expect, test } from 'vitest';
import { digestKey, now, slotWorld } from '../../support/slot-world.ts';

const { database, store, made, decide, plan, planned } = await slotWorld();

describe('a newer tz database', () => {
  test('moves what is planned to the same hour on the wall, once', async () => {
    await store.planning.followZoneRules('2026a', now);
    const campaign = await made({
      zone: 'America/Lima',
      schedules: [
        {
          purpose: 'digest',
          subject: '',
          rule: { kind: 'weekly', weekday: 1, time: '09:00' },
          zone: 'America/Lima',
          latenessMinutes: 360,
        },
      ],
    });
    await plan();
    // As the rules of before had it: Lima an hour further east.
    await database.db
      .updateTable('occurrences')
      .set({ due_at: '2026-03-09T13:00:00Z', latest_at: '2026-03-09T19:00:00Z' })
      .where('campaign_id', '=', campaign.id)
      .execute();
    expect(await store.planning.followZoneRules('2026a', now)).toBe(0);
    expect(await planned(campaign)).toEqual(['2026-03-09T13:00:00Z']);
    expect(await store.planning.followZoneRules('2026b', now)).toBe(1);
    expect(await planned(campaign)).toEqual(['2026-03-09T14:00:00Z']);
    const [row] = await database.db
      .selectFrom('occurrences')
      .select('latest_at')
      .where('campaign_id', '=', campaign.id)
      .execute();
    expect(row?.latest_at.toString()).toBe('2026-03-09T20:00:00Z');
    expect(await store.planning.followZoneRules('2026b', now)).toBe(0);
    await plan();
    expect(await planned(campaign)).toEqual(['2026-03-09T14:00:00Z']);
  });

  test('leaves alone what was posted, and what is due now because somebody said so', async () => {
    const campaign = await made();
    await decide(digestKey(campaign), { kind: 'post-now' });
    await store.planning.followZoneRules('2026c', now);
    expect(await planned(campaign)).toContain(now.toString());
  });
});
