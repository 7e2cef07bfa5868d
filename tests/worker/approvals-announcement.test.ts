import { beforeEach, describe, expect, test } from 'vitest';
import { asked, approve, approvingWorld, pass, people } from '../support/approving.ts';
import { posts, told } from '../support/due-delivery.ts';
import type { World } from '../support/campaign-world.ts';
import type { AnnouncementChange } from '../../campaigns/ports/announcements.ts';
import type { Announcement } from '../../campaigns/announcement.ts';

const { ada, ben, eva } = people;
let world: World;
let announcement: Announcement;

/** An announcement for the next day waits for two approvals. */
beforeEach(async () => {
  world = await approvingWorld(2, '2027-01-05T12:00:00Z');
  announcement = await world.store.announcements.draft({
    campaignId: world.campaign.id,
    title: 'March',
    text: 'At the fountain',
    at: '2027-01-06T10:00',
    createdBy: eva,
    now: world.clock.now(),
  });
  await schedule(announcement);
  await world.round();
});

async function schedule({ id, version }: Announcement): Promise<Announcement> {
  const { campaign, clock, store } = world;
  const saved = await store.announcements.schedule(
    { guildId: campaign.guildId, id, seen: version, by: eva, now: clock.now() },
    {
      purpose: 'announcement',
      subject: id,
      rule: { kind: 'once', at: '2027-01-06T10:00' },
      zone: campaign.zone,
      latenessMinutes: 360,
    },
  );
  if (saved.kind !== 'saved') throw new Error(saved.kind);
  return saved.value;
}

async function changed(change: AnnouncementChange): Promise<void> {
  const { campaign, clock, store } = world;
  const { id } = announcement;
  const [before] = await store.announcements.standing(campaign.guildId, 1);
  const edit = { guildId: campaign.guildId, id, seen: before?.version ?? 0, by: ada, now: clock.now() };
  const saved = await store.announcements.change(edit, change);
  if (saved.kind !== 'saved') throw new Error(saved.kind);
  announcement = await schedule(saved.value);
  await world.round();
}

const crossposts = async () =>
  await world.database.db.selectFrom('amendments').select('kind').where('kind', '=', 'crosspost').execute();

async function due(): Promise<void> {
  world.clock.set('2027-01-06T15:00:00Z');
  await world.round();
  await world.round();
}

describe('whether an announcement is passed on to following servers', () => {
  test('is part of what is approved: another wish ends the approval and is named', async () => {
    expect(await approve(world, ada, await asked(world, 'announcement'))).toBe('given');
    await changed({ crosspost: true });
    const again = await asked(world, 'announcement');
    expect(again.votes).toEqual([]);
    expect((await world.store.approvals.parts(again.id)).map(({ crosspost }) => crosspost)).toEqual([true]);
    const notice = world.discord.in(world.organisersChannel.channelId).at(-1)?.content;
    expect(notice).toContain('whether it is passed on to following servers');
    expect(told(world)).toHaveLength(2);
  });

  test('is done as it was approved, whatever is wished by then', async () => {
    await changed({ crosspost: true });
    const approval = await asked(world, 'announcement');
    for (const person of [eva, ben]) expect(await approve(world, person, approval)).toBe('given');
    world.clock.set('2027-01-06T15:00:00Z');
    await world.planner.tick();
    await world.database.db.updateTable('announcements').set({ crosspost: false }).execute();
    for (const id of world.queued) await world.newDeliverer().work(id);
    expect(posts(world)).toHaveLength(1);
    expect(await crossposts()).toHaveLength(1);
  });

  test('is not done where it was approved without', async () => {
    const approval = await asked(world, 'announcement');
    for (const person of [ada, ben]) expect(await approve(world, person, approval)).toBe('given');
    world.clock.set('2027-01-06T15:00:00Z');
    await world.planner.tick();
    await world.database.db.updateTable('announcements').set({ crosspost: true }).execute();
    for (const id of world.queued) await world.newDeliverer().work(id);
    expect(posts(world)).toHaveLength(1);
    expect(await crossposts()).toEqual([]);
  });
});

test('other channels than were approved end the approval and are named', async () => {
  const { store, campaign, clock } = world;
  const now = await store.campaigns.find(campaign.guildId, campaign.id);
  const change = { guildId: campaign.guildId, campaignId: campaign.id, version: now?.version ?? 0 };
  const added = { channelId: '300000000000000077', language: 'en', gets: ['announcement'] } as const;
  await changed({ channels: [world.publicChannel.id] });
  expect((await asked(world, 'announcement')).votes).toEqual([]);
  await store.settings.addChannel({ ...change, by: ada, now: clock.now() }, added);
  await world.round();
  expect(await store.approvals.parts((await asked(world, 'announcement')).id)).toHaveLength(1);
  await changed({ channels: null });
  expect(await store.approvals.parts((await asked(world, 'announcement')).id)).toHaveLength(2);
  expect(world.discord.in(world.organisersChannel.channelId).at(-1)?.content).toContain('the channels');
});

describe('a post that was approved and withdrawn, posted again', () => {
  async function withdrawn(): Promise<string> {
    const approval = await asked(world, 'announcement');
    for (const person of [ada, ben]) expect(await approve(world, person, approval)).toBe('given');
    await due();
    expect(posts(world)).toHaveLength(1);
    pass(world, { minutes: 1 });
    await world.round();
    const { id } = await world.database.db
      .selectFrom('deliveries')
      .select('id')
      .where('approval_id', 'is not', null)
      .executeTakeFirstOrThrow();
    const { guildId } = world.campaign;
    await world.store.amendments.ask(guildId, id, { kind: 'withdraw' }, ada, world.clock.now());
    await world.round();
    expect(posts(world)).toEqual([]);
    expect((await world.store.approvals.find(guildId, approval.id))?.ended).toBe('posted');
    return id;
  }
  const again = async (id: string) => {
    const { store, campaign, clock } = world;
    await store.posts.decide(campaign.guildId, id, 0, { kind: 'again' }, ada, clock.now());
    await world.round();
    await world.round();
  };

  test('goes out by the approval of the very same bytes', async () => {
    const id = await withdrawn();
    await again(id);
    expect(posts(world).map(({ marker }) => marker)).toEqual([id]);
  });

  test('does not when the bytes are not those any more', async () => {
    const id = await withdrawn();
    await world.database.db
      .updateTable('deliveries')
      .set({ body: null, late_body: null })
      .where('id', '=', id)
      .execute();
    await again(id);
    expect(posts(world)).toEqual([]);
  });

  test('does not when more people must approve by now', async () => {
    const id = await withdrawn();
    await world.database.db.deleteFrom('approval_votes').where('person', '=', ben).execute();
    await again(id);
    expect(posts(world)).toEqual([]);
  });
});
