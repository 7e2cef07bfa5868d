import type { Temporal } from 'temporal-polyfill';
import type { StoredMessage } from './storage.ts';

/** Something that changed and that people may see. */
export type FeedChange =
  | { readonly kind: 'message'; readonly stored: StoredMessage }
  | { readonly kind: 'deleted'; readonly stored: StoredMessage }
  | { readonly kind: 'server' }
  | { readonly kind: 'clock'; readonly now: Temporal.Instant };

/** Carries changes from where they happen to whoever looks at the server. */
export class Feed {
  readonly #listeners = new Set<(change: FeedChange) => void>();
  readonly #report: (error: unknown) => void;

  /** @param report takes what a listener throws: what happened has happened, whoever could not hear of it */
  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  publish(change: FeedChange): void {
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#report(error);
      }
    }
  }

  /** Tells the listener of every change until the signal ends it. */
  subscribe(listener: (change: FeedChange) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }
}
