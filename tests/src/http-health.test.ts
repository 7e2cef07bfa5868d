import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { createHealth, type Health } from '../../src/http/health.ts';
import { serve } from '../../src/http/server.ts';
import { createSite } from '../../src/http/site.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';

const Readiness = z.strictObject({
  ready: z.boolean(),
  dependencies: z.record(z.string(), z.strictObject({ ok: z.boolean(), detail: z.string() })),
});

async function running(health: Health) {
  const site = createSite({ health, metrics: createMetrics() });
  const server = await serve(site, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());
  const readiness = async () => {
    const response = await fetch(`${server.origin}/readyz`);
    return { status: response.status, ...Readiness.parse(await response.json()) };
  };
  return { site, server, readiness };
}

test('ready means: started, and every dependency answers; each is told by name', async () => {
  const health = createHealth();
  let broken: Error | null = null;
  health.depend('database', async () => {
    if (broken) throw broken;
    return 'answers';
  });
  const forget = health.depend('gateway', async () => await Promise.reject(new Error('not connected')));
  const { site, readiness } = await running(health);
  site.setReady(true);

  expect(await readiness()).toEqual({
    status: 503,
    ready: false,
    dependencies: {
      database: { ok: true, detail: 'answers' },
      gateway: { ok: false, detail: 'not connected' },
    },
  });
  forget();
  expect(await readiness()).toMatchObject({ status: 200, ready: true });
  broken = new Error('nothing listens there');
  expect(await readiness()).toMatchObject({
    status: 503,
    dependencies: { database: { ok: false, detail: 'nothing listens there' } },
  });
  broken = null;
  site.setReady(false);
  expect(await readiness()).toMatchObject({ status: 503, ready: false });
});

test('what never answers is not there, and keeps nobody waiting', async () => {
  const health = createHealth();
  health.depend('queue', () => new Promise(() => undefined));
  const { readiness } = await running(health);
  expect(await readiness()).toMatchObject({
    status: 503,
    dependencies: { queue: { ok: false, detail: 'no answer within 2 s' } },
  });
});

test('numbers are there from the beginning, for whoever reads Prometheus', async () => {
  const { server } = await running(createHealth());
  const response = await fetch(`${server.origin}/metrics`);
  expect(response.headers.get('content-type')).toContain('text/plain');
  const text = await response.text();
  for (const name of [
    'campaigns_deliveries',
    'campaigns_delivery_lateness_seconds',
    'campaigns_delivery_attempts_total',
    'campaigns_queue_jobs',
    'campaigns_answer_seconds',
    'campaigns_discord_requests_left',
    'campaigns_planner_tick_seconds',
    'process_resident_memory_bytes',
  ]) {
    expect(text).toContain(`# HELP ${name} `);
  }
});
