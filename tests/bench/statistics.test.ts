import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { median, percentile, steadyRate } from './statistics.ts';

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });

describe('percentile', () => {
  test('is a measured value by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 1)).toBe(100);
    expect(percentile(hundred, 0)).toBe(1);
    expect(percentile([7], 0.99)).toBe(7);
  });

  test('leaves at least that share at or below it, and less below any smaller value', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (measured, share) => {
        const found = percentile(measured, share);
        expect(measured).toContain(found);
        const upTo = measured.filter((value) => value <= found).length;
        const below = measured.filter((value) => value < found).length;
        expect(upTo).toBeGreaterThanOrEqual(share * measured.length - 1e-9);
        expect(below).toBeLessThan(share * measured.length + 1e-9);
      }),
    );
  });

  test('of nothing, or of no share, there is none', () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
    expect(() => percentile([1], 1.5)).toThrow(RangeError);
    expect(() => percentile([1], Number.NaN)).toThrow(RangeError);
  });
});

describe('median', () => {
  test('is the middle, whatever the order', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (measured) => {
        expect(median(measured.toReversed()) === median(measured)).toBe(true);
      }),
    );
  });
});

describe('steadyRate', () => {
  test('passes over the burst at the beginning', () => {
    // 50 at once, and then one each 20 ms.
    const times = [...Array<number>(50).fill(0), ...Array.from({ length: 100 }, (_, n) => (n + 1) * 20)];
    expect(steadyRate(times, 50)).toBeCloseTo(50);
    expect(steadyRate(times, 1)).toBeGreaterThan(70);
  });

  test('too few times have none', () => {
    expect(() => steadyRate([1, 2, 3], 3)).toThrow(RangeError);
    expect(() => steadyRate([], 50)).toThrow(RangeError);
  });
});
