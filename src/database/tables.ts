import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type {
  ActionKind,
  Audience,
  Campaign,
  CampaignState,
  Action,
  Announcement,
  Id,
  Snowflake,
} from '../../campaigns/campaign.ts';
import type { DeliveryReason, DeliveryState } from '../../campaigns/delivery.ts';
import type { PublicPurpose, Purpose } from '../../campaigns/schedule.ts';

/** Comes as an instant; goes in as its text, because the driver would send an object as JSON. */
type Moment = ColumnType<Temporal.Instant, string, string>;
type MaybeMoment = ColumnType<Temporal.Instant | null, string | null | undefined, string | null>;
/** Read as unknown and parsed; written as text. */
type Json = JSONColumnType<object>;

interface CampaignsTable {
  id: Id;
  name: string;
  name_key: GeneratedAlways<string>;
  pack: string;
  zone: string;
  language: string;
  state: CampaignState;
  created_by: Snowflake;
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
  changed_by: Snowflake;
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
}

interface ActionsTable {
  id: Id;
  campaign_id: Id;
  kind: ActionKind;
  title: string;
  text: string;
  link: string | null;
  place: string | null;
  deadline: MaybeMoment;
  goal: number | null;
  reached: number | null;
  state: Generated<Action['state']>;
  created_at: Moment;
}

interface AnnouncementsTable {
  id: Id;
  campaign_id: Id;
  title: string;
  text: string;
  at: string | null;
  state: Generated<Announcement['state']>;
  created_by: Snowflake;
}

interface SchedulesTable {
  id: Id;
  campaign_id: Id;
  purpose: Purpose;
  subject: string;
  rule: Json;
  zone: string;
  lateness_minutes: number;
  enabled: Generated<boolean>;
  in_pack: Generated<boolean>;
  planned_until: Moment;
  next_look_at: MaybeMoment;
}

interface OverridesTable {
  campaign_id: Id;
  purpose: Purpose;
  subject: string;
  slot: string;
  moved_to: string | null;
  skipped: Generated<boolean>;
  note: string | null;
  decided_by: Snowflake;
}

interface NoticesTable {
  id: Id;
  campaign_id: Id;
  notice: Json;
}

interface OccurrencesTable {
  id: GeneratedAlways<number>;
  campaign_id: Id;
  purpose: Purpose;
  subject: string;
  slot: string;
  zone: string;
  due_at: Moment;
  latest_at: Moment;
  skip: Generated<boolean>;
  state: Generated<'planned' | 'opened' | 'skipped' | 'missed'>;
}

interface DeliveriesTable {
  id: Id;
  campaign_id: Id;
  occurrence_id: number;
  campaign_channel_id: Id;
  due_at: Moment;
  latest_at: Moment;
  state: Generated<DeliveryState>;
  reason: DeliveryReason | null;
  cause: string | null;
  generation: Generated<number>;
  attempts: Generated<number>;
  body: string | null;
  late_body: string | null;
  claims: Generated<string[]>;
  lease_id: Id | null;
  lease_until: MaybeMoment;
  in_doubt_since: MaybeMoment;
  anchor: Snowflake | null;
  message_id: Snowflake | null;
  content_version: Generated<number>;
  ended_at: MaybeMoment;
}

interface DeliveryFilesTable {
  delivery_id: Id;
  position: number;
  name: string;
  type: string;
  bytes: Buffer;
}

interface DeliveryAttemptsTable {
  lease_id: Id;
  delivery_id: Id;
  generation: number;
  started_at: Moment;
  ended_at: MaybeMoment;
  outcome:
    | 'sent'
    | 'not-sent'
    | 'in-doubt'
    | 'failed'
    | 'skipped'
    | 'missed'
    | 'unknown'
    | 'abandoned'
    | null;
  cause: string | null;
}

interface AuditTable {
  id: GeneratedAlways<number>;
  guild_id: Snowflake;
  campaign_id: Id | null;
  by: Snowflake | null;
  what: string;
  details: Json;
  at: Moment;
}

/** The tables, as kysely sees them. Their meaning stands in the migrations, as comments in the database. */
export interface Tables {
  guilds: { id: Snowflake; removed_at: MaybeMoment };
  campaigns: CampaignsTable;
  campaign_guild: CampaignGuildTable;
  campaign_channels: CampaignChannelsTable;
  actions: ActionsTable;
  announcements: AnnouncementsTable;
  schedules: SchedulesTable;
  overrides: OverridesTable;
  notices: NoticesTable;
  occurrences: OccurrencesTable;
  deliveries: DeliveriesTable;
  delivery_files: DeliveryFilesTable;
  delivery_attempts: DeliveryAttemptsTable;
  audit: AuditTable;
  interactions: { id: Snowflake; claimed_at: ColumnType<Temporal.Instant, string | undefined, never> };
  reports: {
    interaction_id: Snowflake;
    guild_id: Snowflake;
    reporter: Snowflake;
    at: ColumnType<Temporal.Instant, string | undefined, never>;
  };
  published_commands: { application_id: Snowflake; fingerprint: string };
  world: { name: string };
}
