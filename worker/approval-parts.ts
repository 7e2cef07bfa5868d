import type { ApprovedPart } from '../campaigns/approval.ts';
import type { Id } from '../campaigns/campaign.ts';
import { deliveryIdOf, type Delivery, type FrozenPost } from '../campaigns/delivery.ts';
import type { Near } from '../campaigns/ports/approvals.ts';
import { lateSentence } from '../messages/posts/compose.ts';
import { progressWords } from '../messages/posts/digest.ts';
import { markerId } from '../messages/posts/marker.ts';
import { freezeDelivery } from '../messages/posts/render.ts';
import { fillSlots } from '../messages/posts/slots.ts';
import type { Languages } from '../messages/words.ts';
import { editsOf, type Edit } from './approval-edits.ts';
import { gatherFacts, type FactsDeps } from './facts.ts';

export interface PartsDeps extends FactsDeps {
  readonly languages: Languages;
}

/** What an occurrence would say in every channel that gets it, and who wrote what of it last. */
export interface Rendered {
  /** Empty when there is nothing to say. */
  readonly parts: readonly ApprovedPart[];
  readonly edited: readonly Edit[];
}

/**
 * Renders an occurrence as it is to be approved: as of the moment at which it is due, so that the same comes of it
 * whenever that is done, with what may differ later left open.
 */
export async function renderParts(near: Near, { languages, ...deps }: PartsDeps): Promise<Rendered> {
  const { purpose, subject, slot, zone, dueAt, campaignId } = near;
  const { store } = deps;
  // The numbers of a digest are taken when it falls due, and not before.
  const digests = { ...store.digests, take: async (id: Id) => await store.digests.last(id) };
  const ahead = { ...deps, store: { ...store, digests }, clock: { now: () => dueAt } };
  const parts: ApprovedPart[] = [];
  const edits: Edit[] = near.note ? [{ by: near.note.by, at: near.note.at.epochMilliseconds }] : [];
  for (const channel of near.channels) {
    const key = { campaignId, purpose, subject, slot, zone, dueAt, channel };
    const id = deliveryIdOf(key, channel.id);
    const gathered = await gatherFacts(key, ahead);
    if (gathered.kind === 'nothing') continue;
    const { facts, ping } = gathered;
    const post = freezeDelivery(
      facts,
      { deliveryId: id, dueAt, zone, now: dueAt, ping, slots: 'open' },
      { speech: languages.in(channel.language), language: channel.language },
    );
    if (post === null) continue;
    const crosspost = facts.purpose === 'announcement' && facts.announcement.crosspost;
    parts.push({
      channel: channel.id,
      channelId: channel.channelId,
      language: channel.language,
      post,
      ...(crosspost && { crosspost }),
    });
    if (parts.length === 1) edits.push(...(await editsOf(facts, dueAt, store)));
  }
  return { parts, edited: edits };
}

/**
 * What was approved for a delivery, its open places filled with what is true now.
 *
 * @returns null when nothing was approved for its channel
 */
export async function approvedPost(
  delivery: Delivery,
  parts: readonly ApprovedPart[],
  { languages, ...deps }: PartsDeps,
): Promise<FrozenPost | null> {
  const part = parts.find(({ channel }) => channel === delivery.channel.id);
  if (part === undefined) return null;
  const speech = languages.in(part.language);
  const gathered = delivery.purpose === 'digest' ? await gatherFacts(delivery, deps) : null;
  const facts = gathered?.kind === 'facts' && gathered.facts.purpose === 'digest' ? gathered.facts : null;
  return fillSlots(markedAs(delivery, part), {
    late: lateSentence(delivery, speech),
    progress: (id) => {
      const action = facts?.actions.find((one) => one.id === id);
      return facts && action ? progressWords(action, facts, speech) : '';
    },
  });
}

/** The same post by the marker of this delivery: one whose channel was replaced keeps the id that it was made with. */
function markedAs(delivery: Delivery, { channel, post }: ApprovedPart): FrozenPost {
  const [approved, own] = [deliveryIdOf(delivery, channel), delivery.id].map((id) =>
    JSON.stringify(markerId(id)),
  );
  if (approved === undefined || own === undefined || approved === own) return post;
  const { body, lateBody } = post;
  return {
    ...post,
    body: body.replaceAll(approved, own),
    ...(lateBody !== undefined && { lateBody: lateBody.replaceAll(approved, own) }),
  };
}
