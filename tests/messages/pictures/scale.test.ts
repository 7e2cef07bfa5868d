import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber, numberTicks, timeScale } from '../../../messages/pictures/scale.ts';

test('numbers have an axis of few round steps on which the greatest has room to its right', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (greatest) => {
      const ticks = numberTicks(greatest);
      expect(ticks[0]).toBe(0);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(greatest, 1) * 1.25);
      expect(ticks.every(Number.isInteger)).toBe(true);
    }),
  );
  expect(numberTicks(70)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(numberTicks(3)).toEqual([0, 1, 2, 3, 4]);
});

test('days have an axis of at most eight steps that holds them all', () => {
  const day = fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, day, (a, b) => {
      const [first = '', last = ''] = [a, b].toSorted();
      const { from, to, ticks } = timeScale(first, last);
      expect(from).toBeLessThanOrEqual(dayNumber(first));
      expect(to).toBeGreaterThan(dayNumber(last));
      expect(ticks.length).toBeGreaterThan(0);
      expect(ticks.length).toBeLessThanOrEqual(8);
      expect(ticks[0]).toBe(from);
    }),
  );
  expect(timeScale('2022-12-07', '2023-07-20')).toMatchObject({
    unit: 'month',
    from: dayNumber('2022-12-01'),
    to: dayNumber('2023-08-01'),
  });
  expect(timeScale('2023-07-19', '2023-07-20')).toMatchObject({ unit: 'day' });
  expect(timeScale('1990-05-01', '2023-07-20')).toMatchObject({
    unit: 'year',
    from: dayNumber('1990-01-01'),
  });
});
