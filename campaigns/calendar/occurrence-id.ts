import { createHash } from 'node:crypto';
import type { Id } from '../campaign.ts';
import type { SlotKey } from '../ports/slots.ts';

/**
 * One time of one schedule as an opaque id, the same for ever: it is made from its key, and so from the slot that
 * it had first. It gives no right to anything.
 *
 * @returns the first 12 bytes of a SHA-256 in 16 URL-safe characters
 */
export function occurrenceIdOf({ campaignId, purpose, subject, slot }: SlotKey): Id {
  const key = [campaignId, purpose, subject, slot];
  return createHash('sha256').update(key.join('\n')).digest().subarray(0, 12).toString('base64url');
}
