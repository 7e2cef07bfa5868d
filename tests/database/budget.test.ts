import { sql } from 'kysely';
import { describe, expect, inject, test } from 'vitest';
import { createBudget } from '../../src/database/budget.ts';
import { databaseOf } from '../support/admin.ts';
import { createDatabase } from '../../src/database/database.ts';
import { freshDatabase } from '../support/database.ts';

const database = await freshDatabase();
const forever = new AbortController().signal;
let applications = 0;

/** Budgets of one application, as processes have them: each on connections of its own. */
function budgets(processes: number, perSecond = 46) {
  applications += 1;
  const applicationId = String(100 + applications);
  const opened = Array.from({ length: processes }, () =>
    createDatabase({ poolConfig: databaseOf(inject('postgres').server, database.name) }),
  );
  return {
    all: opened.map(({ db }) => createBudget({ db, applicationId, perSecond })),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(opened.map((one) => one.close()));
    },
  };
}

/** The most that fell into any second. */
function mostInASecond(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.max(
    ...sorted.map((from) => sorted.filter((time) => time >= from && time < from + 1000).length),
  );
}

describe('the budget', () => {
  test.each([1, 4])(
    '%i processes together keep Discord’s limit in any second, and use most of it',
    async (processes) => {
      await using budget = budgets(processes);
      const begun = performance.now();
      const times: number[] = [];
      await Promise.all(
        budget.all.flatMap((one) =>
          Array.from({ length: 8 }, async () => {
            for (let round = 0; round < 128 / processes / 8; round += 1) {
              await one.take(forever);
              times.push(performance.now());
            }
          }),
        ),
      );
      const took = performance.now() - begun;
      expect(mostInASecond(times)).toBeLessThanOrEqual(50);
      expect(times.length / (took / 1000), 'requests a second').toBeGreaterThan(20);
    },
  );

  test('gives the first at once, and takes back what nobody waits for any more', async () => {
    await using budget = budgets(1, 2);
    const [one] = budget.all;
    if (!one) throw new Error('no budget');
    const begun = performance.now();
    await one.take(forever);
    expect(performance.now() - begun).toBeLessThan(450);
    await expect(one.take(AbortSignal.timeout(20))).rejects.toThrow(/timeout/i);
    await expect(one.take(AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
    await one.take(forever);
    expect(performance.now() - begun).toBeGreaterThan(400);
  });

  test('sets what a process asks for further apart while it begins, and again after a rest', async () => {
    const applicationId = '98';
    let time = 1_000_000;
    const budget = createBudget({
      db: database.db,
      applicationId,
      perSecond: 0.1,
      warmUp: 2,
      now: () => time,
      wait: (milliseconds, done) => {
        time += Math.ceil(milliseconds);
        queueMicrotask(done);
      },
    });
    /** How long it is reserved for, in seconds, when nobody had asked before. */
    const reserved = async (): Promise<number> => {
      await database.db.deleteFrom('request_budget').where('application_id', '=', applicationId).execute();
      await budget.take(forever);
      const { rows } = await sql<{ seconds: number }>`
        select extract(epoch from next_at - clock_timestamp())::float as seconds from request_budget
        where application_id = ${applicationId}
      `.execute(database.db);
      return rows[0]?.seconds ?? 0;
    };
    const took: number[] = [];
    for (const since of [0, 1_000, 1_000, 3_900, 4_100]) {
      time += since;
      took.push(await reserved());
    }
    // In tens of seconds, rounded up: the clock of the database goes on meanwhile.
    expect(took.map((seconds) => Math.ceil(seconds / 10))).toEqual([2, 2, 1, 1, 2]);
  });

  test('a pause holds for all processes', async () => {
    await using budget = budgets(2);
    const [one, other] = budget.all;
    await one?.take(forever);
    await one?.pause(400);
    const begun = performance.now();
    await Promise.all([one?.take(forever), other?.take(forever)]);
    expect(performance.now() - begun).toBeGreaterThan(350);
  });

  test('waits for a database that is away', async () => {
    const away = Promise.withResolvers<() => void>();
    const budget = createBudget({
      db: database.db,
      applicationId: '99',
      wait: (milliseconds, go) => (milliseconds === 500 ? away.resolve(go) : setTimeout(go, milliseconds)),
    });
    await database.db.schema.alterTable('request_budget').renameTo('elsewhere').execute();
    const taken = budget.take(forever);
    const askAgain = await away.promise;
    await database.db.schema.alterTable('elsewhere').renameTo('request_budget').execute();
    askAgain();
    await expect(taken).resolves.toBeUndefined();
  });
});
