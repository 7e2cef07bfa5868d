import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { runs } from '../../support/runs.ts';
import { loadLibrary } from '../../../content/load/library.ts';
import type { PackRecord } from '../../../content/record.ts';
import { sheetAt } from '../../../messages/answers/at.ts';
import { helpAnswer } from '../../../messages/answers/help.ts';
import { nothingFoundSheet } from '../../../messages/answers/nothing-found.ts';
import { postSourcesSheet } from '../../../messages/answers/post-sources.ts';
import { privacyAnswer } from '../../../messages/answers/privacy.ts';
import { shownPicture } from '../../../messages/pictures/picture.ts';
import { decodePlace, place } from '../../../messages/place.ts';
import type { Telling } from '../../../messages/say.ts';
import { pictureOf, sheetAnswer } from '../../../messages/sheet.ts';
import { loadLanguages } from '../../../messages/words.ts';
import { pressable } from '../../support/asking.ts';
import { everyPlace } from '../../support/every-place.ts';
import { brokenLimits } from '../../support/message-limits.ts';
import { crowdedPack, longWindedPack, riverPack, shelfOf } from '../../support/river-pack.ts';

const languages = await loadLanguages();

/** Stands for the picture of an answer that has one. */
const somePng = new Uint8Array(8);

/** Turns every page of every answer, and returns what breaks a limit with where it is. */
function brokenIn(record: PackRecord, shared: boolean): readonly string[] {
  return languages.all.flatMap((language) => {
    const telling: Telling = { record, language, speech: languages.in(language), shared };
    return everyPlace(record).flatMap((start) => {
      const back = place('claim', { subject: record.pack.claims[0]?.id ?? null, back: place('timeline') });
      const sheet = sheetAt({ ...start, back }, telling);
      const broken: string[] = [];
      for (let page = 0; ; page++) {
        const shown = { ...sheet, place: { ...start, page, back } };
        const picture = pictureOf(shown);
        const answer = sheetAnswer(shown, telling, picture && shownPicture(picture, somePng));
        broken.push(
          ...brokenLimits(answer).map((what) => `${language} ${start.view} ${start.subject}: ${what}`),
        );
        if (!JSON.stringify(answer).includes(`:${start.view}.${page + 1}`)) return broken;
      }
    });
  });
}

describe('every page of every answer is within the limits of a message', () => {
  let records: readonly PackRecord[] = [];
  beforeAll(async () => {
    const loaded = await loadLibrary(new URL('../../../content/packs/', import.meta.url));
    if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
    records = loaded.library.shelves.map(({ record }) => record);
  });

  test.each([false, true])('of the packs that are here (shared: %s)', (shared) => {
    expect(records).not.toHaveLength(0);
    for (const record of records) expect(brokenIn(record, shared)).toEqual([]);
  });

  test('of a pack with texts of any length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9000 }), fc.boolean(), (length, shared) => {
        expect(brokenIn(shelfOf(longWindedPack(length)).record, shared)).toEqual([]);
      }),
      runs(12),
    );
  });

  test('of a pack with a crowd of short events: ten to a page, each to be opened', () => {
    const { record } = shelfOf(crowdedPack(100));
    expect(brokenIn(record, false)).toEqual([]);
    const telling: Telling = { record, language: 'en', speech: languages.in('en'), shared: false };
    const lists = [0, 1, 10].map((page) => {
      const answer = sheetAnswer(sheetAt(place('timeline', { page }), telling), telling);
      return pressable(answer).flatMap(({ values }) => values).length;
    });
    expect(lists).toEqual([10, 10, 3]);
  });

  test('of the answers that are about no place', () => {
    for (const language of languages.all) {
      for (const pack of [riverPack(), longWindedPack(5000)]) {
        const { record } = shelfOf(pack);
        const telling: Telling = { record, language, speech: languages.in(language), shared: false };
        const openings = record.pack.claims.map(({ id }) => ({
          label: id.repeat(20),
          place: place('claim', { subject: id }),
        }));
        const answers = [
          helpAnswer(telling, { inServer: true, organises: 'server' }),
          helpAnswer(telling, { inServer: false, organises: 'nothing' }),
          privacyAnswer(null, telling.speech),
          sheetAnswer(nothingFoundSheet('*'.repeat(6000), openings, telling), telling),
          sheetAnswer(
            postSourcesSheet(place('post', { subject: 'AAAAAAAAAAAAAAAA' }), record.pack.claims, telling),
            telling,
          ),
        ];
        expect(answers.flatMap(brokenLimits)).toEqual([]);
      }
    }
  });
});

test('the pages together say all that there is to say', () => {
  const { record } = shelfOf(longWindedPack(3000));
  const telling: Telling = { record, language: 'en', speech: languages.in('en'), shared: false };
  const at = place('timeline');
  const sheet = sheetAt(at, telling);
  const pages: string[] = [];
  do {
    pages.push(JSON.stringify(sheetAnswer({ ...sheet, place: { ...at, page: pages.length } }, telling)));
  } while (pages.at(-1)?.includes(`:timeline.${pages.length}`));
  const said = pages.join('').match(/palabra/g)?.length ?? 0;
  const written =
    sheet.entries
      .map(({ text, source }) => text + source)
      .join('')
      .match(/palabra/g)?.length ?? 0;
  expect(said).toBeGreaterThanOrEqual(written);
});

test('a page that is too far leads to the last one', () => {
  const { record } = shelfOf(riverPack());
  const telling: Telling = { record, language: 'en', speech: languages.in('en'), shared: false };
  const far = sheetAnswer(sheetAt(place('timeline', { page: 400 }), telling), telling);
  expect(JSON.stringify(far)).toContain('March to the dam');
});

describe('a place in a custom id', () => {
  const { record } = shelfOf(riverPack());

  test('nonsense is no place and does no harm', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 30 }), { maxLength: 6 }), (steps) => {
        const telling: Telling = { record, language: 'en', speech: languages.in('en'), shared: false };
        const read = decodePlace(steps, record) ?? place('timeline');
        expect(brokenLimits(sheetAnswer(sheetAt(read, telling), telling))).toEqual([]);
      }),
    );
    for (const forged of ['claim.0', 'claim.0.AAAAAAAA', 'post.0', 'timeline.99999', 'demand.0.%00', '']) {
      expect(decodePlace([forged], record)).toBeUndefined();
    }
  });
});
