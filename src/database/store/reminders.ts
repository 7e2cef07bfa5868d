import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { isOpen, type Action } from '../../../campaigns/action/action.ts';
import { isAhead, reminderAt, reminderSchedule } from '../../../campaigns/action/reminder.ts';
import type { Campaign } from '../../../campaigns/campaign.ts';
import type { EndedDelivery } from '../../../campaigns/ports/planning.ts';
import { toSchedule, type Db } from './rows.ts';
import { addSchedules } from './schedules.ts';
import { endUnposted } from './ending.ts';

/**
 * Makes the schedule of an action's reminder what the action asks for now. One for the same moment is left alone,
 * with what was decided about it; of an older one everything that is not posted yet is taken back.
 *
 * @returns what ended with that
 */
export async function syncReminder(
  tx: Db,
  action: Action,
  campaign: Pick<Campaign, 'zone' | 'times'>,
  now: Temporal.Instant,
): Promise<readonly EndedDelivery[]> {
  const row = await tx
    .selectFrom('schedules')
    .selectAll()
    .where('campaign_id', '=', action.campaignId)
    .where('purpose', '=', 'reminder')
    .where('subject', '=', action.id)
    .forUpdate()
    .executeTakeFirst();
  const asked = isOpen(action, now) ? reminderSchedule(action, campaign) : null;
  const at = reminderAt(action, campaign.zone);
  const known = row && toSchedule(row);
  const same = known?.enabled === true && asked !== null && sameRule(known.rule, asked.rule);
  if (same) return [];

  const wanted = at !== null && isAhead(at, now) ? asked : null;
  if (row === undefined) {
    if (wanted !== null) await addSchedules(tx, action.campaignId, [wanted], now);
    return [];
  }
  const ended = await takeBack(tx, action, now);
  await tx
    .updateTable('schedules')
    .set(
      wanted === null
        ? { enabled: false, next_look_at: null }
        : {
            rule: JSON.stringify(wanted.rule),
            zone: wanted.zone,
            lateness_minutes: wanted.latenessMinutes,
            enabled: true,
            planned_until: now.toString(),
            next_look_at: now.toString(),
          },
    )
    .where('id', '=', row.id)
    .execute();
  return ended;
}

function sameRule(one: { readonly kind: string }, other: { readonly kind: string }): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Nothing that was planned or opened of it and is surely not posted will be. */
async function takeBack(
  tx: Db,
  { id, campaignId }: Action,
  now: Temporal.Instant,
): Promise<readonly EndedDelivery[]> {
  const own = tx
    .selectFrom('occurrences')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('purpose', '=', 'reminder')
    .where('subject', '=', id);
  const ended = await endUnposted(tx, sql<boolean>`occurrence_id in ${own}`, 'withdrawn', now);
  await tx.deleteFrom('occurrences').where('id', 'in', own).where('state', '=', 'planned').execute();
  return ended;
}
