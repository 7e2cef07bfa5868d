import { describe, expect, test } from 'vitest';
import { createHousekeeping } from '../../worker/housekeeping.ts';
import { campaignWorld, languages, type World } from '../support/campaign-world.ts';
import { told } from '../support/due-delivery.ts';

function housekeepingOf(world: World, keepInteractionsMinutes = 60) {
  const { store, discord, clock } = world;
  const warnings: object[] = [];
  const log = { debug() {}, info() {}, warn: (fields: object) => warnings.push(fields), error() {} };
  return {
    ...createHousekeeping({ store, discord, languages, clock, log, keepInteractionsMinutes }),
    warnings,
  };
}

describe('a round of housekeeping', () => {
  test('gives back the channels that are usable again, also when another cannot be asked about', async () => {
    const world = await campaignWorld();
    const { store, discord, clock } = world;
    for (const { id } of [world.publicChannel, world.organisersChannel]) {
      await store.campaigns.setQuarantine(id, 'lost', clock.now());
    }
    const ask = discord.channelAccess.bind(discord);
    discord.channelAccess = async (guildId, channelId) => {
      if (channelId === world.publicChannel.channelId) throw new Error('Discord is away');
      return await ask(guildId, channelId);
    };
    const housekeeping = housekeepingOf(world);
    await housekeeping.run();
    expect((await store.campaigns.quarantined()).map(({ id }) => id)).toEqual([world.publicChannel.id]);
    expect(housekeeping.warnings).toHaveLength(1);
    await world.round();
    expect(told(world)).toEqual(['**Solidarity: the bot can post in a channel again**']);
  });

  test('forgets old interactions only', async () => {
    const world = await campaignWorld();
    const { interactions } = world.store;
    await interactions.claim('100000000000000050');
    await housekeepingOf(world).run();
    expect(await interactions.claim('100000000000000050')).toBe(false);
    // A minute that has not begun yet: everything is older.
    await housekeepingOf(world, -1).run();
    expect(await interactions.claim('100000000000000050')).toBe(true);
  });

  test('forgets pledges a week after their action', async () => {
    const world = await campaignWorld('2027-01-05T12:00:00Z');
    const { actions, pledges } = world.store;
    const action = await actions.add({
      campaignId: world.campaign.id,
      kind: 'petition',
      title: 'Sign',
      text: '',
      link: null,
      place: null,
      deadline: world.clock.now().add({ hours: 1 }),
      goal: null,
      reached: null,
      createdAt: world.clock.now(),
    });
    const holder = 'A'.repeat(43);
    await pledges.set(action.id, holder, 'promised');
    world.clock.set('2027-01-12T12:59:59Z');
    await housekeepingOf(world).run();
    expect(await pledges.find([holder])).toEqual(new Map([[holder, 'promised']]));
    world.clock.set('2027-01-12T13:00:00Z');
    await housekeepingOf(world).run();
    expect(await pledges.find([holder])).toEqual(new Map());
  });

  test('stops twice and begins no other round', async () => {
    const world = await campaignWorld();
    await world.store.campaigns.setQuarantine(world.publicChannel.id, 'lost', world.clock.now());
    const housekeeping = housekeepingOf(world);
    await Promise.all([housekeeping.stop(), housekeeping.stop()]);
    await housekeeping.run();
    expect(await world.store.campaigns.quarantined()).toHaveLength(1);
  });
});
