import { describe, expect, test } from 'vitest';
import { approve, approvingWorld, people, petition } from '../../support/approving.ts';
import { told } from '../../support/due-delivery.ts';

const { ada, eva } = people;

describe('asking', () => {
  test('three days ahead, once, whoever ticks and however often', async () => {
    const world = await approvingWorld(1, '2027-01-05T12:00:00Z');
    await world.round();
    expect(told(world)).toEqual([]);
    world.clock.set('2027-01-06T15:00:01Z');
    await Promise.all([world.newPlanner(), world.newPlanner(), world.newPlanner()].map((one) => one.tick()));
    await world.round();
    await world.round();
    expect(told(world)).toEqual([expect.stringMatching(/please approve “Four years ago today/)]);
  });

  test('says whose approval counts, where it goes and what becomes of it, with five buttons', async () => {
    const world = await approvingWorld(2, '2027-01-10T14:00:00Z');
    await petition(world, 'Sign here', eva);
    await world.round();
    const [request] = world.discord.requests.filter(({ post }) => post.body.includes('please approve'));
    const body: { content: string; components: { components: { label: string }[] }[] } = JSON.parse(
      request?.post.body ?? '',
    );
    expect(body.content).toContain(`Two people must approve it. <@${eva}> changed it last`);
    expect(body.content).toContain(`<#${world.publicChannel.channelId}>`);
    expect(body.content).toContain('held back until it is too late');
    expect(body.components[0]?.components.map(({ label }) => label)).toEqual([
      'Look',
      'Approve',
      'Not like this',
      'Skip it',
      'About this post',
    ]);
  });

  test('reminds once, a day ahead, and not of what is approved', async () => {
    const world = await approvingWorld(1, '2027-01-06T15:00:00Z');
    await world.round();
    world.clock.set('2027-01-08T14:59:00Z');
    await world.round();
    expect(told(world)).toHaveLength(1);
    world.clock.set('2027-01-08T15:00:00Z');
    await world.round();
    await world.round();
    expect(told(world)).toEqual([
      expect.stringMatching(/please approve/),
      expect.stringMatching(/still not approved/),
    ]);

    const other = await approvingWorld(1, '2027-01-06T15:00:00Z');
    await other.round();
    await approve(other, ada);
    other.clock.set('2027-01-08T15:00:00Z');
    await other.round();
    expect(told(other)).toEqual([
      expect.stringMatching(/please approve/),
      expect.stringMatching(/: approved: /),
    ]);
    const { requests } = other.discord;
    expect(requests.at(-1)?.post.body).toContain(`<@${ada}> approved it, and nothing more is needed`);
    expect(requests.at(-1)?.post.body).toContain('"allowed_mentions":{"parse":[]}');
  });

  test('nothing is asked of what organisers are told, nor while the campaign is paused', async () => {
    const world = await approvingWorld(1, '2027-01-06T16:00:00Z');
    await world.store.campaigns.setState(world.campaign.guildId, world.campaign.id, 'paused', ada);
    await world.round();
    expect(await world.store.approvals.waiting(world.campaign.id)).toEqual([]);
  });
});
