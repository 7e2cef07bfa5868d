import { type Kysely, type Selectable, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Expansion, Look } from '../../../campaigns/ports/planning.ts';
import type { SlotKey } from '../../../campaigns/ports/slots.ts';
import type { Schedule } from '../../../campaigns/schedule.ts';
import { prepared } from '../prepared.ts';
import type { Tables } from '../tables.ts';
import { moment, toSchedule, type Db } from './rows.ts';
import { standingSlots } from './standing.ts';

/** When a schedule could not be expanded, it is tried again after this long. */
const putOff = { hours: 1 };

/** {@link ../../../campaigns/ports/planning.ts Planning.expandDue} */
export async function expandDue(
  db: Kysely<Tables>,
  now: Temporal.Instant,
  limit: number,
  expand: (look: Look) => Expansion | null,
): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    const looks = await dueLooks(tx, now, limit);
    if (looks.length === 0) return 0;
    const done = looks.map((look) => ({ look, expansion: expand(look) }));
    await save(tx, done, now);
    return looks.length;
  });
}

/** Locks what is due, and passes over what another planner has locked. */
async function dueLooks(tx: Db, now: Temporal.Instant, limit: number): Promise<readonly Look[]> {
  const rows = await tx
    .selectFrom('schedules')
    .modifyFront(prepared)
    .selectAll('schedules')
    // Looked up for each of the few: as a join it may read all campaigns.
    .select((from) =>
      from
        .selectFrom('campaigns')
        .select('campaigns.pack')
        .whereRef('campaigns.id', '=', 'schedules.campaign_id')
        .$asScalar()
        .as('pack'),
    )
    .where('next_look_at', '<=', moment(now))
    .orderBy('next_look_at')
    .orderBy('schedules.id')
    .limit(limit)
    .forUpdate('schedules')
    .skipLocked()
    .execute();
  if (rows.length === 0) return [];
  const mourned = await mournedBeside(tx, rows);
  const scheduleIds = [...rows, ...mourned].map(({ id }) => id);
  const overrides = Map.groupBy(await standingSlots(tx, { scheduleIds }), keyOf);
  const standingOf = (schedules: readonly Schedule[]) =>
    schedules.flatMap((schedule) => overrides.get(keyOf(schedule)) ?? []);
  return rows.map((row) => {
    const schedule = toSchedule(row);
    const beside =
      row.purpose === 'digest' ? mourned.filter(({ campaignId }) => campaignId === schedule.campaignId) : [];
    return {
      schedule,
      pack: row.pack,
      overrides: standingOf([schedule, ...beside]),
      mourned: beside,
      plannedUntil: row.planned_until,
    };
  });
}

/** What mourns in the campaigns of these digests. Their own rows are locked: whoever changes that waits for this. */
async function mournedBeside(
  tx: Db,
  rows: readonly Selectable<Tables['schedules']>[],
): Promise<readonly Schedule[]> {
  const campaignIds = rows.flatMap((row) => (row.purpose === 'digest' ? [row.campaign_id] : []));
  if (campaignIds.length === 0) return [];
  const mourned = await tx
    .selectFrom('schedules')
    .selectAll()
    .where('campaign_id', 'in', campaignIds)
    .where('purpose', '=', 'announcement')
    .where('enabled', '=', true)
    .where(sql<boolean>`rule -> 'mourned' = 'true'`)
    .execute();
  return mourned.map(toSchedule);
}

function keyOf({ campaignId, purpose, subject }: Omit<SlotKey, 'slot'>): string {
  return `${campaignId} ${purpose} ${subject}`;
}

/** In one statement. Lost with a crash of the server it is worked out again: nothing waits for the disk. */
async function save(
  tx: Db,
  done: readonly { readonly look: Look; readonly expansion: Expansion | null }[],
  now: Temporal.Instant,
): Promise<void> {
  const slots = done.flatMap(({ look: { schedule }, expansion }) =>
    (expansion?.slots ?? []).map((slot) => ({ ...slot, schedule })),
  );
  const nextLooks = done.map(({ expansion }) =>
    expansion === null ? now.add(putOff) : expansion.nextLookAt,
  );
  await sql`${prepared}
    with soon as materialized (
      select set_config('synchronous_commit', 'off', true)
    ), planned as (
      insert into occurrences (campaign_id, purpose, subject, slot, zone, wall, due_at, latest_at, skip)
      select campaign_id, purpose, subject, slot, zone, wall, due_at, due_at + lateness * interval '1 minute', skip
      from unnest(
        ${slots.map(({ schedule }) => schedule.campaignId)}::text[],
        ${slots.map(({ schedule }) => schedule.purpose)}::text[],
        ${slots.map(({ schedule }) => schedule.subject)}::text[],
        ${slots.map(({ slot }) => slot)}::text[],
        ${slots.map(({ schedule }) => schedule.zone)}::text[],
        ${slots.map(({ wall }) => wall)}::text[],
        ${slots.map(({ dueAt }) => dueAt.toString())}::timestamptz[],
        ${slots.map(({ schedule }) => schedule.latenessMinutes)}::integer[],
        ${slots.map(({ skipped }) => skipped)}::boolean[]
      ) as slots (campaign_id, purpose, subject, slot, zone, wall, due_at, lateness, skip)
      on conflict (campaign_id, purpose, subject, slot) do update
        set zone = excluded.zone, wall = excluded.wall, due_at = excluded.due_at,
          latest_at = excluded.latest_at, skip = excluded.skip
        where occurrences.state = 'planned'
          and (occurrences.zone, occurrences.wall, occurrences.due_at, occurrences.latest_at, occurrences.skip)
            is distinct from (excluded.zone, excluded.wall, excluded.due_at, excluded.latest_at, excluded.skip)
    )
    update schedules
    set planned_until = looks.planned_until, next_look_at = looks.next_look_at
    from soon, unnest(
      ${done.map(({ look }) => look.schedule.id)}::text[],
      ${done.map(({ look, expansion }) => (expansion ?? look).plannedUntil.toString())}::timestamptz[],
      ${nextLooks.map((next) => next?.toString() ?? null)}::timestamptz[]
    ) as looks (id, planned_until, next_look_at)
    where schedules.id = looks.id
  `.execute(tx);
}
