import type { Temporal } from 'temporal-polyfill';
/**
 * The campaign clock: it decides what is due and what is late, and nothing else. Leases and nonce windows use
 * the database's clock, deadlines a monotonic one.
 */
export interface Clock {
  now(): Temporal.Instant;
}
