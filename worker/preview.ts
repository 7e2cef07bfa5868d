import { deliveryIdOf } from '../campaigns/delivery.ts';
import type { ChannelPreview, Previews } from '../messages/posts/preview.ts';
import { renderDelivery } from '../messages/posts/render.ts';
import type { Languages } from '../messages/words.ts';
import { gatherFacts, type FactsDeps } from './facts.ts';

export interface PreviewOptions extends Omit<FactsDeps, 'clock'> {
  readonly languages: Languages;
}

/** Previews made by the same hands that make the posts. */
export function createPreviews({ languages, ...deps }: PreviewOptions): Previews {
  return {
    of: async (campaign, { purpose, subject, slot, zone, at }) => {
      const key = { campaignId: campaign.id, purpose, subject, slot };
      const channels = await deps.store.slots.recipients(key);
      return await Promise.all(
        channels.map(async (channel): Promise<ChannelPreview> => {
          const clock = { now: () => at };
          const gathered = await gatherFacts({ ...key, zone, channel }, { ...deps, clock });
          if (gathered.kind === 'nothing') return { channel, post: null };
          const { facts, ping } = gathered;
          const deliveryId = deliveryIdOf(key, channel.id);
          const setting = { deliveryId, dueAt: at, zone, now: at, late: false, ping };
          const voice = { speech: languages.in(channel.language), language: channel.language };
          return { channel, post: renderDelivery(facts, setting, voice) };
        }),
      );
    },
  };
}
