import type { ApprovalTables } from './tables/approvals.ts';
import type { BookkeepingTables } from './tables/bookkeeping.ts';
import type { CampaignTables } from './tables/campaigns.ts';
import type { ContentTables } from './tables/contents.ts';
import type { LedgerTables } from './tables/ledger.ts';
import type { PlanningTables } from './tables/planning.ts';

/** The tables, as kysely sees them. Their meaning stands in the migrations, as comments in the database. */
export interface Tables
  extends CampaignTables, ContentTables, PlanningTables, LedgerTables, ApprovalTables, BookkeepingTables {}
