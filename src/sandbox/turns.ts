/** Lets work on the same key happen one after the other, in the order in which it came. */
export class Turns {
  readonly #tails = new Map<string, Promise<void>>();

  /** @returns what `work` returns, after everything that took the key's turn before */
  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#tails.get(key);
    const { promise: done, resolve: release } = Promise.withResolvers<void>();
    this.#tails.set(key, done);
    try {
      await before;
      return await work();
    } finally {
      release();
      if (this.#tails.get(key) === done) this.#tails.delete(key);
    }
  }
}
