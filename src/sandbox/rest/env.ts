import type { HttpBindings } from '@hono/node-server';

/** What Hono hands to every route: Node's own request and response. */
export type Env = { Bindings: HttpBindings };

/** Where the API is, behind the origin. */
export const restPath = '/api/v10';
