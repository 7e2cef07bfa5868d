import { describe, expect, test } from 'vitest';
import { createStore } from '../../../src/database/store/store.ts';
import { newAction } from '../../support/actions.ts';
import { at, givenCampaign, guildId, organiserId } from '../../support/campaigns.ts';
import { freshDatabase } from '../../support/database.ts';

const { db } = await freshDatabase();
const store = createStore({ db });

const created = at('02-01T00:00');

describe('actions', () => {
  test('are kept as they were given', async () => {
    const { id } = await givenCampaign(store);
    const wanted = newAction(id, created, {
      text: 'It takes a minute.',
      link: 'https://example.org/sign',
      deadline: at('03-01T00:00'),
      goal: 5_000,
      reached: 12.5,
    });
    const added = await store.actions.add(wanted);
    expect(added).toMatchObject({ ...wanted, state: 'open' });
    expect(await store.actions.open(id)).toEqual([added]);
  });

  test('come with the most urgent first, and those without an end last', async () => {
    const { id } = await givenCampaign(store);
    await store.actions.add(newAction(id, created, { title: 'whenever' }));
    await store.actions.add(newAction(id, created, { title: 'later', deadline: at('03-02T00:00') }));
    await store.actions.add(newAction(id, created, { title: 'soon', deadline: at('03-01T00:00') }));
    expect((await store.actions.open(id)).map(({ title }) => title)).toEqual(['soon', 'later', 'whenever']);
  });
});

describe('an interaction', () => {
  test('is written by the first of many processes', async () => {
    const id = '500000000000000001';
    const claims = await Promise.all(
      Array.from({ length: 8 }, async () => await store.interactions.claim(id)),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  test('is forgotten when it is old enough', async () => {
    await store.interactions.claim('500000000000000002');
    const after = (await store.ledger.time()).add({ seconds: 1 });
    expect(await store.interactions.prune(after.subtract({ hours: 1 }))).toBe(0);
    expect(await store.interactions.prune(after)).toBeGreaterThan(0);
    expect(await store.interactions.claim('500000000000000002')).toBe(true);
  });
});

test('a notice is due at once, for the organisers', async () => {
  const { id } = await givenCampaign(store, { zone: 'America/Lima' });
  const notice = { kind: 'channel-back', channelId: '300000000000000001' } as const;
  const now = at('03-01T12:00');
  await store.notices.tell(id, notice, now);
  expect((await store.planning.openDeliveries(now, 100)).closed).toBe(1);
  const [deliveryId = ''] = await store.planning.unfinished(100);
  const delivery = await store.ledger.find(deliveryId);
  expect(delivery).toMatchObject({
    purpose: 'notice',
    slot: '2026-03-01T07:00',
    zone: 'America/Lima',
    dueAt: now,
    channel: { audience: 'organisers' },
  });
  expect(await store.notices.find(id, delivery?.subject ?? '')).toEqual(notice);
  expect(await store.notices.find(id, 'AAAAAAAAAAAAAAAA')).toBeNull();
});

test('what was done is written down, whatever was typed', async () => {
  const { id } = await givenCampaign(store);
  const entry = { guildId, campaignId: id, by: organiserId, what: 'action.add', at: at('03-01T12:00') };
  await store.audit.note({ ...entry, details: { title: 'a\0b \\u0000 \ud800' } });
  await store.audit.note({ ...entry, campaignId: null, by: null });
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where('what', '=', 'action.add')
    .orderBy('id')
    .execute();
  expect(rows).toMatchObject([
    {
      guild_id: guildId,
      campaign_id: id,
      by: organiserId,
      details: { title: 'ab \\u0000 \ufffd' },
      at: entry.at,
    },
    { campaign_id: null, by: null, details: {} },
  ]);
});

test('the published commands are remembered for each application', async () => {
  const { publishedCommands } = store;
  expect(await publishedCommands.fingerprint('600000000000000001')).toBeNull();
  await publishedCommands.remember('600000000000000001', 'one');
  await publishedCommands.remember('600000000000000001', 'two');
  await publishedCommands.remember('600000000000000002', 'other');
  expect(await publishedCommands.fingerprint('600000000000000001')).toBe('two');
});
