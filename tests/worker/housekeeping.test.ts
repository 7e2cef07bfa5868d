import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createHousekeeping } from '../../worker/housekeeping.ts';
import { newAction } from '../support/actions.ts';
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
    const action = await actions.add(
      newAction(world.campaign.id, world.clock.now(), { deadline: world.clock.now().add({ hours: 1 }) }),
    );
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

describe('what is kept no longer', () => {
  async function madeThings(world: World) {
    const { store, campaign, clock } = world;
    const { id: campaignId, guildId, createdBy } = campaign;
    const now = clock.now();
    const draft = async (title: string) =>
      await store.announcements.draft({ campaignId, title, text: 'x', at: null, createdBy, now });
    const edit = (id: string) => ({ guildId, id, seen: 1, by: createdBy, now });
    const abandoned = await draft('abandoned');
    const bytes = new Uint8Array([1]);
    const picture = { type: 'image/png', width: 1, height: 1, alt: 'A square', bytes } as const;
    await store.announcements.change(edit(abandoned.id), { picture });
    const discarded = await draft('discarded');
    await store.announcements.withdraw(edit(discarded.id));
    const scheduled = await draft('scheduled');
    const rule = { kind: 'once', at: '2027-03-01T10:00' } as const;
    const { zone } = campaign;
    await store.announcements.schedule(edit(scheduled.id), {
      purpose: 'announcement',
      subject: scheduled.id,
      rule,
      zone,
      latenessMinutes: 360,
    });
    const add = async (title: string) => store.actions.add(newAction(campaignId, now, { title, createdBy }));
    await add('published');
    for (const state of ['draft', 'discarded'] as const) {
      const { id } = await add(state);
      await world.database.db
        .updateTable('actions')
        .set({ state, published_at: null })
        .where('id', '=', id)
        .execute();
    }
  }
  const titles = async ({ database: { db } }: World) => {
    const announcements = await db.selectFrom('announcements').select('title').orderBy('title').execute();
    const actions = await db.selectFrom('actions').select('title').orderBy('title').execute();
    return [...announcements, ...actions].map(({ title }) => title);
  };

  test('are drafts that were discarded, or that nobody touched for 30 days, with their pictures', async () => {
    const world = await campaignWorld('2027-01-05T12:00:00Z');
    await madeThings(world);
    world.clock.set('2027-02-04T11:00:00Z');
    await housekeepingOf(world).run();
    expect(await titles(world)).toHaveLength(6);
    world.clock.set('2027-02-04T13:00:00Z');
    await housekeepingOf(world).run();
    expect(await titles(world)).toEqual(['scheduled', 'published']);
    const pictures = await world.database.db.selectFrom('announcement_pictures').selectAll().execute();
    expect(pictures).toEqual([]);
  });

  test('are the names of who made and changed things, after 180 days', async () => {
    const world = await campaignWorld('2027-01-05T12:00:00Z');
    await madeThings(world);
    const { db } = world.database;
    const named = async () => {
      const tables = ['campaigns', 'actions', 'announcements'] as const;
      const rows = await Promise.all(
        tables.map(async (name) => await db.selectFrom(name).select(['created_by', 'changed_by']).execute()),
      );
      return rows.flat().filter((row) => row.created_by !== null || row.changed_by !== null).length;
    };
    world.clock.set('2027-01-10T12:00:00Z');
    await housekeepingOf(world).run();
    expect(await named()).toBe(7);
    await sql`update announcements set created_at = '2027-01-05T12:00:00Z'`.execute(db);
    await db.updateTable('campaigns').set({ changed_at: '2027-01-05T12:00:00Z' }).execute();
    world.clock.set('2027-07-04T13:00:00Z');
    await housekeepingOf(world).run();
    expect(await named()).toBe(0);
    // Nobody is left out of those who may approve, and the campaign is as it was.
    const campaign = await world.store.campaigns.find(world.campaign.guildId, world.campaign.id);
    expect(campaign).toMatchObject({ createdBy: null, changedBy: null, state: 'active' });
    const again = await world.store.campaigns.setState(
      world.campaign.guildId,
      world.campaign.id,
      'paused',
      '1'.repeat(18),
    );
    expect(again?.state).toBe('paused');
  });
});
