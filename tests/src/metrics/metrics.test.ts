import { REST } from 'discord.js';
import { expect, onTestFinished, test } from 'vitest';
import { createMetrics } from '../../../src/metrics/metrics.ts';
import { plannerMetrics } from '../../../src/metrics/planner.ts';
import { serve } from '../../../src/http/server.ts';
import { createStore } from '../../../src/database/store/store.ts';
import { Registry } from 'prom-client';
import { askerWith, bot } from '../../support/asking.ts';
import { freshDatabase, makeDatabase } from '../../support/database.ts';
import { at, givenDelivery } from '../../support/campaigns.ts';

const database = await freshDatabase();
const store = createStore(database);

test('deliveries are counted by state, and how late each was is measured', async () => {
  const metrics = createMetrics();
  let now = at('03-09T09:00');
  metrics.deliveries.readFrom(database.db, { now: () => now });
  const ledger = metrics.deliveries.observed(store.ledger);
  const { delivery } = await dueDelivery();
  expect(await metrics.text()).toContain('campaigns_deliveries{state="pending"} 1');

  now = delivery.dueAt.add({ seconds: 90 });
  const post = { body: '{"content":"hello"}', files: [], claims: [] };
  const claim = await ledger.claim(delivery.id, { post, leaseMs: 45_000, now });
  if (claim.kind !== 'claimed') throw new Error('not claimed');
  expect(await metrics.text()).toContain('campaigns_deliveries{state="sending"} 1');
  await ledger.settle(delivery.id, claim.leaseId, { to: 'sent', messageId: '100000000000000077' }, now);

  const text = await metrics.text();
  expect(text).toContain('campaigns_deliveries{state="sent"} 1');
  expect(text).not.toContain('campaigns_deliveries{state="sending"}');
  expect(text).toContain('campaigns_delivery_attempts_total{outcome="sent"} 1');
  expect(text).toContain('campaigns_delivery_lateness_seconds_bucket{le="60"} 0');
  expect(text).toContain('campaigns_delivery_lateness_seconds_bucket{le="300"} 1');
});

async function dueDelivery() {
  const given = await givenDelivery(store);
  const delivery = await store.ledger.find(given.deliveryId);
  if (delivery === null) throw new Error('no delivery');
  return { delivery };
}

test('a database or a queue that is away leaves the rest readable', async () => {
  const metrics = createMetrics();
  const gone = await makeDatabase();
  metrics.deliveries.readFrom(gone.db, { now: () => at('03-09T09:00') });
  metrics.queue.readFrom({ depth: () => Promise.reject(new Error('away')) });
  await gone.drop();
  const text = await metrics.text();
  expect(text).toContain('# HELP campaigns_deliveries ');
  expect(text).not.toContain('campaigns_deliveries{');
  expect(text).not.toContain('campaigns_queue_jobs{');
});

test('what Discord allows and refuses is counted by route, without ids', async () => {
  const answers = [
    { status: 200, headers: { 'x-ratelimit-remaining': '4' } },
    { status: 429, headers: { 'x-ratelimit-scope': 'shared', 'retry-after': '0.1' } },
  ];
  const server = await serve(
    {
      fetch: () => {
        const { status, headers } = answers.shift() ?? { status: 500, headers: {} };
        return Response.json({ message: 'x', retry_after: 0.1, global: false }, { status, headers });
      },
    },
    { host: '127.0.0.1', port: 0 },
  );
  onTestFinished(() => server.close());
  const rest = new REST({ api: server.origin, retries: 0, rejectOnRateLimit: () => true }).setToken('token');
  const metrics = createMetrics();
  metrics.discord.watch(rest, 'posting');
  await rest.get('/channels/1234567890123456789012/messages');
  await rest.get('/channels/123456789012345678/messages').catch(() => undefined);

  const text = await metrics.text();
  const route = 'route="GET /channels/:id/messages"';
  expect(text).toContain(`campaigns_discord_requests_left{use="posting",${route}} 4`);
  expect(text).toContain(`campaigns_discord_requests_total{use="posting",${route},status="429"} 1`);
  expect(text).toContain('campaigns_discord_rate_limited_total{use="posting",scope="shared"} 1');
  expect(text).not.toMatch(/^campaigns_.*\d{15}/m);
});

test('a planner is well while its ticks are', async () => {
  let now = 0;
  const planner = plannerMetrics(new Registry(), () => now);
  await expect(planner.check()).rejects.toThrow('no tick went well yet');
  await planner.timed(async () => ({ failed: [] }))();
  now += 5_000;
  expect(await planner.check()).toBe('last tick 5 s ago');
  now += 60_000;
  await planner.timed(async () => ({ failed: ['open', 'ensure'] }))();
  await expect(planner.check()).rejects.toThrow('no tick went well for 65 s (failing: open, ensure)');
});

test('the time that answers took is kept by kind', async () => {
  const metrics = createMetrics();
  const { dispatch, deps } = bot();
  const timed = metrics.answers.timed(dispatch);
  const asker = askerWith();
  const plain = await dispatch.command('help', {}, asker, deps);
  expect(await timed.command('help', {}, asker, deps)).toEqual(plain);
  await timed.press('nothing-here', { values: [], fields: {} }, asker, deps);
  await timed.suggest('timeline', { option: 'event', text: '', options: {} }, asker, deps);
  const text = await metrics.text();
  for (const kind of ['command', 'press', 'suggestions']) {
    expect(text).toContain(`campaigns_answer_seconds_count{kind="${kind}"} 1`);
  }
});
