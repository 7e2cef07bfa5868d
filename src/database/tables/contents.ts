import type { Generated } from 'kysely';
import type { ActionKind, ActionState } from '../../../campaigns/action/action.ts';
import type { Announcement, Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { PictureType } from '../../../campaigns/picture/limits.ts';
import type { PledgeState } from '../../../campaigns/pledge.ts';
import type { Json, MaybeJson, MaybeMoment, Moment, UsualJson, UsualMoment } from './columns.ts';

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
  changed_at: UsualMoment;
}

interface AnnouncementPicturesTable {
  announcement_id: Id;
  type: PictureType;
  width: number;
  height: number;
  alt: string;
  bytes: Buffer;
}

/** What organisers write, and what members answer. */
export interface ContentTables {
  actions: ActionsTable;
  pledge_key: { singleton: Generated<boolean>; proof: string };
  pledges: { action_id: Id; holder: string; state: PledgeState };
  digests: { campaign_id: Id; slot: string; taken_at: Moment; pledges: Json };
  announcements: AnnouncementsTable;
  announcement_pictures: AnnouncementPicturesTable;
}
