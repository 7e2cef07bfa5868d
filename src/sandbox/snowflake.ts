import type { Snowflake } from '../../campaigns/campaign.ts';

/** The first millisecond of 2015, from which Discord counts. */
const discordEpoch = 1_420_070_400_000;

/**
 * Makes ids as Discord does: from real time, each greater than the one before. They have 18 or 19 digits, which
 * the client's rate-limit buckets rely on.
 *
 * @see https://discord.com/developers/docs/reference#snowflakes
 */
export class Snowflakes {
  readonly #now: () => number;
  #last = 0n;

  /** @param now milliseconds since 1970, in real time */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  next(): Snowflake {
    const candidate = firstIdAt(this.#now());
    this.#last = candidate > this.#last ? candidate : this.#last + 1n;
    return this.#last.toString();
  }
}

/** The smallest id that can be made in that millisecond since 1970. */
export function firstIdAt(ms: number): bigint {
  return BigInt(ms - discordEpoch) << 22n;
}

/** When the id was made, in milliseconds since 1970. */
export function madeAt(id: Snowflake): number {
  return Number(BigInt(id) >> 22n) + discordEpoch;
}

/** The same id in every start, for what a sandbox begins with. */
export function fixedId(number: number): Snowflake {
  return firstIdAt(Date.UTC(2024, 0, 1) + number * 1000).toString();
}
