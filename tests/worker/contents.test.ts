import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { defaultLatenessMinutes } from '../../campaigns/schedule.ts';
import { newAction } from '../support/actions.ts';
import { campaignWorld, type World } from '../support/campaign-world.ts';
import { posts, stateOf, told } from '../support/due-delivery.ts';

async function announce(world: World, at: string, title = 'A march'): Promise<string> {
  const { announcements } = world.store;
  const { guildId, id: campaignId, zone, createdBy } = world.campaign;
  const draft = await announcements.draft({ campaignId, title, text: 'Come **all** of you.', at, createdBy });
  const scheduled = await announcements.schedule(
    { guildId, id: draft.id, seen: draft.version, by: createdBy, now: world.clock.now() },
    {
      purpose: 'announcement',
      subject: draft.id,
      rule: { kind: 'once', at },
      zone,
      latenessMinutes: defaultLatenessMinutes,
    },
  );
  expect(scheduled.kind).toBe('saved');
  return draft.id;
}

describe('an announcement', () => {
  test('goes out at its hour as it was written', async () => {
    const world = await campaignWorld();
    await announce(world, '2027-01-06T18:00');
    world.clock.set('2027-01-06T22:59:59Z');
    await world.round();
    expect(posts(world)).toEqual([]);
    world.clock.set('2027-01-06T23:00:00Z');
    await world.round();
    expect(posts(world).map(({ content }) => content)).toEqual(['**A march**\n\nCome **all** of you.']);
  });

  test('that was withdrawn is not posted, even when it was queued', async () => {
    const world = await campaignWorld();
    const id = await announce(world, '2027-01-06T18:00');
    world.clock.set('2027-01-06T23:00:00Z');
    await world.planner.tick();
    const { guildId, createdBy: by } = world.campaign;
    await world.store.announcements.withdraw({ guildId, id, by, now: world.clock.now() });
    await world.round();
    expect(posts(world)).toEqual([]);
    expect(await stateOf(world, 'announcement')).toMatchObject([{ state: 'skipped', reason: 'withdrawn' }]);
  });
});

describe('a digest', () => {
  test('has the open actions, and what lies ahead within two weeks', async () => {
    const world = await campaignWorld('2027-01-02T12:00:00Z');
    await announce(world, '2027-01-11T18:00');
    await world.store.actions.add(
      newAction(world.campaign.id, world.clock.now(), {
        title: 'Sign the petition',
        deadline: Temporal.Instant.from('2027-01-08T17:00:00Z'),
        goal: 100,
        reached: 40,
      }),
    );
    world.clock.set('2027-01-04T14:00:00Z');
    await world.round();
    const [digest] = posts(world);
    expect(digest?.content.split('\n')[0]).toBe('**Solidarity: 1 thing you can do and 1 date ahead**');
    expect(digest?.content).toContain(
      'until 8 January 2027, 12:00 (Lima time), <t:1799427600:R> · 40 of 100 so far',
    );
    expect(digest?.content).toContain('- 9 January 2027: 4 years since “Title of day-of-mourning”');
    expect(digest?.content, 'an announcement is not named before its hour').not.toContain('A march');
  });
});

describe('a planning note', () => {
  test('goes to the organisers a week before, with the post that it announces', async () => {
    const world = await campaignWorld('2027-01-01T12:00:00Z');
    world.clock.set('2027-01-02T15:00:00Z');
    await world.round();
    expect(told(world)).toEqual(['**In 7 days: 4 years since “Title of day-of-mourning”**']);
    const [note] = world.discord.in(world.organisersChannel.channelId).filter(({ ours }) => ours);
    expect(note?.content).toContain(
      `in <#${world.publicChannel.channelId}> on 9 January 2027, 10:00 (Lima time), <t:1799506800:R>`,
    );
  });
});
