import { describe, expect, test } from 'vitest';
import { approve, approvingWorld, asked, people, petition, setMode } from '../../support/approving.ts';
import { told } from '../../support/due-delivery.ts';

const { ada, ben } = people;
/** The digest is due on Monday at nine in Lima. */
const digestDue = '2027-01-11T14:00:00Z';

describe('a correction', () => {
  test('is asked for, approved and ended like a post', async () => {
    const world = await approvingWorld(1, '2027-01-05T12:00:00Z');
    const { approvals } = world.store;
    const { campaign, publicChannel, clock } = world;
    const amendment = 'amendment_000001';
    const subject = {
      campaignId: campaign.id,
      purpose: 'digest' as const,
      subject: '',
      slot: '2027-01-04T09:00',
      amendment,
    };
    const part = {
      channel: publicChannel.id,
      channelId: publicChannel.channelId,
      language: 'en',
      post: { body: JSON.stringify({ content: '**Corrected**' }), files: [], claims: [] },
    };
    const wanted = { ...subject, parts: [part], editor: ada, dueAt: null, latestAt: null };
    const { approval: first } = await approvals.askFor(wanted, clock.now());
    expect((await approvals.askFor(wanted, clock.now())).approval.id).toBe(first.id);
    expect((await approvals.amendment(campaign.id, amendment)).standing).toBe('waiting');
    await world.round();
    expect(told(world)).toEqual([expect.stringMatching(/please approve “Corrected”/)]);
    await approve(world, ben, first);
    expect((await approvals.amendment(campaign.id, amendment)).standing).toBe('approved');
    await approvals.end(subject, 'posted', clock.now());
    expect((await approvals.amendment(campaign.id, amendment)).standing).toBe('ended');
    await setMode(world, 0);
    expect((await approvals.amendment(campaign.id, amendment)).standing).toBe('not-needed');
  });
});

test('names are forgotten when it ended long ago, and not before', async () => {
  const world = await approvingWorld(1, '2027-01-10T12:00:00Z');
  await petition(world, 'Sign here', ada);
  await world.round();
  const approval = await asked(world, 'digest');
  await approve(world, ben, approval);
  world.clock.set(digestDue);
  await world.round();
  await world.round();
  const { approvalPlanning, approvals } = world.store;
  expect(await approvalPlanning.forgetNames(world.clock.now())).toBe(0);
  expect(await approvalPlanning.forgetNames(world.clock.now().add({ hours: 1 }))).toBe(2);
  expect(await approvals.find(world.campaign.guildId, approval.id)).toMatchObject({
    editor: null,
    votes: [],
  });
});
