import type { Campaign, CampaignChannel } from '../../campaigns/campaign.ts';
import type { Occurrence } from '../../campaigns/schedule.ts';
import type { Post } from '../payload.ts';

/** What one channel would get. */
export interface ChannelPreview {
  readonly channel: CampaignChannel;
  /** Null when there would be nothing to say, and so nothing is posted. */
  readonly post: Post | null;
}

/**
 * Shows what will be posted, made by what posts it ({@link ../../worker/preview.ts}): from the same facts as they
 * are now, with the same renderer, as of the moment at which it is due.
 */
export interface Previews {
  /** One for each channel that gets it. */
  of(
    campaign: Campaign,
    occurrence: Pick<Occurrence, 'purpose' | 'subject' | 'slot' | 'zone' | 'at'>,
  ): Promise<readonly ChannelPreview[]>;
}
