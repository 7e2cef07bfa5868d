import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { Actions } from '../../../campaigns/ports/actions.ts';
import type { Db } from './rows.ts';

/** What changes what members see. */
const written = ['action.publish', 'action.close', 'action.reopen', 'action.restore', 'action.discard'];

/** {@link ../../../campaigns/ports/actions.ts Actions.writers} */
export async function writersOf(db: Db, ids: readonly Id[]): ReturnType<Actions['writers']> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: Id; by: Snowflake | null; at: Temporal.Instant }>`
    select distinct on (actions.id) actions.id, audit.by, audit.at
    from actions join audit on audit.campaign_id = actions.campaign_id
      and audit.details ->> 'action' = actions.id
    where actions.id = any (${[...ids]}::text[]) and audit.what = any (${written}::text[])
    order by actions.id, audit.at desc, audit.id desc
  `.execute(db);
  return new Map(rows.map(({ id, by, at }) => [id, { by, at }]));
}
