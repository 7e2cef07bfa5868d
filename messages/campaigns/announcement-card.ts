import type { Announcement } from '../../campaigns/announcement.ts';
import type { Campaign, CampaignChannel, Snowflake } from '../../campaigns/campaign.ts';
import type { Language } from '../../content/language.ts';
import type { Post } from '../payload.ts';

/** An announcement, and all that can be seen of what will become of it. */
export interface AnnouncementCard {
  readonly announcement: Announcement;
  readonly campaign: Campaign;
  /** The campaign's channels that get announcements. */
  readonly offered: readonly CampaignChannel[];
  /** Those of them that get this one. */
  readonly channels: readonly CampaignChannel[];
  /** Those of the channels, without the campaign's own. */
  readonly languages: readonly Language[];
  /** One of its channels can be followed by other servers. */
  readonly crosspostable: boolean;
  /** When it goes out next, up to three times: wall times in the campaign's zone. */
  readonly next: readonly string[];
  /** What the channels get, each message once. */
  readonly views: readonly AnnouncementView[];
}

/** A message as it is posted, and where. */
export interface AnnouncementView {
  readonly channels: readonly Snowflake[];
  readonly language: Language;
  readonly post: Post;
}
