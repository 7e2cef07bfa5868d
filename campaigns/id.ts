import { randomBytes } from 'node:crypto';
import type { Id } from './campaign.ts';

/** A new opaque id: 96 random bits in 16 URL-safe characters, short enough for custom ids and nonces. */
export function newId(): Id {
  return randomBytes(12).toString('base64url');
}
