import { sql } from 'kysely';
import { prepared } from '../prepared.ts';
import type { Db } from './rows.ts';

/** {@link ../../../campaigns/ports/approvals.ts ApprovalPlanning.needed}: a look into three indexes, mostly empty. */
export async function approvalsNeeded(db: Db): Promise<boolean> {
  const { rows } = await sql<{ needed: boolean }>`${prepared}
    select exists (select from campaigns where approvals > 0)
      or exists (select from approvals where state <> 'ended')
      or exists (select from deliveries where state = 'pending' and approval_id is not null) as needed
  `.execute(db);
  return rows[0]?.needed === true;
}
