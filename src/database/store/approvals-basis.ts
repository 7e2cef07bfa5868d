import { sql } from 'kysely';
import type { ApprovalSubject } from '../../../campaigns/approval.ts';
import type { Db } from './rows.ts';

/**
 * {@link ../../../campaigns/ports/approvals.ts Approvals.basis}, in one statement. A row is named by the transaction
 * that wrote it (`xmin`): whatever somebody changes of it, whether it counts versions or not, and also when the
 * change is taken back, it is named otherwise. More than what shows is among it; that costs another look, no more.
 */
export async function basisOf(
  db: Db,
  { campaignId, purpose, subject, slot, amendment }: ApprovalSubject,
): Promise<string> {
  // What corrects a post is kept word for word with the correction.
  if (amendment !== null) return 'kept';
  const { rows } = await sql<{ basis: string }>`
    select md5(coalesce(string_agg(made, ' ' order by made), '')) as basis from (
      select 'campaign ' || xmin::text from campaigns where id = ${campaignId}
      union all
      select 'channel ' || id || ' ' || xmin::text from campaign_channels where campaign_id = ${campaignId}
      union all
      select 'schedule ' || id || ' ' || xmin::text from schedules where campaign_id = ${campaignId}
      union all
      select 'decision ' || purpose || ' ' || subject || ' ' || slot || ' ' || xmin::text from overrides
      where campaign_id = ${campaignId}
      union all
      select 'time ' || id || ' ' || xmin::text from occurrences
      where (campaign_id, purpose, subject, slot) = (${campaignId}, ${purpose}, ${subject}, ${slot})
      union all
      select 'action ' || id || ' ' || xmin::text from actions where campaign_id = ${campaignId}
      union all
      select 'announcement ' || id || ' ' || xmin::text from announcements
      where id = ${subject} and campaign_id = ${campaignId}
      union all
      select 'picture ' || announcement_id || ' ' || xmin::text from announcement_pictures
      where announcement_id = ${subject}
      union all
      select 'digest ' || slot || ' ' || xmin::text from digests where campaign_id = ${campaignId}
    ) as parts (made)
  `.execute(db);
  return rows[0]?.basis ?? '';
}
