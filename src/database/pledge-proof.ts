import { createHmac } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { Problem } from '../problem.ts';
import type { Tables } from './tables.ts';

/** Whether pledges were kept in this database under any key. */
export async function hasKeyProof(db: Kysely<Tables>): Promise<boolean> {
  return (await db.selectFrom('pledge_key').select('proof').executeTakeFirst()) !== undefined;
}

/**
 * Makes sure that a key is the one under which pledges are kept here, so that two machines with two keys never write
 * into one database. Another key may take its place only when no pledge is left that would need the old one.
 *
 * @throws Problem when it is another key
 */
export async function proveKey(db: Kysely<Tables>, key: Uint8Array): Promise<void> {
  const proof = createHmac('sha256', key).update('the key of pledges').digest('base64url');
  await sql`
    insert into pledge_key (proof) values (${proof})
    on conflict (singleton) do update set proof = excluded.proof
    where pledge_key.proof <> excluded.proof and not exists (select from pledges)
  `.execute(db);
  const { proof: kept } = await db.selectFrom('pledge_key').select('proof').executeTakeFirstOrThrow();
  if (kept === proof) return;
  throw new Problem(
    'The key of pledges is not the one under which the pledges in this database are kept, so nobody can pledge or see ' +
      'their pledges. Give every machine that runs the bot the same PLEDGE_KEY, or restore DATA_DIR/pledge.key.',
  );
}
