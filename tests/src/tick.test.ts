import { afterEach, describe, expect, test } from 'vitest';
import { startTick, type Tick } from '../../src/tick.ts';
import { quiet, signal } from '../support/signals.ts';

const everySecond = '* * * * * *';
const rarely = '0 0 0 1 1 *';

describe('the tick', () => {
  const ticks: Tick[] = [];
  const start = (
    expression: string,
    run: () => Promise<void>,
    log: Parameters<typeof startTick>[0]['log'] = quiet,
  ) => {
    const tick = startTick({ expression, run, log });
    ticks.push(tick);
    return tick;
  };
  afterEach(async () => {
    await Promise.all(ticks.splice(0).map((tick) => tick.stop()));
  });

  test('runs at once, without waiting for the clock', async () => {
    const ran = signal();
    start(rarely, async () => ran.give());
    expect(await ran.given).toBeUndefined();
  });

  test('runs again, also after a run that failed, and says so', async () => {
    const third = signal();
    const errors: unknown[] = [];
    let runs = 0;
    start(
      everySecond,
      async () => {
        runs += 1;
        if (runs === 3) third.give();
        if (runs < 3) throw new Error('the database is away');
      },
      { warn: () => {}, error: (...what: unknown[]) => errors.push(what) },
    );
    await third.given;
    expect(errors).toHaveLength(2);
  });

  test('never runs twice at the same time', async () => {
    const free = signal();
    const beats = signal();
    let slow = 0;
    let beat = 0;
    start(everySecond, async () => {
      slow += 1;
      await free.given;
    });
    start(everySecond, async () => {
      beat += 1;
      if (beat === 3) beats.give();
    });
    await beats.given;
    expect(slow).toBe(1);
    free.give();
  });

  test('stops when what runs is done, and runs no more', async () => {
    const begun = signal();
    const free = signal();
    const order: string[] = [];
    const tick = start(rarely, async () => {
      begun.give();
      await free.given;
      order.push('done');
    });
    await begun.given;
    const stopped = tick.stop().then(() => order.push('stopped'));
    const again = tick.stop();
    free.give();
    await Promise.all([stopped, again]);
    expect(order).toEqual(['done', 'stopped']);
  });

  test('refuses an expression that is none', () => {
    expect(() => startTick({ expression: 'often', run: async () => {}, log: quiet })).toThrow(
      'expected 5 or 6 fields',
    );
  });
});
