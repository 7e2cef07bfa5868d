import type { Store } from '../../../campaigns/ports/store.ts';
import type { Database } from '../database.ts';
import { actionsOver } from './actions.ts';
import { announcementsOver } from './announcements.ts';
import { auditOver, interactionsOver, publishedCommandsOver } from './bookkeeping.ts';
import { campaignsOver } from './campaigns.ts';
import { ledgerOver } from './ledger.ts';
import { noticesOver } from './notices.ts';
import { planningOver } from './planning.ts';
import { reportsOver } from './reports.ts';

/** The truth, in PostgreSQL. The database must be migrated. */
export function createStore({ db }: Pick<Database, 'db'>): Store {
  return {
    campaigns: campaignsOver(db),
    actions: actionsOver(db),
    announcements: announcementsOver(db),
    planning: planningOver(db),
    ledger: ledgerOver(db),
    notices: noticesOver(db),
    interactions: interactionsOver(db),
    reports: reportsOver(db),
    audit: auditOver(db),
    publishedCommands: publishedCommandsOver(db),
  };
}
