import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { slidingLimit } from './sliding-limit.ts';

test('no span of its length has more, wherever it begins', () => {
  const gaps = fc.array(fc.nat(120), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(gaps, (between) => {
      const limit = slidingLimit(5, 100);
      const passed: number[] = [];
      let at = 0;
      for (const gap of between) {
        at += gap;
        const wait = limit.take(at);
        // Refused is only who would be one too many.
        expect(wait > 0).toBe(passed.filter((time) => time > at - 100).length >= 5);
        if (wait === 0) passed.push(at);
      }
      for (const start of passed) {
        expect(passed.filter((time) => time >= start && time < start + 100).length).toBeLessThanOrEqual(5);
      }
    }),
  );
});

test('says when there is room again', () => {
  const limit = slidingLimit(2, 1000);
  expect([limit.take(0), limit.take(10), limit.take(400)]).toEqual([0, 0, 600]);
  expect(limit.take(1000)).toBe(0);
});
