/**
 * A failure to act out, for drills. `before`: the request has no effect; `after`: it took effect, and the
 * answer is lost. `stall` sends the headers and never the body; `truncate` sends half of the body and hangs up;
 * `reset` closes the connection; `limit` refuses for a while, `unauthorized` as if the token were wrong.
 */
export type Fault =
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503 | 504; readonly when: 'before' | 'after' }
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  | { readonly kind: 'stall' | 'truncate' | 'unauthorized' }
  | { readonly kind: 'limit'; readonly scope: 'user' | 'shared' | 'global'; readonly retryAfterMs: number };

/** Asked at every REST request. The path begins behind the version: `/channels/…`. */
export type Faults = (request: { readonly method: string; readonly path: string }) => Fault | null;

export const noFaults: Faults = () => null;
