import { expect, test } from 'vitest';
import { createHousekeeping } from '../../worker/housekeeping.ts';
import { campaignWorld, languages, type World } from '../support/campaign-world.ts';
import { told } from '../support/due-delivery.ts';

const by = '100000000000000009';

function send(world: World, interactionId: string) {
  return world.store.reports.send({
    interactionId,
    guildId: world.campaign.guildId,
    campaignId: world.campaign.id,
    by,
    notice: {
      kind: 'report',
      pack: 'test',
      claim: 'count-first',
      shown: '19 were shot',
      language: 'en',
      wrong: 'It was 20',
      link: null,
      by,
    },
    now: world.clock.now(),
  });
}

test('a report is posted exactly once to the organisers, with a button to where the claim comes from', async () => {
  const world = await campaignWorld();
  await send(world, '500000000000000001');
  expect(await send(world, '500000000000000001')).toBe('repeated');
  await world.round();
  await world.round();
  expect(told(world)).toEqual(['**Solidarity: somebody reports an error in the record**']);
  const [request] = world.discord.requests;
  expect(request?.channelId).toBe(world.organisersChannel.channelId);
  expect(request?.post.claims).toEqual(['count-first']);
  expect(JSON.parse(request?.post.body ?? '{}')).toMatchObject({
    content: expect.stringContaining(`<@${by}>`),
    allowed_mentions: { parse: [] },
  });
});

test('housekeeping forgets who reported after a day, and not before', async () => {
  const world = await campaignWorld();
  const { store, discord, clock } = world;
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const housekeeping = createHousekeeping({ store, discord, languages, clock, log });
  await send(world, '500000000000000001');
  await housekeeping.run();
  expect(await store.reports.prune((await store.ledger.time()).add({ seconds: 1 }))).toBe(1);
});
