import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Servers } from './servers.ts';
import type { DrillDiscord } from './discord.ts';

/** What came of the posts that a drill asked for. */
export interface Verdict {
  readonly asked: number;
  /** Recorded as sent, and there exactly once. */
  readonly once: number;
  /** Neither there, nor left to an organiser, nor rightly ended: or recorded as sent and not there. */
  readonly lost: number;
  /** There more than once. */
  readonly doubled: number;
  /** Left to an organiser, because nobody can tell. */
  readonly undecided: number;
  /** Missed, failed or skipped, recorded as that, and not there. */
  readonly ended: number;
  /** There, and recorded as not there. */
  readonly untrue: number;
}

interface Row {
  readonly id: string;
  readonly state: string;
  readonly message_id: string | null;
  readonly reason: string | null;
}

/** Looks at every delivery of the public channel, beside what was really posted. */
export async function judge(
  { database }: Pick<Servers, 'database'>,
  { posted }: Pick<DrillDiscord, 'posted'>,
  asked: number,
): Promise<Verdict> {
  const rows = await deliveries(database);
  const count = (is: (row: Row, there: number) => boolean): number =>
    rows.filter((row) => is(row, posted.get(row.id)?.length ?? 0)).length;
  const ends = ['missed', 'failed', 'skipped'];
  return {
    asked,
    once: count(({ state }, there) => state === 'sent' && there === 1),
    doubled: count((_row, there) => there > 1),
    undecided: count(({ state }, there) => state === 'unknown' && there < 2),
    // `gone` was posted, and a moderator deleted it before we heard of it.
    ended: count(({ state, reason }, there) => ends.includes(state) && there === (reason === 'gone' ? 1 : 0)),
    untrue: count(({ state, reason }, there) => ends.includes(state) && reason !== 'gone' && there === 1),
    lost:
      Math.max(0, asked - rows.length) +
      count(({ state }, there) => there === 0 && ['pending', 'sending', 'sent'].includes(state)) +
      // It is there, but nobody wrote it down: the next look may post it again.
      count(({ state }, there) => there === 1 && ['pending', 'sending'].includes(state)),
  };
}

/** How many deliveries are recorded as sent. */
export async function sent({ database }: Pick<Servers, 'database'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from deliveries where state = 'sent'
  `.execute(database.db);
  return rows[0]?.count ?? 0;
}

async function deliveries(database: Servers['database']): Promise<readonly Row[]> {
  return await database.db
    .selectFrom('deliveries')
    .innerJoin('occurrences', 'occurrences.id', 'deliveries.occurrence_id')
    .where('occurrences.purpose', '=', 'announcement')
    .select(['deliveries.id', 'deliveries.state', 'deliveries.reason', 'deliveries.message_id'])
    .execute();
}

const lookEveryMs = 50;

/**
 * Waits until so many announcements have come to an end. A try is put off by up to a minute, as in real life, and one
 * delivery may need several.
 *
 * @returns false when the patience ran out first
 */
export async function settled(
  { database }: Pick<Servers, 'database'>,
  asked: number,
  patienceMs = 300_000,
): Promise<boolean> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const rows = await deliveries(database).catch(() => []);
    const open = rows.filter(({ state }) => state === 'pending' || state === 'sending').length;
    if (rows.length >= asked && open === 0) return true;
    if (performance.now() > end) return false;
    await wait(lookEveryMs);
  }
}

/** Waits until something holds. @throws Error when the patience ran out first */
export async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  patienceMs = 120_000,
): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${patienceMs / 1000} s in vain until ${what}`);
    await wait(lookEveryMs);
  }
}

/** Waits until the database says so. @throws Error when the patience ran out first */
export async function until(
  { database }: Pick<Servers, 'database'>,
  what: string,
  condition: ReturnType<typeof sql<{ yes: boolean }>>,
  patienceMs = 60_000,
): Promise<void> {
  const holds = async (): Promise<boolean> => {
    const { rows } = await condition.execute(database.db);
    return rows[0]?.yes === true;
  };
  // It may just be away.
  await eventually(what, () => holds().catch(() => false), patienceMs);
}

/** From a moment to the end of the last delivery, in milliseconds, by the database's clock. */
export async function recoveryMs(
  { database }: Pick<Servers, 'database'>,
  since: Temporal.Instant,
): Promise<number> {
  const { rows } = await sql<{ ms: number | null }>`
    select extract(epoch from max(ended_at) - ${since.toString()}::timestamptz)::float8 * 1000 as ms from delivery_attempts
  `.execute(database.db);
  return Math.max(0, Math.round(rows[0]?.ms ?? 0));
}
