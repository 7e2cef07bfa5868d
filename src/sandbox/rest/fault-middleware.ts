import type { MiddlewareHandler } from 'hono';
import type { Fault, Faults } from '../faults.ts';
import { type Env, restPath } from './env.ts';

/** Acts out the faults that a drill asks for. */
export function faultMiddleware(faults: Faults): MiddlewareHandler<Env> {
  return async (context, next) => {
    const fault = faults({ method: context.req.method, path: context.req.path.slice(restPath.length) });
    if (fault === null) return next();
    if (actsFirst(fault)) await next();
    switch (fault.kind) {
      case 'status':
        context.res = new Response(`${fault.status}`, { status: fault.status });
        return;
      case 'reset':
        context.env.incoming.socket.destroy();
        // Nobody reads it any more, but the server wants to have something to send.
        context.res = new Response(null, { status: 500 });
        return;
      case 'stall': {
        const { status, headers } = context.res;
        context.res = new Response(new ReadableStream(), { status, headers });
        return;
      }
      case 'truncate': {
        const { status, headers } = context.res;
        const body = new Uint8Array(await context.res.arrayBuffer());
        headers.set('content-length', String(body.length));
        context.res = new Response(
          half(body, () => context.env.incoming.socket.destroy()),
          { status, headers },
        );
        return;
      }
      case 'unauthorized':
        context.res = Response.json({ message: '401: Unauthorized', code: 0 }, { status: 401 });
        return;
      case 'limit':
        context.res = limited(fault);
    }
  };
}

/** Whether the request takes effect before it fails. */
function actsFirst(fault: Fault): boolean {
  return fault.kind === 'stall' || fault.kind === 'truncate' || ('when' in fault && fault.when === 'after');
}

/** The first half of a body, and then a connection that is gone. */
function half(body: Uint8Array, hangUp: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(body.slice(0, Math.ceil(body.length / 2))),
    pull: () => hangUp(),
  });
}

function limited({ scope, retryAfterMs }: Extract<Fault, { kind: 'limit' }>): Response {
  const seconds = retryAfterMs / 1000;
  const headers = new Headers({ 'Retry-After': String(Math.ceil(seconds)), 'X-RateLimit-Scope': scope });
  if (scope === 'global') headers.set('X-RateLimit-Global', 'true');
  const body = { message: 'You are being rate limited.', retry_after: seconds, global: scope === 'global' };
  return Response.json(body, { status: 429, headers });
}
