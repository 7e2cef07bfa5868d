/** How many reports of errors are taken, so that nobody floods the organisers' channel. */
export const reportLimits = {
  /** Between two reports of one person. */
  seconds: 60,
  /** The time over which the others count, and for which it is remembered who reported. */
  hours: 24,
  ofPerson: 5,
  ofServer: 30,
} as const;
