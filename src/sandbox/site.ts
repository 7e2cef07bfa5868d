import type { Hono } from 'hono';
import type { Site } from '../http/server.ts';
import { refusal } from './guard.ts';
import type { Sandbox } from './sandbox.ts';

/**
 * The sandbox and its page on one address: what a bot asks goes to the one, what a person asks to the other.
 *
 * @param hosts host names beyond loopback under which both may be reached
 */
export function sandboxSite(sandbox: Sandbox, page: Hono, hosts: readonly string[]): Site {
  return {
    fetch: (request, env) => {
      const { pathname } = new URL(request.url);
      if (/^\/(?:api|attachments|ephemeral-attachments)\//.test(pathname)) return sandbox.fetch(request, env);
      const reason = refusal({ host: request.headers.get('host') ?? undefined, origin: undefined }, hosts);
      if (reason !== null) return new Response(`${reason}\n`, { status: 403 });
      return page.fetch(request, env);
    },
    upgrade: (request, socket, head) => {
      if (!sandbox.upgrade(request, socket, head)) socket.destroy();
    },
  };
}
