import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearest } from '../../content/nearest.ts';
import { parseEdtf } from '../../content/schema/edtf.ts';
import { packFileSchema } from '../../scripts/generate-schemas.ts';

test('the JSON Schema for editors is current', async () => {
  const file = new URL('../../content/schema/pack-file.schema.json', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(await packFileSchema());
});

describe('dates', () => {
  test.each([
    ['2023', 'year', '2023-01-01', '2023-12-31', false],
    ['2024-02', 'month', '2024-02-01', '2024-02-29', false],
    ['2023-01-19~', 'day', '2023-01-19', '2023-01-19', true],
    ['2022-12/2023-02', 'interval', '2022-12-01', '2023-02-28', false],
    ['2022~/2023-02-03', 'interval', '2022-01-01', '2023-02-03', true],
  ])('%s', (written, precision, first, last, approximate) => {
    expect(parseEdtf(written)).toEqual({ written, precision, first, last, approximate });
  });

  test.each([
    '',
    '23',
    '2023-13',
    '2023-00',
    '2023-02-29',
    '2023-1-1',
    '2023/2022',
    '2023/',
    '/2023',
    '2021/2022/2023',
    '2023-01-01T00:00',
    '~2023',
  ])('"%s" is none', (written) => {
    expect(parseEdtf(written)).toBeUndefined();
  });

  test('every day of the calendar is one', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          const written = date.toISOString().slice(0, 10);
          expect(parseEdtf(written)).toMatchObject({ precision: 'day', first: written, last: written });
        },
      ),
    );
  });
});

describe('what was meant', () => {
  test.each([
    ['rember', ['remember', 'number'], 'remember'],
    ['gazete', ['herald', 'gazette'], 'gazette'],
    ['resumen', ['resumen-2023-07', 'other'], 'resumen-2023-07'],
    ['ttile', ['title', 'text'], 'title'],
    ['zzz', ['title', 'text'], undefined],
    ['', ['a', 'b'], undefined],
    ['same', ['same'], undefined],
  ])('%s of %j is %s', (word, candidates, meant) => {
    expect(nearest(word, candidates)).toBe(meant);
  });
});
