import { expect, test } from 'vitest';
import { keptSheets } from '../../../messages/answers/kept.ts';
import { place } from '../../../messages/place.ts';
import { loadLanguages } from '../../../messages/words.ts';
import { loadLibrary } from '../../../content/load/library.ts';

const languages = await loadLanguages();
const loaded = await loadLibrary(new URL('../../../content/packs/', import.meta.url));
const [shelf] = loaded.ok ? loaded.library.shelves : [];
if (shelf === undefined) throw new Error('no pack');
const telling = { record: shelf.record, speech: languages.in('en'), language: 'en', shared: false };

function counting() {
  const made: string[] = [];
  let drawn = 0;
  const sheetAt = keptSheets((at, { language, shared }) => {
    made.push(`${at.view} ${at.page} ${language} ${shared ? 'shared' : 'private'}`);
    return {
      lead: `lead ${made.length}`,
      entries: [],
      place: at,
      picture: () => {
        drawn += 1;
        return undefined;
      },
    };
  });
  return { made, drawn: () => drawn, sheetAt };
}

test('the same question is answered with what was made before, its picture too', () => {
  const { made, drawn, sheetAt } = counting();
  const first = sheetAt(place('timeline'), telling);
  first.picture?.();
  const second = sheetAt(place('timeline'), telling);
  second.picture?.();
  expect(second).toBe(first);
  expect(made).toHaveLength(1);
  expect(drawn()).toBe(1);
});

test('another page, language, speech or reader is another answer', () => {
  const { made, sheetAt } = counting();
  const leads = [
    sheetAt(place('timeline'), telling),
    sheetAt(place('timeline', { page: 1 }), telling),
    sheetAt(place('timeline'), { ...telling, language: 'es' }),
    sheetAt(place('timeline'), { ...telling, speech: languages.in('es') }),
    sheetAt(place('timeline'), { ...telling, shared: true }),
    sheetAt(place('demands'), telling),
  ].map(({ lead }) => lead);
  expect(new Set(leads).size).toBe(6);
  expect(made).toHaveLength(6);
});

test('of a hundred and more, the one that was not asked for the longest is made anew', () => {
  const { made, sheetAt } = counting();
  const page = (number: number) => sheetAt(place('timeline', { page: number }), telling);
  for (let number = 0; number < 100; number += 1) page(number);
  page(0);
  page(100);
  expect(made).toHaveLength(101);
  page(0);
  expect(made).toHaveLength(101);
  page(1);
  expect(made).toHaveLength(102);
});
