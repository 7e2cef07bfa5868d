import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadLibrary } from '../../../content/load/library.ts';
import { textWidth, wrapped } from '../../../messages/pictures/measure.ts';

const require = createRequire(import.meta.url);
const fontFiles = ['400Regular/NotoSans_400Regular.ttf', '700Bold/NotoSans_700Bold.ttf'].map((file) =>
  require.resolve(`@expo-google-fonts/noto-sans/${file}`),
);

/** How wide the font really is. */
function drawnWidth(said: string, bold: boolean): number {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="80"><text y="40" font-family="Noto Sans" font-size="20" font-weight="${bold ? 700 : 400}">${said.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text></svg>`;
  const font = { loadSystemFonts: false, fontFiles };
  return new Resvg(svg, { font }).getBBox()?.width ?? 0;
}

test('no line of the packs is wider than it was thought to be, and none much narrower', async () => {
  const loaded = await loadLibrary(new URL('../../../content/packs/', import.meta.url));
  if (!loaded.ok) throw new Error('the packs do not load');
  const texts = loaded.library.shelves.flatMap(({ record }) =>
    record.pack.claims.slice(0, 60).flatMap(({ text }) => Object.values(text)),
  );
  const lines = texts.flatMap((text) => wrapped(text, { size: 20, width: 500, most: 2 }));
  expect(lines.length).toBeGreaterThan(100);
  for (const bold of [false, true]) {
    for (const line of lines.filter(({ length }) => length > 10)) {
      const drawn = drawnWidth(line, bold);
      expect(drawn, line).toBeGreaterThan(0);
      expect(textWidth(line, 20, bold) / drawn, line).toBeGreaterThanOrEqual(1);
      expect(textWidth(line, 20, bold) / drawn, line).toBeLessThan(1.3);
    }
  }
});

test('a text is broken into lines that fit, and into no more than asked for', () => {
  const widths = { size: 20, width: 300 };
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.integer({ min: 1, max: 5 }),
      (text, most) => {
        const lines = wrapped(text, { ...widths, most });
        expect(lines.length).toBeLessThanOrEqual(most);
        for (const line of lines) expect(textWidth(line, 20)).toBeLessThanOrEqual(300);
      },
    ),
  );
  expect(wrapped('one two three four', { size: 20, width: 90, most: 3 })).toEqual([
    'one two',
    'three',
    'four',
  ]);
  expect(wrapped('one two three four', { size: 20, width: 90, most: 2 })).toEqual(['one two', 'three …']);
  expect(wrapped('all *(only in Spanish)*', { ...widths, most: 1 })).toEqual(['all (only in Spanish)']);
  expect(wrapped('a'.repeat(60), { ...widths, most: 9 }).join('')).toBe('a'.repeat(60));
});
