import type { Site } from './server.ts';

/** What a process serves: its health always, and a page for people where it has one. */
export interface SwitchableSite extends Site {
  /** From now on this is served, beside `/healthz`. */
  show(site: Site): void;
  /** `/healthz` answers 200 from now on, or 503 again. */
  setReady(ready: boolean): void;
}

const unavailable = 503;

/** The site before anything is ready to be served, and afterwards whatever it is switched to. */
export function createSite(): SwitchableSite {
  let current: Site | null = null;
  let ready = false;
  return {
    show: (site) => {
      current = site;
    },
    setReady: (now) => {
      ready = now;
    },
    fetch: (request, env) => {
      if (new URL(request.url).pathname === '/healthz') {
        return new Response(ready ? 'ok\n' : 'not ready\n', { status: ready ? 200 : unavailable });
      }
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
    return new Response('There is no page here: this bot is on Discord. /healthz says how it is.\n', {
      status: 404,
    });
  return new Response('Starting or stopping. Look again in a moment.\n', {
    status: unavailable,
    headers: { 'retry-after': '2', refresh: '2' },
  });
}
