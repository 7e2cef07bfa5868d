import type { MiddlewareHandler } from 'hono';
import type { Faults } from '../faults.ts';
import { type Env, restPath } from './env.ts';

/** Acts out the faults that a drill asks for. */
export function faultMiddleware(faults: Faults): MiddlewareHandler<Env> {
  return async (context, next) => {
    const fault = faults({ method: context.req.method, path: context.req.path.slice(restPath.length) });
    if (fault === null) return next();
    const before = fault.kind !== 'stall' && fault.when === 'before';
    if (!before) await next();
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
      }
    }
  };
}
