/** Ids of 18 digits, as Discord's are: the client's rate-limit buckets rely on their length. */
const id = (kind: number, number: number): string => (BigInt(kind) * 10n ** 17n + BigInt(number)).toString();

export const applicationId = id(1, 1);
export const botUserId = id(1, 2);
export const memberId = id(1, 3);
/** The channel in which people ask. */
export const askingChannelId = id(2, 0);

/** @param number from 0 */
export const channelIdOf = (number: number): string => id(3, number);
export const messageIdOf = (number: number): string => id(4, number);
export const interactionIdOf = (number: number): string => id(5, number);
