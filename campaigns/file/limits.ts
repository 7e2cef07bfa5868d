/**
 * What a file may hold. Each is more than any campaign is known to need, and little enough to be read in less than
 * the time that a reader is given.
 */
export const fileLimits = {
  /** Bytes of a whole file, pictures included: as much as Discord takes. */
  file: 10 * 1024 * 1024,
  /** Bytes of a campaign without its pictures. */
  campaign: 512 * 1024,
  /** Bytes of a list of actions. */
  list: 1024 * 1024,
  channels: 11,
  decisions: 2_000,
  actions: 200,
  announcements: 200,
  /** How many mistakes are told at once. */
  problems: 20,
  /** How deep lists and groups may stand in one another; a campaign needs 5. */
  depth: 12,
} as const;

/** The years that a date in a file may have: others are slips. */
export const fileYears = { first: 1990, last: 2150 } as const;
