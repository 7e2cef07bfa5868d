import { sql, type Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { EndedDelivery } from '../../../campaigns/ports/planning.ts';
import type { Tables } from '../tables.ts';
import { followMourning } from './digest-days.ts';
import type { Db } from './rows.ts';
import { endUnposted } from './ending.ts';

/**
 * Stops what is scheduled: its rule is switched off, what was planned is forgotten, and what waits to be posted
 * is withdrawn. Where it mourned, the digest is planned anew.
 *
 * @param needed what must still be unsent of one that goes out only once: `all` of it, or `some`
 * @returns what waited and is withdrawn; null when it went out already, and then nothing was stopped
 */
export async function haltAnnouncement(
  tx: Db,
  {
    id,
    campaign_id: campaignId,
    repeat,
    mourning,
  }: Pick<Selectable<Tables['announcements']>, 'id' | 'campaign_id' | 'repeat' | 'mourning'>,
  now: Temporal.Instant,
  needed: 'all' | 'some' = 'all',
): Promise<readonly EndedDelivery[] | null> {
  // The planner locks a schedule before it plans, and an occurrence before it opens it: in the same order here.
  await tx
    .selectFrom('schedules')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('purpose', '=', 'announcement')
    .where('subject', '=', id)
    .forUpdate()
    .execute();
  const occurrences = await tx
    .selectFrom('occurrences')
    .select(['id', 'state'])
    .where('campaign_id', '=', campaignId)
    .where('purpose', '=', 'announcement')
    .where('subject', '=', id)
    .orderBy('id')
    .forUpdate()
    .execute();
  const opened = occurrences.filter(({ state }) => state !== 'planned').map((occurrence) => occurrence.id);
  if (repeat === null && opened.length > 0) {
    if (needed === 'all' || !(await waits(tx, opened))) return null;
  }
  await tx
    .updateTable('schedules')
    .set({ enabled: false, next_look_at: null })
    .where('campaign_id', '=', campaignId)
    .where('purpose', '=', 'announcement')
    .where('subject', '=', id)
    .execute();
  const planned = occurrences.filter(({ state }) => state === 'planned').map((occurrence) => occurrence.id);
  await sql`delete from occurrences where id = any (${planned}::bigint[])`.execute(tx);
  const waiting = sql<boolean>`occurrence_id = any (${opened}::bigint[])`;
  const ended = await endUnposted(tx, waiting, 'withdrawn', now);
  if (mourning) await followMourning(tx, campaignId, now, { ended: true });
  return ended;
}

/** Whether something of these occurrences is not posted yet. */
async function waits(tx: Db, opened: readonly number[]): Promise<boolean> {
  const { rows } = await sql`
    select from deliveries where occurrence_id = any (${opened}::bigint[]) and state = 'pending' limit 1
  `.execute(tx);
  return rows.length > 0;
}
