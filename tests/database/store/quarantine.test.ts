import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { createStore } from '../../../src/database/store/store.ts';
import { givenCampaign } from '../../support/campaigns.ts';
import { freshDatabase } from '../../support/database.ts';

const database = await freshDatabase();
const store = createStore(database);
const start = Temporal.Instant.from('2026-06-01T12:00:00Z');

async function channelWithClock() {
  const campaign = await givenCampaign(store);
  const [channel] = await store.campaigns.channels(campaign.id);
  if (!channel) throw new Error('no channel');
  const { id, channelId } = channel;
  const at = (minutes: number) => start.add({ minutes });
  const lost = { kind: 'channel-lost', channelId, reason: 'no' } as const;
  const back = { kind: 'channel-back', channelId } as const;
  return {
    lose: async (minutes: number) => await store.campaigns.setQuarantine(id, 'no', at(minutes), lost),
    lift: async (minutes: number) => await store.campaigns.setQuarantine(id, null, at(minutes), back),
    told: async () => {
      const rows = await database.db
        .selectFrom('notices')
        .select('notice')
        .where('campaign_id', '=', campaign.id)
        .orderBy(sql`created_at`)
        .execute();
      return rows.map(({ notice }) => ('kind' in notice ? notice.kind : ''));
    },
  };
}

test('a channel that is lost once comes back as soon as it is mended', async () => {
  const channel = await channelWithClock();
  expect(await channel.lose(0)).toBe(true);
  expect(await channel.lose(1)).toBe(false);
  expect(await channel.lift(1)).toBe(true);
  expect(await channel.told()).toEqual(['channel-lost', 'channel-back']);
});

test('one that is lost again and again comes back later each time, and is told once an hour', async () => {
  const channel = await channelWithClock();
  await channel.lose(0);
  await channel.lift(1);
  await channel.lose(2);
  expect(await channel.lift(3), 'two minutes have not passed').toBe(false);
  expect(await channel.lift(4)).toBe(true);
  await channel.lose(5);
  expect(await channel.lift(8), 'four have not passed').toBe(false);
  expect(await channel.lift(9)).toBe(true);
  expect(await channel.told()).toEqual(['channel-lost', 'channel-back']);
  await channel.lose(70);
  expect(await channel.lift(71), 'it was well for an hour').toBe(true);
  expect(await channel.told()).toEqual(['channel-lost', 'channel-back', 'channel-lost', 'channel-back']);
});
