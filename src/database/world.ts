import type { Kysely } from 'kysely';
import { Problem } from '../problem.ts';
import type { Tables } from './tables.ts';

/**
 * Binds the database to a world, once and for all: the id of a Discord application, or `sandbox`. Its rows are
 * ids of that world; in another one they would be posts to strangers, or to nobody.
 *
 * @throws Problem when it belongs to another world
 */
export async function claimWorld(db: Kysely<Tables>, world: string): Promise<void> {
  await db
    .insertInto('world')
    .values({ name: world })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { name } = await db.selectFrom('world').select('name').executeTakeFirstOrThrow();
  if (name === world) return;
  throw new Problem(
    `The database belongs to ${describe(name)}, and the app was started for ${describe(world)}. ` +
      'Nothing was changed. Give each of them a database of its own: another DATA_DIR, or another DATABASE_URL.',
  );
}

function describe(world: string): string {
  return world === 'sandbox' ? 'the practice server (the sandbox)' : `the Discord application ${world}`;
}
