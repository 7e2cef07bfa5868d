import type { Generated } from 'kysely';
import type { AmendmentKind, AmendmentState } from '../../../campaigns/amendment.ts';
import type { Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { DeliveryReason, DeliveryState } from '../../../campaigns/delivery.ts';
import type { PostAttempt } from '../../../campaigns/post-record.ts';
import type { MaybeMoment, Moment, Stamp, UsualMoment } from './columns.ts';

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
  outcome: PostAttempt['outcome'];
  cause: string | null;
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
  not_before: UsualMoment;
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

/** What became of each post, and what is done to it once it is out. */
export interface LedgerTables {
  deliveries: DeliveriesTable;
  delivery_files: DeliveryFilesTable;
  delivery_attempts: DeliveryAttemptsTable;
  amendments: AmendmentsTable;
  amendment_attempts: AmendmentAttemptsTable;
  claim_contents: { pack: string; claim: string; hash: Buffer };
  notices_sent_directly: {
    delivery_id: Id;
    recipient: Snowflake | null;
    at: Stamp;
  };
  request_budget: { application_id: Snowflake; next_at: Moment };
}
