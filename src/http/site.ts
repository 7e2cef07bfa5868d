import type { Health } from './health.ts';
import type { Site } from './server.ts';

/** What a process serves: how it is, always; and a page for people where it has one. */
export interface SwitchableSite extends Site {
  /** From now on this is served, beside what monitoring reads. */
  show(site: Site): void;
  /** Whether the start is over, and no stop has begun. */
  setReady(ready: boolean): void;
}

export interface SiteOptions {
  readonly health: Health;
  /** What `/metrics` answers, in the text format of Prometheus. */
  readonly metrics: { readonly contentType: string; text(): Promise<string> };
}

const unavailable = 503;

/**
 * The site before anything is ready to be served, and afterwards whatever it is switched to. `/healthz`: the
 * process runs and has started. `/readyz`: and all it depends on answers, each by name. `/metrics`: in numbers.
 */
export function createSite({ health, metrics }: SiteOptions): SwitchableSite {
  let current: Site | null = null;
  let ready = false;

  const own: Readonly<Record<string, () => Promise<Response>>> = {
    '/healthz': async () =>
      new Response(ready ? 'ok\n' : 'not ready\n', { status: ready ? 200 : unavailable }),
    '/readyz': async () => {
      const report = await health.report();
      const all = { ready: ready && report.ready, dependencies: report.dependencies };
      return Response.json(all, { status: all.ready ? 200 : unavailable });
    },
    '/metrics': async () =>
      new Response(await metrics.text(), { headers: { 'content-type': metrics.contentType } }),
  };

  return {
    show: (site) => {
      current = site;
    },
    setReady: (now) => {
      ready = now;
    },
    fetch: (request, env) => {
      const { pathname } = new URL(request.url);
      const answer = Object.hasOwn(own, pathname) ? own[pathname] : undefined;
      if (answer) return answer();
      if (current === null) return notYet(ready);
      return current.fetch(request, env);
    },
    upgrade: (request, socket, head) => {
      if (current?.upgrade) current.upgrade(request, socket, head);
      else socket.destroy();
    },
  };
}

function notYet(ready: boolean): Response {
  if (ready)
    return new Response(
      'There is no page here: this bot is on Discord. /healthz, /readyz and /metrics say how it is.\n',
      { status: 404 },
    );
  return new Response('Starting or stopping. Look again in a moment.\n', {
    status: unavailable,
    headers: { 'retry-after': '2', refresh: '2' },
  });
}
