/** At most so many within any span of time of that length, wherever it begins. */
export interface SlidingLimit {
  /** @param at milliseconds, never less than at the call before. @returns 0 when it is let through, else when to come again, in milliseconds */
  take(at: number): number;
}

export function slidingLimit(most: number, perMs: number): SlidingLimit {
  const passed: number[] = [];
  return {
    take: (at) => {
      while (passed[0] !== undefined && passed[0] <= at - perMs) passed.shift();
      const oldest = passed[0];
      if (passed.length >= most && oldest !== undefined) return oldest + perMs - at;
      passed.push(at);
      return 0;
    },
  };
}
