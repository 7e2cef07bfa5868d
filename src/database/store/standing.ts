import { sql } from 'kysely';
import type { Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { StandingSlot, SlotKey } from '../../../campaigns/ports/slots.ts';
import type { Purpose } from '../../../campaigns/schedule.ts';
import { prepared } from '../prepared.ts';
import type { Db } from './rows.ts';

/**
 * What stands about slots of schedules: every decision, and the occurrences of the last 400 days before each
 * schedule was looked at. No period is longer than a year, so that nothing older can matter to what comes.
 *
 * @param of all schedules of a campaign, or these
 */
export async function standingSlots(
  db: Db,
  of: { readonly campaignId: Id } | { readonly scheduleIds: readonly Id[] },
): Promise<readonly StandingSlot[]> {
  const wanted =
    'campaignId' in of
      ? sql<boolean>`campaign_id = ${of.campaignId}`
      : sql<boolean>`id = any (${[...of.scheduleIds]}::text[])`;
  const { rows } = await sql<Row>`${prepared}
    with wanted as (
      select campaign_id, purpose, subject,
        to_char(planned_until - interval '400 days', 'YYYY-MM-DD') as since
      from schedules where ${wanted}
    ), decided as (
      select overrides.* from overrides join wanted using (campaign_id, purpose, subject)
    ), written as (
      select campaign_id, purpose, subject, slot, state
      from occurrences join wanted using (campaign_id, purpose, subject)
      where slot >= since
    )
    select campaign_id, purpose, subject, slot, moved_to, coalesce(skipped, false) as skipped, note,
      coalesce(version, 0) as version, nullif(state, 'planned') as "end"
    from decided full join written using (campaign_id, purpose, subject, slot)
    order by slot, purpose, subject
  `.execute(db);
  return rows.map(toStanding);
}

/** What stands about one slot. */
export async function standingSlot(db: Db, key: SlotKey): Promise<StandingSlot & { by: Snowflake | null }> {
  const { rows } = await sql<Row & { by: Snowflake | null }>`
    select key.*, moved_to, coalesce(skipped, false) as skipped, note, decided_by as by,
      coalesce(version, 0) as version, nullif(state, 'planned') as "end"
    from (values (${key.campaignId}, ${key.purpose}, ${key.subject}, ${key.slot}))
      as key (campaign_id, purpose, subject, slot)
    left join overrides using (campaign_id, purpose, subject, slot)
    left join occurrences using (campaign_id, purpose, subject, slot)
  `.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('a row of values is not there');
  return { ...toStanding(row), by: row.by };
}

interface Row {
  readonly campaign_id: Id;
  readonly purpose: Purpose;
  readonly subject: string;
  readonly slot: string;
  readonly moved_to: string | null;
  readonly skipped: boolean;
  readonly note: string | null;
  readonly version: number;
  readonly end: StandingSlot['end'];
}

function toStanding(row: Row): StandingSlot {
  return {
    campaignId: row.campaign_id,
    purpose: row.purpose,
    subject: row.subject,
    slot: row.slot,
    movedTo: row.moved_to,
    skipped: row.skipped,
    note: row.note,
    over: row.end !== null,
    version: row.version,
    end: row.end,
  };
}
