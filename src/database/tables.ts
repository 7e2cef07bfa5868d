import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { ActionKind, ActionState } from '../../campaigns/action/action.ts';
import type {
  Audience,
  Campaign,
  CampaignState,
  Announcement,
  Id,
  Snowflake,
} from '../../campaigns/campaign.ts';
import type { ApprovalEnd, ApprovalState } from '../../campaigns/approval.ts';
import type { AmendmentKind, AmendmentState } from '../../campaigns/amendment.ts';
import type { DeliveryReason, DeliveryState } from '../../campaigns/delivery.ts';
import type { CooledDown } from '../../campaigns/cooldowns.ts';
import type { PledgeState } from '../../campaigns/pledge.ts';
import type { PictureType } from '../../campaigns/picture/limits.ts';
import type { PublicPurpose, Purpose } from '../../campaigns/schedule.ts';

/** Comes as an instant; goes in as its text, because the driver would send an object as JSON. */
type Moment = ColumnType<Temporal.Instant, string, string>;
type MaybeMoment = ColumnType<Temporal.Instant | null, string | null | undefined, string | null>;
/** Read as unknown and parsed; written as text. */
type Json = JSONColumnType<object>;
/** The same where the database fills it in when it is left out. */
type UsualJson = ColumnType<object, string | undefined, string>;
type MaybeJson = JSONColumnType<object | null, string | null | undefined, string | null>;

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
  state: Generated<ActionState>;
  created_at: Moment;
  typed: Json | null;
  place_on_request: Generated<boolean>;
  ends: MaybeMoment;
  unit: string | null;
  pledges: Generated<boolean>;
  reminder_hours: number | null;
  created_by: Snowflake | null;
  published_at: MaybeMoment;
  content_changed_at: MaybeMoment;
  reached_at: MaybeMoment;
  closed_at: MaybeMoment;
  version: Generated<number>;
  changed_by: Snowflake | null;
  changed_at: Moment;
}

interface AnnouncementsTable {
  id: Id;
  campaign_id: Id;
  title: string;
  text: string;
  at: string | null;
  state: Generated<Announcement['state']>;
  created_by: Snowflake | null;
  when_typed: Generated<string>;
  repeat: MaybeJson;
  mourning: Generated<boolean>;
  channels: string[] | null;
  translations: UsualJson;
  crosspost: Generated<boolean>;
  version: Generated<number>;
  changed_by: Snowflake | null;
  changed_at: ColumnType<Temporal.Instant, string | undefined, string>;
}

interface AnnouncementPicturesTable {
  announcement_id: Id;
  type: PictureType;
  width: number;
  height: number;
  alt: string;
  bytes: Buffer;
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
  decided_by: Snowflake | null;
  decided_at: ColumnType<Temporal.Instant, string | undefined, string>;
  version: Generated<number>;
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
  wall: string | null;
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
  posted_late: Generated<boolean>;
  taken_down: 'withdrawn' | 'gone' | null;
  taken_down_at: MaybeMoment;
  ended_at: MaybeMoment;
  approval_id: Generated<Id | null>;
}

interface AmendmentsTable {
  id: Id;
  delivery_id: Id;
  kind: AmendmentKind;
  state: Generated<AmendmentState>;
  what: Generated<string>;
  body: string | null;
  claims: string[] | null;
  by: Snowflake | null;
  created_at: Moment;
  not_before: ColumnType<Temporal.Instant, string | undefined, string>;
  attempts: Generated<number>;
  cause: string | null;
  lease_id: Id | null;
  lease_until: MaybeMoment;
  ended_at: MaybeMoment;
}

interface AmendmentAttemptsTable {
  lease_id: Id;
  amendment_id: Id;
  started_at: Moment;
  ended_at: MaybeMoment;
  outcome: 'done' | 'again' | 'failed' | 'gone' | 'abandoned' | null;
  cause: string | null;
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

interface ApprovalsTable {
  id: Id;
  campaign_id: Id;
  purpose: PublicPurpose;
  subject: string;
  slot: string;
  amendment: Id | null;
  hash: string;
  headline: string;
  state: Generated<ApprovalState>;
  why: Generated<ApprovalEnd | null>;
  released: Generated<boolean>;
  editor: Snowflake | null;
  due_at: MaybeMoment;
  latest_at: MaybeMoment;
  asked_at: Moment;
  remind_at: MaybeMoment;
  rejected_by: Generated<Snowflake | null>;
  rejection: Generated<string | null>;
  ended_at: MaybeMoment;
}

interface ApprovalFilesTable {
  approval_id: Id;
  campaign_channel_id: Id;
  position: number;
  name: string;
  type: string;
  sha256: Buffer;
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
  announcement_pictures: AnnouncementPicturesTable;
  pledge_key: { singleton: Generated<boolean>; proof: string };
  pledges: { action_id: Id; holder: string; state: PledgeState };
  digests: { campaign_id: Id; slot: string; taken_at: Moment; pledges: Json };
  cooldowns: {
    what: CooledDown;
    who: string;
    at: ColumnType<Temporal.Instant, string | undefined, never>;
  };
  schedules: SchedulesTable;
  overrides: OverridesTable;
  notices: NoticesTable;
  occurrences: OccurrencesTable;
  deliveries: DeliveriesTable;
  delivery_files: DeliveryFilesTable;
  delivery_attempts: DeliveryAttemptsTable;
  amendments: AmendmentsTable;
  amendment_attempts: AmendmentAttemptsTable;
  claim_contents: { pack: string; claim: string; hash: Buffer };
  request_budget: { application_id: Snowflake; next_at: Moment };
  approvals: ApprovalsTable;
  approval_parts: {
    approval_id: Id;
    campaign_channel_id: Id;
    channel_id: Snowflake;
    language: string;
    post: Json;
  };
  approval_files: ApprovalFilesTable;
  approval_bytes: { approval_id: Id; sha256: Buffer; bytes: Buffer };
  approval_votes: { approval_id: Id; person: Snowflake; at: Moment };
  audit: AuditTable;
  interactions: { id: Snowflake; claimed_at: ColumnType<Temporal.Instant, string | undefined, never> };
  reports: {
    interaction_id: Snowflake;
    guild_id: Snowflake;
    reporter: Snowflake;
    at: ColumnType<Temporal.Instant, string | undefined, never>;
  };
  organise_buttons: {
    id: Id;
    guild_id: Snowflake;
    channel_id: Snowflake;
    generation: Generated<number>;
    tried_at: ColumnType<Temporal.Instant, string | undefined, string>;
    message_id: Snowflake | null;
  };
  notices_sent_directly: {
    delivery_id: Id;
    recipient: Snowflake | null;
    at: ColumnType<Temporal.Instant, string | undefined, never>;
  };
  imports: {
    id: Id;
    guild_id: Snowflake;
    by: Snowflake;
    content: Json;
    chosen: UsualJson;
    at: ColumnType<Temporal.Instant, string | undefined, never>;
  };
  import_pictures: { import_id: Id; name: string; bytes: Buffer };
  zone_rules: { singleton: Generated<boolean>; version: string };
  published_commands: { application_id: Snowflake; fingerprint: string };
  world: { name: string };
}
