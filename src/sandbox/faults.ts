/**
 * A failure to act out, for drills. `before`: the request has no effect; `after`: it took effect, and the
 * answer is lost. `stall` sends the headers and never the body; `reset` closes the connection.
 */
export type Fault =
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503 | 504; readonly when: 'before' | 'after' }
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  | { readonly kind: 'stall' };

/** Asked at every REST request. The path begins behind the version: `/channels/…`. */
export type Faults = (request: { readonly method: string; readonly path: string }) => Fault | null;

export const noFaults: Faults = () => null;
