import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { serve } from '../../src/http/server.ts';
import { createHealth } from '../../src/http/health.ts';
import { createSite } from '../../src/http/site.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';

const anywhere = { host: '127.0.0.1', port: 0 };

test('a WebSocket that cannot be taken ends its own connection, and nothing else', async () => {
  const site = {
    fetch: () => new Response('still here'),
    upgrade: () => {
      throw new TypeError('Invalid URL');
    },
  };
  const server = await serve(site, anywhere);
  onTestFinished(() => server.close());
  const socket = new WebSocket(server.origin.replace('http', 'ws'));
  const [error] = (await once(socket, 'error')) as unknown[];
  expect(error).toBeInstanceOf(Error);
  expect(await (await fetch(server.origin)).text()).toBe('still here');
});

test('a port that is taken is named, with what to do', async () => {
  const first = await serve({ fetch: () => new Response() }, anywhere);
  onTestFinished(() => first.close());
  const port = Number(new URL(first.origin).port);
  await expect(serve({ fetch: () => new Response() }, { host: '127.0.0.1', port })).rejects.toThrow(
    `Port ${port} is taken, perhaps by this app running already. Stop that, or choose another: PORT=${port + 1} npm start`,
  );
});

test('health is told before anything else is ready, and the page once it is', async () => {
  const site = createSite({ health: createHealth(), metrics: createMetrics() });
  const server = await serve(site, anywhere);
  onTestFinished(() => server.close());
  const health = async () => (await fetch(`${server.origin}/healthz`)).status;
  expect(await health()).toBe(503);
  expect((await fetch(server.origin)).status).toBe(503);
  site.show({ fetch: () => new Response('the page') });
  site.setReady(true);
  expect(await health()).toBe(200);
  expect(await (await fetch(server.origin)).text()).toBe('the page');
});
