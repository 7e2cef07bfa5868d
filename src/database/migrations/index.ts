import type { Migration } from 'kysely/migration';
import { up as campaigns } from './0001-campaigns.ts';
import { up as planning } from './0002-planning.ts';
import { up as ledger } from './0003-ledger.ts';
import { up as bookkeeping } from './0004-bookkeeping.ts';
import { up as reports } from './0005-reports.ts';
import { up as organising } from './0006-organising.ts';
import { up as slots } from './0007-slots.ts';
import { up as actions } from './0008-actions.ts';
import { up as announcements } from './0009-announcements.ts';
import { up as approvals } from './0010-approvals.ts';
import { up as amendments } from './0011-amendments.ts';
import { up as observing } from './0012-observing.ts';
import { up as imports } from './0013-imports.ts';
import { up as forgetting } from './0014-forgetting.ts';
import { up as trust } from './0015-trust.ts';
import { up as pledgeKey } from './0016-pledge-key.ts';
import { up as mourning } from './0017-mourning.ts';
import { up as approving } from './0018-approving.ts';
import { up as sandbox } from './0100-sandbox.ts';
import { up as sandboxUploads } from './0101-sandbox-uploads.ts';

/**
 * Every change of the schema, in the order of their names. One that has been released is never edited again,
 * and none is ever taken back: an older version of the app refuses a newer schema.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-campaigns': { up: campaigns },
  '0002-planning': { up: planning },
  '0003-ledger': { up: ledger },
  '0004-bookkeeping': { up: bookkeeping },
  '0005-reports': { up: reports },
  '0006-organising': { up: organising },
  '0007-slots': { up: slots },
  '0008-actions': { up: actions },
  '0009-announcements': { up: announcements },
  '0010-approvals': { up: approvals },
  '0011-amendments': { up: amendments },
  '0012-observing': { up: observing },
  '0013-imports': { up: imports },
  '0014-forgetting': { up: forgetting },
  '0015-trust': { up: trust },
  '0016-pledge-key': { up: pledgeKey },
  '0017-mourning': { up: mourning },
  '0018-approving': { up: approving },
  '0100-sandbox': { up: sandbox },
  '0101-sandbox-uploads': { up: sandboxUploads },
};
