import { Temporal } from 'temporal-polyfill';
import type { Feed } from './feed.ts';
import type { MovableClock } from './person.ts';
import type { Storage } from './storage.ts';

/** What the clock asks of the worker when it is moved. */
export interface Rehearsal {
  /** When something falls due next, later than `after`; null when nothing does. */
  nextDueAt(after: Temporal.Instant): Promise<Temporal.Instant | null>;
  /** Resolves when everything that was due until then is out. */
  settle(until: Temporal.Instant): Promise<void>;
}

/** The campaign clock of the sandbox. Its distance from real time survives a restart. */
export class SandboxClock implements MovableClock {
  readonly #storage: Storage;
  readonly #feed: Feed;
  readonly #realNow: () => number;
  #aheadMs: number;
  #rehearsal: Rehearsal | null = null;
  #moving: Promise<void> = Promise.resolve();

  /** @param realNow milliseconds since 1970, in real time */
  constructor(storage: Storage, feed: Feed, aheadMs: number, realNow: () => number) {
    this.#storage = storage;
    this.#feed = feed;
    this.#aheadMs = aheadMs;
    this.#realNow = realNow;
  }

  /** From now on the clock stops at everything that falls due on its way. */
  rehearseWith(rehearsal: Rehearsal): void {
    this.#rehearsal = rehearsal;
  }

  now(): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(this.#realNow() + this.#aheadMs);
  }

  get real(): boolean {
    return this.#aheadMs === 0;
  }

  moveTo(moment: Temporal.Instant): Promise<void> {
    return this.#inTurn(() => this.#walkTo(moment));
  }

  toNextPost(): Promise<boolean> {
    return this.#inTurn(async () => {
      const next = await this.nextPostAt();
      if (next !== null) await this.#walkTo(next);
      return next !== null;
    });
  }

  async nextPostAt(): Promise<Temporal.Instant | null> {
    return (await this.#rehearsal?.nextDueAt(this.now())) ?? null;
  }

  backToRealTime(): Promise<void> {
    return this.#inTurn(() => this.#set(0));
  }

  async #walkTo(moment: Temporal.Instant): Promise<void> {
    if (Temporal.Instant.compare(moment, this.now()) < 0) {
      await this.#show(moment);
      return;
    }
    const rehearsal = this.#rehearsal;
    let from = this.now();
    for (;;) {
      const next = (await rehearsal?.nextDueAt(from)) ?? null;
      // A moment that is not later would keep the clock here for good.
      if (next === null || Temporal.Instant.compare(next, from) <= 0) break;
      if (Temporal.Instant.compare(next, moment) > 0) break;
      await this.#forwardTo(next);
      await rehearsal?.settle(next);
      from = next;
    }
    await this.#forwardTo(moment);
    await rehearsal?.settle(moment);
  }

  /** The clock runs while it is moved, so it may be past the moment already. */
  async #forwardTo(moment: Temporal.Instant): Promise<void> {
    if (Temporal.Instant.compare(moment, this.now()) > 0) await this.#show(moment);
  }

  #show(moment: Temporal.Instant): Promise<void> {
    return this.#set(moment.epochMilliseconds - this.#realNow());
  }

  async #set(aheadMs: number): Promise<void> {
    await this.#storage.saveClockOffset(aheadMs);
    this.#aheadMs = aheadMs;
    this.#feed.publish({ kind: 'clock', now: this.now() });
  }

  /** Two moves at once would pull the clock to and fro. */
  #inTurn<Result>(move: () => Promise<Result>): Promise<Result> {
    const result = this.#moving.then(move);
    this.#moving = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }
}
