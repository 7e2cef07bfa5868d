import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { Language } from '../content/language.ts';
import type { Audience, Id, Snowflake } from './campaign.ts';
import type { Purpose } from './schedule.ts';

/**
 * Where a delivery is. `sent`, `failed`, `skipped` and `missed` are ends. `sending` is held by a lease; when
 * the lease runs out, somebody recovers it. `unknown` waits for an organiser's decision.
 */
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'failed' | 'skipped' | 'missed' | 'unknown';

/** Why a delivery ended without being posted, for organisers to read. */
export type DeliveryReason =
  | 'empty' // there was nothing to say
  | 'late' // later than the schedule allows
  | 'paused' // the campaign was paused until it was too late
  | 'refused' // Discord refused the message itself
  | 'gone' // it was posted, and a moderator removed it at once
  | 'withdrawn' // its announcement was withdrawn
  | 'replaced' // a newer notice says the same and more
  | 'unproven' // nobody can tell whether it was posted
  | 'unapproved' // too few people approved it in time
  | 'left'; // nobody could tell, and an organiser left it so

/** A file that goes with a post. */
export interface PostFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A post as it will be sent, bytes and all: frozen when the delivery is first claimed. */
export interface FrozenPost {
  /** The JSON body of the message, exactly as it goes out, the nonce apart. */
  readonly body: string;
  /** The body that goes out instead when the post is late: the same with the sentence that says so. */
  readonly lateBody?: string;
  readonly files: readonly PostFile[];
  /** The ids of the claims of the record that it states. */
  readonly claims: readonly string[];
}

/** One post to one channel, with all that is needed to send it. */
export interface Delivery {
  readonly id: Id;
  readonly campaignId: Id;
  readonly purpose: Purpose;
  readonly subject: string;
  readonly slot: string;
  readonly zone: string;
  readonly dueAt: Temporal.Instant;
  readonly latestAt: Temporal.Instant;
  readonly channel: {
    readonly id: Id;
    readonly guildId: Snowflake;
    readonly channelId: Snowflake;
    readonly audience: Audience;
    readonly language: Language;
  };
  readonly state: DeliveryState;
  readonly frozen: FrozenPost | null;
  /** What was approved and is posted by it; null where nothing needs approval, or nothing is approved yet. */
  readonly approval: Id | null;
  /** Counts an organiser's "post again": a new generation is a new nonce. */
  readonly generation: number;
  readonly attempts: number;
}

/**
 * The nonce under which a delivery is posted: the same for every try of one generation, at most 25 characters
 * (Discord's limit).
 */
export function nonceOf(delivery: Pick<Delivery, 'id' | 'generation'>): string {
  return `${delivery.id}.${delivery.generation}`;
}

/**
 * The id of the delivery of one occurrence to one channel. It is derived, not drawn: when a backup is restored
 * and an occurrence becomes deliveries again, a post that went out in between is found by its marker.
 *
 * @param channelId our own id of the campaign's channel, not Discord's
 * @returns the first 12 bytes of a SHA-256 in 16 URL-safe characters
 */
export function deliveryIdOf(
  occurrence: {
    readonly campaignId: Id;
    readonly purpose: Purpose;
    readonly subject: string;
    readonly slot: string;
  },
  channelId: Id,
): Id {
  const key = [occurrence.campaignId, occurrence.purpose, occurrence.subject, occurrence.slot, channelId];
  return createHash('sha256').update(key.join('\n')).digest().subarray(0, 12).toString('base64url');
}
