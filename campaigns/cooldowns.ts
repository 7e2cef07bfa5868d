/** How long one person waits between two of these, in seconds. */
export const cooldowns = { share: 15, pledge: 3 } as const;
export type CooledDown = keyof typeof cooldowns;

/** For how long it is remembered that somebody did something: longer than any of them. */
export const rememberCooldownsMinutes = 5;
