import { describe, expect, test } from 'vitest';
import { createHousekeeping } from '../../worker/housekeeping.ts';
import { campaignWorld, languages } from '../support/campaign-world.ts';

async function lostWorld() {
  const world = await campaignWorld();
  const { store, discord, clock, organisersChannel } = world;
  const missing = { kind: 'missing-permissions', name: 'organisers', missing: ['ViewChannel'] } as const;
  discord.access.set(organisersChannel.channelId, missing);
  const notice = { kind: 'channel-lost', channelId: organisersChannel.channelId, reason: 'gone' } as const;
  await store.campaigns.setQuarantine(organisersChannel.id, 'gone', clock.now(), notice);
  await world.round();
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const housekeeping = createHousekeeping({ store, discord, languages, clock, log });
  const direct = () => discord.in(`dm-${world.campaign.createdBy}`).map(({ content }) => content);
  return { ...world, housekeeping, direct };
}

describe('what organisers cannot be told in their channel', () => {
  test('is told once to who made the campaign, with the reason', async () => {
    const { housekeeping, direct, organisersChannel } = await lostWorld();
    await housekeeping.run();
    await housekeeping.run();
    expect(direct()).toHaveLength(1);
    expect(direct()[0]).toContain('the bot cannot post in a channel');
    expect(direct()[0]).toContain(
      `direct message because I cannot post in <#${organisersChannel.channelId}>`,
    );
  });

  test('is posted there too once the channel is back, and no more to anybody directly', async () => {
    const world = await lostWorld();
    const { housekeeping, direct, discord, organisersChannel } = world;
    await housekeeping.run();
    discord.access.delete(organisersChannel.channelId);
    await housekeeping.run();
    await world.round();
    await housekeeping.run();
    expect(direct()).toHaveLength(1);
    expect(discord.in(organisersChannel.channelId).filter(({ ours }) => ours)).toHaveLength(2);
  });

  test('stays for the panel when the person takes no direct messages', async () => {
    const { housekeeping, direct, discord, store, campaign } = await lostWorld();
    discord.closedTo.add(campaign.createdBy);
    await housekeeping.run();
    expect(direct()).toEqual([]);
    expect(await store.strandedNotices.of(campaign.id, 5)).toHaveLength(1);
  });
});

test('the role of a channel is mentioned in what is posted there, and on no day of mourning', async () => {
  const world = await campaignWorld('2026-12-01T12:00:00Z');
  const { store, campaign, publicChannel, clock } = world;
  const role = '100000000000000020';
  const { id: campaignId, guildId, createdBy: by, version } = campaign;
  const ping = { role, for: ['remembrance'] as const };
  const change = { guildId, campaignId, by, version, now: clock.now() };
  await store.settings.changeChannel(change, publicChannel.id, { ping });
  const bodies = async (moment: string) => {
    const before = world.discord.requests.length;
    clock.set(moment);
    await world.round();
    return world.discord.requests
      .slice(before)
      .filter(({ channelId }) => channelId === publicChannel.channelId)
      .map(({ post }) => post.body);
  };
  const [milestone = ''] = await bodies('2026-12-07T15:00:00Z');
  expect(milestone).toContain(`<@&${role}>`);
  expect(milestone).toContain(`"roles":["${role}"]`);
  const [mourning = ''] = await bodies('2027-01-09T15:00:00Z');
  expect(mourning).toContain('Title of day-of-mourning');
  expect(mourning).not.toContain(role);
});
