/**
 * A percentile by the nearest rank: always a value that was measured, never one in between.
 *
 * @param share 0 to 1; 0.99 for the 99th
 * @throws RangeError when there is no value, or no such share
 */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('nothing was measured');
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${share} is not between 0 and 1`);
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(Math.ceil(share * sorted.length), 1);
  // The rank is between 1 and the length.
  return sorted[rank - 1] as number;
}

/** The middle value; of an even number the mean of the two in the middle. @throws RangeError when there is none */
export function median(values: readonly number[]): number {
  const low = percentile(values, 0.5);
  if (values.length % 2 === 1) return low;
  const high = values.toSorted((a, b) => a - b)[values.length / 2] as number; // of two and more there is one
  return (low + high) / 2;
}

/**
 * How many a second came steadily: between the first that left a full burst behind it and the last. A limit of 50 a
 * second lets 50 go at once, and those say nothing about the rate.
 *
 * @param times when each came, in milliseconds
 * @param burst how many may come at once
 */
export function steadyRate(times: readonly number[], burst: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  const first = sorted[burst - 1];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined || last <= first)
    throw new RangeError('too few for a steady rate');
  return ((sorted.length - burst) * 1000) / (last - first);
}
