import type { Store } from '../../../campaigns/ports/store.ts';
import type { Database } from '../database.ts';
import { actionsOver } from './actions.ts';
import { amendmentsOver } from './amendments.ts';
import { announcementsOver } from './announcements.ts';
import { approvalPlanningOver, approvalsOver } from './approvals.ts';
import { auditOver, interactionsOver, publishedCommandsOver } from './bookkeeping.ts';
import { campaignsOver } from './campaigns.ts';
import { claimContentsOver } from './claim-contents.ts';
import { cooldownsOver, ownDataOf } from './cooldowns.ts';
import { draftsOver } from './drafts.ts';
import { guildsOver } from './guilds.ts';
import { organiseButtonsOver } from './organise-buttons.ts';
import { importsOver } from './imports.ts';
import { settingsOver } from './settings.ts';
import { strandedNoticesOver } from './stranded-notices.ts';
import { ledgerOver } from './ledger.ts';
import { logbookOver } from './logbook.ts';
import { noticesOver } from './notices.ts';
import { slotsOver } from './overrides.ts';
import { planningOver } from './planning.ts';
import { digestsOver, pledgesOver } from './pledges.ts';
import { postsOver } from './posts.ts';
import { reportsOver } from './reports.ts';

/** The truth, in PostgreSQL. The database must be migrated. */
export function createStore({ db }: Pick<Database, 'db'>): Store {
  return {
    campaigns: campaignsOver(db),
    settings: settingsOver(db),
    organiseButtons: organiseButtonsOver(db),
    guilds: guildsOver(db),
    strandedNotices: strandedNoticesOver(db),
    actions: actionsOver(db),
    pledges: pledgesOver(db),
    digests: digestsOver(db),
    cooldowns: cooldownsOver(db),
    ownData: (guildId, person) => ownDataOf(db, guildId, person),
    announcements: announcementsOver(db),
    drafts: draftsOver(db),
    imports: importsOver(db),
    planning: planningOver(db),
    slots: slotsOver(db),
    approvals: approvalsOver(db),
    approvalPlanning: approvalPlanningOver(db),
    ledger: ledgerOver(db),
    posts: postsOver(db),
    amendments: amendmentsOver(db),
    logbook: logbookOver(db),
    claimContents: claimContentsOver(db),
    notices: noticesOver(db),
    interactions: interactionsOver(db),
    reports: reportsOver(db),
    audit: auditOver(db),
    publishedCommands: publishedCommandsOver(db),
  };
}
