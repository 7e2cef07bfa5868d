import type { ClaimedAmendment } from '../campaigns/ports/amendments.ts';
import { freezeDelivery } from '../messages/posts/render.ts';
import type { Languages } from '../messages/words.ts';
import { gatherFacts, type FactsDeps } from './facts.ts';

/** A message as it is to be. */
export interface Corrected {
  readonly body: string;
  /** The claims of the record that it states. */
  readonly claims: readonly string[];
}

/**
 * The message that a correction asks for: the words that an organiser wrote, or the post made anew from the record as
 * it is now. Made once; every later try sends the same.
 *
 * @returns null when the record has nothing to say there any more
 */
export async function corrected(
  { amendment, delivery, leaseId, before, postedLate }: ClaimedAmendment,
  deps: FactsDeps & { readonly languages: Languages },
): Promise<Corrected | null> {
  if (amendment.body !== null) {
    return { body: amendment.body, claims: amendment.claims ?? delivery.frozen?.claims ?? [] };
  }
  // As it was when it was due: what lies ahead then, and not now.
  const gathered = await gatherFacts(delivery, { ...deps, clock: { now: () => delivery.dueAt } });
  if (gathered.kind === 'nothing') return null;
  const { id: deliveryId, dueAt, zone, channel } = delivery;
  const corrections = [...before, { what: amendment.what, at: amendment.at }];
  const setting = { deliveryId, dueAt, zone, now: dueAt, ping: gathered.ping, corrections };
  const voice = { speech: deps.languages.in(channel.language), language: channel.language };
  const post = freezeDelivery(gathered.facts, setting, voice);
  if (post === null) return null;
  const made = { body: (postedLate ? post.lateBody : undefined) ?? post.body, claims: post.claims };
  await deps.store.amendments.freeze(amendment.id, leaseId, made);
  return made;
}
