import type { Generated } from 'kysely';
import type { ApprovalEnd, ApprovalState } from '../../../campaigns/approval.ts';
import type { Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { PublicPurpose } from '../../../campaigns/schedule.ts';
import type { Moment, MaybeMoment, Json } from './columns.ts';

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

/** Which bytes may go out, and who said so. */
export interface ApprovalTables {
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
}
