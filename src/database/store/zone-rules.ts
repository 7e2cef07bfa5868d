import { type Kysely, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { inZone, readWall } from '../../../campaigns/calendar/wall-time.ts';
import type { Tables } from '../tables.ts';
import type { Db } from './rows.ts';

/** {@link ../../../campaigns/ports/planning.ts Planning.followZoneRules} */
export async function followZoneRules(
  db: Kysely<Tables>,
  version: string,
  now: Temporal.Instant,
): Promise<number> {
  const seen = await db.selectFrom('zone_rules').select('version').executeTakeFirst();
  if (seen?.version === version) return 0;
  return await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('zone_rules')
      .values({ version })
      .onConflict((conflict) => conflict.column('singleton').doUpdateSet({ version }))
      .execute();
    await lookAgain(tx, now);
    return await reckonAnew(tx);
  });
}

/**
 * Looks at every schedule once, from a day before where its last look ended: what fell behind that by the old rules
 * may fall before it by the new ones. The schedules are locked before the occurrences, as the planner does it.
 */
async function lookAgain(tx: Db, now: Temporal.Instant): Promise<void> {
  await sql`
    update schedules
    set next_look_at = ${now.toString()}::timestamptz,
        planned_until = greatest(
          least(planned_until, ${now.toString()}::timestamptz),
          planned_until - interval '26 hours'
        )
    where next_look_at is not null
  `.execute(tx);
}

async function reckonAnew(tx: Db): Promise<number> {
  const planned = await tx
    .selectFrom('occurrences')
    .select(['id', 'zone', 'wall', 'due_at'])
    .where('state', '=', 'planned')
    .where('wall', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  const moved = planned.flatMap(({ id, zone, wall, due_at: before }) => {
    const at = inZone(readWall(wall ?? ''), zone).toInstant();
    return at.equals(before) ? [] : [{ id, at }];
  });
  if (moved.length === 0) return 0;
  await sql`
    update occurrences
    set due_at = moved.due_at, latest_at = moved.due_at + (latest_at - occurrences.due_at)
    from unnest(
      ${moved.map(({ id }) => id)}::bigint[],
      ${moved.map(({ at }) => at.toString())}::timestamptz[]
    ) as moved (id, due_at)
    where occurrences.id = moved.id
  `.execute(tx);
  return moved.length;
}
