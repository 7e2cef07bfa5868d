import { describe, expect, test } from 'vitest';
import { createFiles } from '../../../src/files/files.ts';
import { encode, good, known } from '../../support/campaign-file.ts';

const silent = { error() {}, info() {} };

const kilo = (text: string, count: number): string => text.repeat(count);
const bombs: readonly (readonly [string, 'campaign' | 'csv' | 'ics', string])[] = [
  [
    'a hundred thousand flat keys',
    'campaign',
    Array.from({ length: 60_000 }, (_, index) => `k${index}: 1`).join('\n'),
  ],
  ['lists in lists', 'campaign', kilo('[', 500_000)],
  ['groups in groups', 'campaign', kilo('{a: ', 100_000)],
  ['lists on one line', 'campaign', kilo('- ', 250_000)],
  ['quotes', 'campaign', kilo('"', 500_000)],
  [
    'a billion laughs',
    'campaign',
    `a: &a [1,1,1,1,1,1,1,1,1]\n${Array.from({ length: 30 }, (_, index) => `${String.fromCodePoint(98 + index)}: &${String.fromCodePoint(98 + index)} [${kilo(`*${String.fromCodePoint(97 + index)},`, 9)}]`).join('\n')}`,
  ],
  ['anchors', 'campaign', Array.from({ length: 40_000 }, (_, index) => `- &a${index} 1`).join('\n')],
  ['stairs', 'campaign', Array.from({ length: 1_000 }, (_, index) => `${kilo(' ', index)}a:`).join('\n')],
  ['documents', 'campaign', good + kilo('---\n', 100_000)],
  ['comments', 'campaign', kilo('#\n', 250_000)],
  ['keys without values', 'campaign', kilo('? ', 250_000)],
  ['backslashes', 'campaign', `a: "${kilo('\\\\', 200_000)}`],
  ['blanks before a colon', 'campaign', `a${kilo(' ', 500_000)}: 1`],
  ['a hundred thousand rows', 'csv', `title\n${kilo('a\n', 100_000)}`],
  ['one row without an end', 'csv', `title\n${kilo('a', 1_000_000)}`],
  ['a quote that is never closed', 'csv', `title\n"${kilo('a\n', 400_000)}`],
  ['quotes in a table', 'csv', `title\n${kilo('"', 900_000)}`],
  ['columns', 'csv', kilo('title,', 150_000)],
  [
    'thousands of events',
    'ics',
    `BEGIN:VCALENDAR\n${kilo('BEGIN:VEVENT\nEND:VEVENT\n', 20_000)}END:VCALENDAR`,
  ],
  ['calendars in calendars', 'ics', kilo('BEGIN:VCALENDAR\n', 60_000)],
  [
    'one long property',
    'ics',
    `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:${kilo('a', 900_000)}\nEND:VEVENT\nEND:VCALENDAR`,
  ],
  [
    'parameters',
    'ics',
    `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY;${kilo('X=Y;', 200_000)}:a\nEND:VEVENT\nEND:VCALENDAR`,
  ],
  [
    'folded lines',
    'ics',
    `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a${kilo('\n a', 300_000)}\nEND:VEVENT\nEND:VCALENDAR`,
  ],
];

describe('a file that is made to take long', () => {
  test.each(bombs)('%s (%s)', { timeout: 20_000 }, async (what, kind, text) => {
    const files = createFiles({ log: silent });
    const bytes = encode(text);
    const result =
      kind === 'campaign' ? await files.campaign(bytes, known) : await files.actions(kind, bytes);
    const harmless = what === 'documents' || what === 'parameters' ? ['campaign', 'actions'] : [];
    expect(['problems', 'too-slow', 'failed', ...harmless]).toContain(result.kind);
  });

  test(
    'is ended, thread and all, while the process goes on, and the next one is read',
    { timeout: 60_000 },
    async () => {
      const told: string[] = [];
      const files = createFiles({
        log: { error() {}, info: (...said: readonly unknown[]) => void told.push(String(said[1])) },
        timeoutMs: 300,
        reader: new URL('./endless-thread.ts', import.meta.url),
      });
      // The turn of the event loop comes while the thread turns on and on.
      const turned = new Promise((resolve) => setImmediate(() => resolve('turned')));
      const reading = files.campaign(encode(good), known);
      expect(await turned).toBe('turned');
      expect(await reading).toEqual({ kind: 'too-slow' });
      expect(told).toEqual(['reading a file was ended']);
      expect((await createFiles({ log: silent }).campaign(encode(good), known)).kind).toBe('campaign');
    },
  );

  test('and of many at once, those who come last are asked to come again', { timeout: 60_000 }, async () => {
    const files = createFiles({ log: silent, most: 2 });
    const all = await Promise.all(Array.from({ length: 5 }, () => files.campaign(encode(good), known)));
    expect(all.map(({ kind }) => kind)).toEqual(['campaign', 'campaign', 'busy', 'busy', 'busy']);
    expect((await files.campaign(encode(good), known)).kind).toBe('campaign');
  });
});
