import { type Kysely, sql } from 'kysely';
import { prepared } from '../prepared.ts';
import type { Tables } from '../tables.ts';

/**
 * A planner that was silent for longer may have run elsewhere meanwhile, on a database of which this one is a backup.
 * Ticks come every 5 s.
 */
export const longestSilence = '20 seconds';

/** {@link ../../../campaigns/ports/planning.ts Planning.beat} */
export async function beat(db: Kysely<Tables>): Promise<void> {
  // Lost with a crash of the server it is a gap like any other: nothing waits for the disk.
  await sql`${prepared}
    with soon as materialized (select set_config('synchronous_commit', 'off', true))
    insert into heartbeat (at, trusted_since) select clock_timestamp(), clock_timestamp() from soon
    on conflict (singleton) do update set
      trusted_since = case
        when clock_timestamp() - heartbeat.at > ${longestSilence}::interval then clock_timestamp()
        else heartbeat.trusted_since
      end,
      at = clock_timestamp()
  `.execute(db);
}
