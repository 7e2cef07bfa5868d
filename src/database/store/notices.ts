import { type Kysely, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { writeWall } from '../../../campaigns/calendar/wall-time.ts';
import type { Id } from '../../../campaigns/campaign.ts';
import { newId } from '../../../campaigns/id.ts';
import { Notice } from '../../../campaigns/notice.ts';
import type { EndedDelivery } from '../../../campaigns/ports/planning.ts';
import type { Notices } from '../../../campaigns/ports/store.ts';
import type { Tables } from '../tables.ts';
import { endUnposted } from './ending.ts';
import { toJson, type Db } from './rows.ts';

/** A notice that could not be posted for so long is no news any more. */
const latenessDays = 7;

/** What organisers are told, over kysely. */
export function noticesOver(db: Kysely<Tables>): Notices {
  return {
    tell: async (campaignId, notice, now) =>
      await db.transaction().execute(async (tx) => await tell(tx, campaignId, notice, now)),

    find: async (campaignId, subject) => {
      const row = await db
        .selectFrom('notices')
        .select('notice')
        .where('campaign_id', '=', campaignId)
        .where('id', '=', subject)
        .executeTakeFirst();
      return row === undefined ? null : Notice.parse(row.notice);
    },
  };
}

/** Writes a notice and the occurrence that brings it to the organisers, due at once. */
export async function tell(tx: Db, campaignId: Id, notice: Notice, now: Temporal.Instant): Promise<void> {
  const id = newId();
  const { zone } = await tx
    .selectFrom('campaigns')
    .select('zone')
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('notices')
    .values({ id, campaign_id: campaignId, notice: toJson(notice) })
    .execute();
  await tx
    .insertInto('occurrences')
    .values({
      campaign_id: campaignId,
      purpose: 'notice',
      subject: id,
      slot: writeWall(now.toZonedDateTimeISO(zone).toPlainDateTime()),
      zone,
      due_at: now.toString(),
      latest_at: now.add({ hours: latenessDays * 24 }).toString(),
    })
    .execute();
}

/** The deliveries of the occurrence are not there yet, or all of them are surely not posted. */
export const unread = sql<boolean>`(
  occurrences.state = 'planned'
  or (
    occurrences.state = 'opened'
    and exists (select from deliveries where occurrence_id = occurrences.id)
    and not exists (select from deliveries where occurrence_id = occurrences.id and state <> 'pending')
  )
)`;

type MissedNotice = Extract<Notice, { kind: 'missed' }>;

/**
 * Takes back the campaign's notices of missed posts that nobody can have read yet: not opened, or all of their
 * deliveries surely not posted. Whoever wants to claim one of those deliveries waits for the transaction.
 *
 * @returns what they said, and their deliveries
 */
export async function takeBackMissed(
  tx: Db,
  campaignId: Id,
  now: Temporal.Instant,
): Promise<{ readonly earlier: readonly MissedNotice[]; readonly ended: readonly EndedDelivery[] }> {
  const found = await tx
    .selectFrom('occurrences')
    .innerJoin('notices', 'notices.id', 'occurrences.subject')
    .select(['occurrences.id', 'notices.notice', 'occurrences.state'])
    .where('occurrences.campaign_id', '=', campaignId)
    .where('occurrences.purpose', '=', 'notice')
    .where(sql<boolean>`notices.notice ->> 'kind' = 'missed'`)
    .where(unread)
    .forUpdate('occurrences')
    .execute();

  const earlier: MissedNotice[] = [];
  const ended: EndedDelivery[] = [];
  for (const { id, notice, state } of found) {
    const parsed = Notice.parse(notice);
    if (parsed.kind !== 'missed') continue;
    if (state === 'planned') {
      await tx.updateTable('occurrences').set({ state: 'skipped' }).where('id', '=', id).execute();
    } else {
      const replaced = await replaceAll(tx, id, now);
      if (replaced.length === 0) continue;
      ended.push(...replaced);
    }
    earlier.push(parsed);
  }
  return { earlier, ended };
}

/** Ends all deliveries of a notice, or none when one of them was claimed in the meantime. @returns those that ended */
export async function replaceAll(
  tx: Db,
  occurrenceId: number,
  now: Temporal.Instant,
): Promise<readonly EndedDelivery[]> {
  const locked = await tx
    .selectFrom('deliveries')
    .select('state')
    .where('occurrence_id', '=', occurrenceId)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (locked.some(({ state }) => state !== 'pending')) return [];
  return await endUnposted(tx, sql<boolean>`occurrence_id = ${occurrenceId}`, 'replaced', now);
}
