import { type Kysely, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tables } from '../tables.ts';

/** Every column that names a person who organises, with the moment from which its name is kept. */
const names = [
  ['audit', 'by', 'at'],
  ['amendments', 'by', 'created_at'],
  ['overrides', 'decided_by', 'decided_at'],
  ['campaigns', 'created_by', 'created_at'],
  ['campaigns', 'changed_by', 'changed_at'],
  ['actions', 'created_by', 'created_at'],
  ['actions', 'changed_by', 'changed_at'],
  ['announcements', 'created_by', 'created_at'],
  ['announcements', 'changed_by', 'changed_at'],
  ['notices_sent_directly', 'recipient', 'at'],
] as const;

/** {@link ../../../campaigns/ports/logbook.ts Logbook.forgetNames} */
export async function forgetNames(db: Kysely<Tables>, before: Temporal.Instant): Promise<number> {
  let forgotten = 0;
  for (const [table, name, since] of names) {
    const { numAffectedRows = 0n } = await sql`
      update ${sql.table(table)} set ${sql.ref(name)} = null
      where ${sql.ref(name)} is not null and ${sql.ref(since)} < ${before.toString()}::timestamptz
    `.execute(db);
    forgotten += Number(numAffectedRows);
  }
  return forgotten;
}
