import { setTimeout as wait } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import type { Place } from './place.ts';

/** Any number, as long as it stays the same: it stands for "this app uses this data". */
const ownerLock = 7_305_808_871_002;

/** The right to use the data: held until the connection ends, however that comes about. */
export interface Ownership {
  /** Resolves when the connection is lost, or was released. */
  readonly ended: Promise<void>;
  /**
   * Waits until nobody else is connected, or the patience is over. A connection that said goodbye a moment ago
   * may still be open, and a server that stops would shout an error into it which nobody there hears any more.
   */
  alone(patienceMs: number): Promise<void>;
  release(): Promise<void>;
}

export type OwnerResult =
  | { readonly kind: 'owned'; readonly ownership: Ownership }
  /** Another live process has it. */
  | { readonly kind: 'taken'; readonly by: string }
  /** Nothing answers at the socket. */
  | { readonly kind: 'absent' }
  /** A server is there and starts or stops. */
  | { readonly kind: 'busy' };

/** Tries once to connect to the server behind that socket folder and to become its only owner. */
export async function tryToOwn(socket: string, place: Place): Promise<OwnerResult> {
  const client = new Client({
    ...connectionTo(socket),
    application_name: `owner: process ${process.pid}`,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  const ended = new Promise<void>((resolve) => {
    client.once('end', resolve);
    client.on('error', () => resolve());
  });
  try {
    await client.connect();
    const lock = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [ownerLock]);
    if (lock.rows[0]?.got === true) {
      return {
        kind: 'owned',
        ownership: {
          ended,
          alone: async (patienceMs) => await untilAlone(client, patienceMs),
          release: async () => await client.end(),
        },
      };
    }
    const holder = await client.query<{ who: string }>(
      `select replace(application_name, 'owner: ', '') || ', since ' || to_char(backend_start, 'YYYY-MM-DD HH24:MI TZ') as who
       from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and granted and ((classid::bigint << 32) | objid::bigint) = $1`,
      [ownerLock],
    );
    await client.end();
    return { kind: 'taken', by: holder.rows[0]?.who ?? `a process that uses ${place.folder}` };
  } catch (error) {
    await client.end().catch(() => undefined);
    return { kind: error instanceof DatabaseError ? 'busy' : 'absent' };
  }
}

async function untilAlone(client: Client, patienceMs: number): Promise<void> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    const { rows } = await client.query<{ others: boolean }>(
      `select exists (
         select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
       ) as others`,
    );
    if (rows[0]?.others !== true) return;
    await wait(10);
  }
}

/** How to reach the embedded server. */
export function connectionTo(socket: string): {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
} {
  return { host: socket, port: 5432, user: 'postgres', database: 'postgres' };
}
