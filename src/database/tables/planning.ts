import type { Generated, GeneratedAlways } from 'kysely';
import type { Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { Purpose } from '../../../campaigns/schedule.ts';
import type { Json, MaybeMoment, Moment, UsualMoment } from './columns.ts';

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
  decided_at: UsualMoment;
  version: Generated<number>;
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

interface NoticesTable {
  id: Id;
  campaign_id: Id;
  notice: Json;
}

/** What is to be posted, and when. */
export interface PlanningTables {
  schedules: SchedulesTable;
  overrides: OverridesTable;
  occurrences: OccurrencesTable;
  notices: NoticesTable;
  zone_rules: { singleton: Generated<boolean>; version: string };
}
