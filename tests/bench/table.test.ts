import { expect, test } from 'vitest';
import { interleaved, type Row } from './bench.ts';
import { brief, tableOf } from './table.ts';

const row: Row = {
  what: 'a tick',
  unit: 'ms',
  ours: 4.25,
  beside: { name: 'small', value: 4 },
  compared: '1.06 ×',
  goal: { text: '≤ 2 ×', met: false },
  runs: { ours: [4.25, 5], beside: [4] },
};

test('a missed goal is said, and not while goals are not judged', () => {
  expect(tableOf([row], true)).toMatch(
    /a tick +4\.25 ms +small 4 ms +1\.06 × +≤ 2 × +MISSED +4\.25 5 \| 4$/m,
  );
  expect(tableOf([row], false)).toContain('not judged');
  expect(tableOf([{ ...row, goal: { text: '≤ 2 ×', met: true } }], true)).toMatch(/ met /);
});

test('columns stand below each other', () => {
  const [first, second] = tableOf([row, { ...row, what: 'a much longer name' }], true)
    .split('\n')
    .slice(1);
  expect(first?.indexOf('4.25')).toBe(second?.indexOf('4.25'));
});

test('numbers have about three digits', () => {
  expect([0, 12, 1234.56, 12.345, 0.01234].map(brief)).toEqual(['0', '12', '1235', '12.3', '0.012']);
});

test('interleaved rounds begin with another case each', async () => {
  const order: string[] = [];
  const measured = await interleaved(3, {
    a: async (round) => order.push(`a${round}`),
    b: async (round) => order.push(`b${round}`),
  });
  expect(order).toEqual(['a0', 'b0', 'b1', 'a1', 'a2', 'b2']);
  expect(measured).toEqual({ a: [1, 4, 5], b: [2, 3, 6] });
});
