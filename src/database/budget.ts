import { sql, type Kysely } from 'kysely';
import type { Snowflake } from '../../campaigns/campaign.ts';
import type { Budget } from '../../campaigns/ports/budget.ts';
import { prepared } from './prepared.ts';
import type { Tables } from './tables.ts';

export interface BudgetOptions {
  readonly db: Kysely<Tables>;
  readonly applicationId: Snowflake;
  /**
   * Discord lets 50 requests through in a second. Four fewer leave room for three that come closer together than
   * they left, and for the few requests that are not counted here.
   */
  readonly perSecond?: number;
  /** How many requests one round trip to the database asks for at most. */
  readonly grant?: number;
  /** How many requests a process makes at half the rate when it begins, or has rested. */
  readonly warmUp?: number;
  /** In milliseconds, on a clock that is never set back. */
  readonly now?: () => number;
  /** Calls back after so many milliseconds. */
  readonly wait?: (milliseconds: number, done: () => void) => void;
}

/**
 * When this many granted requests or fewer are left, more are asked for. At 46 a second they last for 100 ms, in which
 * a database that is busy answers, so that nobody waits for it.
 */
const lowWater = 5;
/**
 * A request that could not leave within this of its time gives the time up and takes another: those of a process
 * that stood still would all leave at once otherwise.
 */
const latestMs = 25;

/**
 * After so long without a request its connections to Discord are closed (undici's `keepAliveTimeout`). The first requests
 * after that each make a connection, and arrive later by what that takes; those behind them do not. Without room between
 * them they would all arrive in one second.
 */
const restMs = 4_000;
const colderBy = 2;

interface Waiting {
  readonly go: () => void;
  readonly signal: AbortSignal;
}

/**
 * A {@link Budget} whose truth is one row in the database: the time at which the next request may leave. Each
 * round trip moves it on by a few requests and gives their times out. They lie one after the other, never at
 * once, whatever process they belong to (a leaky bucket without a burst, the "generic cell rate algorithm").
 *
 * The times are intervals from the database's own clock, so that the clocks of the machines do not matter.
 */
export function createBudget(options: BudgetOptions): Budget {
  const { db, applicationId, perSecond = 46, grant = 5, warmUp = 10 } = options;
  const now = options.now ?? (() => performance.now());
  const wait = options.wait ?? ((milliseconds, done) => void setTimeout(done, milliseconds));
  const queue: Waiting[] = [];
  /** The times that were granted and are not used yet, the earliest first. */
  let granted: number[] = [];
  let asking = false;
  let timed = false;
  let notBefore = -Infinity;
  let lastAsked = -Infinity;
  let sinceRest = 0;

  /** How far apart the next requests are. */
  function spacingFor(wanted: number): number {
    const at = now();
    if (at - lastAsked > restMs) sinceRest = 0;
    lastAsked = at;
    const spacingMs = 1000 / perSecond;
    const apart = sinceRest < warmUp ? spacingMs * colderBy : spacingMs;
    sinceRest += wanted;
    return apart;
  }

  function ask(): void {
    const wanted = Math.min(queue.length - granted.length, grant);
    if (asking || wanted <= 0 || granted.length > lowWater) return;
    asking = true;
    const spacingMs = spacingFor(wanted);
    take(db, applicationId, wanted, spacingMs)
      .then(
        (inMs) => {
          const start = now() + inMs;
          for (let index = 0; index < wanted; index += 1) granted.push(start + index * spacingMs);
        },
        // Whoever works notices by itself that the database is gone; here it is asked again a little later.
        () => new Promise<void>((resolve) => wait(500, resolve)),
      )
      .finally(() => {
        asking = false;
        serve();
      });
  }

  /** Lets go whose time has come, and sees to it that the next time is not overslept. */
  function serve(): void {
    const at = now();
    granted = granted.filter((time) => time >= at - latestMs && time >= notBefore);
    while (queue.length > 0 && granted[0] !== undefined && granted[0] <= at) {
      granted.shift();
      queue.shift()?.go();
    }
    if (queue.length === 0) return;
    ask();
    const next = granted[0];
    if (next === undefined || timed) return;
    timed = true;
    wait(Math.max(next - now(), 0), () => {
      timed = false;
      serve();
    });
  }

  return {
    take: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason);
          return;
        }
        const given = (): void => {
          const place = queue.indexOf(waiting);
          if (place !== -1) queue.splice(place, 1);
          reject(signal.reason);
        };
        const waiting: Waiting = {
          signal,
          go: () => {
            signal.removeEventListener('abort', given);
            resolve();
          },
        };
        signal.addEventListener('abort', given, { once: true });
        queue.push(waiting);
        serve();
      }),

    pause: async (milliseconds) => {
      notBefore = Math.max(notBefore, now() + milliseconds);
      granted = [];
      await pause(db, applicationId, milliseconds);
    },
  };
}

/**
 * Takes the times of so many requests. The commit waits for no disk: nothing is lost with it that matters.
 *
 * @returns in how many milliseconds the first of them is
 */
async function take(
  db: Kysely<Tables>,
  applicationId: Snowflake,
  count: number,
  spacingMs: number,
): Promise<number> {
  const { rows } = await sql<{ in_ms: number }>`${prepared}
    with quickly as materialized (select set_config('synchronous_commit', 'off', true)),
    taken as (
      insert into request_budget (application_id, next_at)
      select ${applicationId}, clock_timestamp() + ${count * spacingMs} * interval '1 millisecond' from quickly
      on conflict (application_id) do update
      set next_at = greatest(request_budget.next_at, clock_timestamp())
        + ${count * spacingMs} * interval '1 millisecond'
      returning next_at
    )
    select (extract(epoch from taken.next_at - clock_timestamp()) * 1000)::double precision
      - ${count * spacingMs}::double precision as in_ms
    from taken
  `.execute(db);
  return rows[0]?.in_ms ?? 0;
}

async function pause(db: Kysely<Tables>, applicationId: Snowflake, milliseconds: number): Promise<void> {
  await sql`
    insert into request_budget (application_id, next_at)
    values (${applicationId}, clock_timestamp() + ${milliseconds} * interval '1 millisecond')
    on conflict (application_id) do update
    set next_at = greatest(request_budget.next_at, excluded.next_at)
  `.execute(db);
}
