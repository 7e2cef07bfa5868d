import type { Generated, GeneratedAlways } from 'kysely';
import type { Audience, Campaign, CampaignState, Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { PublicPurpose } from '../../../campaigns/schedule.ts';
import type { MaybeMoment, Moment, UsualMoment } from './columns.ts';

interface CampaignsTable {
  id: Id;
  name: string;
  name_key: GeneratedAlways<string>;
  pack: string;
  zone: string;
  language: string;
  state: CampaignState;
  created_by: Snowflake | null;
  created_at: Moment;
  organiser_role: Generated<Snowflake | null>;
  approvals: Generated<Campaign['approvals']>;
  unanswered: Generated<Campaign['unanswered']>;
  remembrance_time: Generated<string>;
  planning_days: Generated<number>;
  digest_weekday: Generated<number>;
  digest_time: Generated<string>;
  lateness_minutes: Generated<number>;
  version: Generated<number>;
  changed_by: Snowflake | null;
  changed_at: Moment;
}

interface CampaignGuildTable {
  campaign_id: Id;
  guild_id: Snowflake;
  home: Generated<boolean>;
  name_key: string;
}

interface CampaignChannelsTable {
  id: Id;
  campaign_id: Id;
  guild_id: Snowflake;
  channel_id: Snowflake;
  audience: Audience;
  language: string;
  quarantined_since: MaybeMoment;
  quarantine_reason: string | null;
  removed_at: MaybeMoment;
  gets: Generated<PublicPurpose[]>;
  ping_role: Generated<Snowflake | null>;
  ping_for: Generated<PublicPurpose[]>;
  times_lost: Generated<number>;
  lift_after: MaybeMoment;
  mended_at: MaybeMoment;
  told_lost_at: MaybeMoment;
  told_back_at: MaybeMoment;
}

/** Campaigns, where they live and where they post. */
export interface CampaignTables {
  guilds: { id: Snowflake; removed_at: MaybeMoment };
  campaigns: CampaignsTable;
  campaign_guild: CampaignGuildTable;
  campaign_channels: CampaignChannelsTable;
  organise_buttons: {
    id: Id;
    guild_id: Snowflake;
    channel_id: Snowflake;
    generation: Generated<number>;
    tried_at: UsualMoment;
    message_id: Snowflake | null;
  };
}
