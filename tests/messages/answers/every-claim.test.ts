import { beforeAll, describe, expect, test } from 'vitest';
import { digitsIn } from '../../../content/check/figures.ts';
import { bareProblem } from '../../../content/check/qualifiers.ts';
import { loadLibrary } from '../../../content/load/library.ts';
import type { PackRecord } from '../../../content/record.ts';
import type { Claim, Qualifier } from '../../../content/schema/claim.ts';
import { sheetAt } from '../../../messages/answers/at.ts';
import { claimText } from '../../../messages/answers/facts.ts';
import { asOfDate } from '../../../messages/dates.ts';
import { place, type Place } from '../../../messages/place.ts';
import type { Telling } from '../../../messages/say.ts';
import { sheetAnswer, type Entry } from '../../../messages/sheet.ts';
import { loadLanguages } from '../../../messages/words.ts';
import { readAloud } from '../../support/asking.ts';
import { everyPlace } from '../../support/every-place.ts';

const languages = await loadLanguages();
/** A document's words for each qualifier. */
const inDocument: Readonly<Record<Exclude<Qualifier, 'exact'>, string>> = {
  'at-least': 'at least',
  'more-than': 'more than',
  nearly: 'nearly',
  about: 'about',
  estimated: 'an estimated',
  'up-to': 'up to',
};
let tellings: readonly Telling[] = [];

beforeAll(async () => {
  const loaded = await loadLibrary(new URL('../../../content/packs/', import.meta.url));
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  tellings = loaded.library.shelves.flatMap(({ record }) =>
    record.pack.languages.map((language) => ({
      record,
      language,
      speech: languages.in(language),
      shared: false,
    })),
  );
});

/** Everything that an answer says, on all its pages. */
function saidAt(at: Place, telling: Telling): string {
  const sheet = sheetAt(at, telling);
  const pages: string[] = [];
  for (let page = 0; ; page += 1) {
    const answer = sheetAnswer({ ...sheet, place: { ...at, page } }, telling);
    pages.push(readAloud(answer));
    if (!JSON.stringify(answer).includes(`.${page + 1}`)) return pages.join('\n');
  }
}

/** The claim that an entry of an answer tells. */
function toldBy({ opens }: Entry, record: PackRecord): Claim | undefined {
  return opens?.place.view === 'claim' && opens.place.subject !== null
    ? record.claim(opens.place.subject)
    : undefined;
}

function numbersOf(claim: Claim): readonly { readonly value: number; readonly qualifier: Qualifier }[] {
  if (claim.kind === 'casualties') return [{ value: claim.number, qualifier: claim.qualifier }];
  return 'numbers' in claim ? claim.numbers : [];
}

describe('every claim of the packs that are here, in every language of its pack', () => {
  test('is told with each of its documents, the paragraph and as of when', () => {
    expect(tellings.length).toBeGreaterThan(1);
    for (const telling of tellings) {
      const { record, speech } = telling;
      for (const claim of record.pack.claims) {
        const said = saidAt(place('claim', { subject: claim.id }), telling);
        expect(said).toContain(claimText(claim, telling));
        for (const { citation, source } of record.citationsOf(claim)) {
          const line = said
            .split('\n')
            .find(
              (one) =>
                one.startsWith('-# ') &&
                one.includes(source.title) &&
                new RegExp(String.raw`[ ,]${citation.paragraph}(?:,| ·)`).test(one),
            );
          expect([claim.id, line]).toEqual([
            claim.id,
            expect.stringContaining(asOfDate(claim.asOf ?? source.date, speech)),
          ]);
        }
      }
    }
  });

  test('is told nowhere without them', () => {
    for (const telling of tellings) {
      const told = new Set<string>();
      for (const at of everyPlace(telling.record)) {
        for (const entry of sheetAt(at, telling).entries) {
          const claim = toldBy(entry, telling.record);
          if (!claim) continue;
          told.add(claim.id);
          const dates = telling.record
            .citationsOf(claim)
            .map(({ source }) => asOfDate(claim.asOf ?? source.date, telling.speech));
          const dated = dates.some((date) => entry.source?.includes(date));
          expect([at.view, claim.id, entry.source, dated]).toEqual([at.view, claim.id, entry.source, true]);
        }
      }
      expect(told.size).toBe(telling.record.pack.claims.length);
    }
  });

  test('gives no number bare that its document qualifies', () => {
    let looked = 0;
    for (const telling of tellings) {
      for (const at of everyPlace(telling.record)) {
        const sheet = sheetAt(at, telling);
        const subject = at.view === 'claim' ? telling.record.claim(at.subject ?? '') : undefined;
        const texts = [
          ...sheet.entries.map((entry) => ({ claim: toldBy(entry, telling.record), text: entry.text })),
          ...sheet.entries.slice(0, 1).map(({ text }) => ({ claim: subject, text })),
          { claim: subject, text: sheet.lead },
        ];
        for (const { claim, text } of texts) {
          for (const { value, qualifier } of claim ? numbersOf(claim) : []) {
            if (qualifier === 'exact') continue;
            for (const line of text.split(/\n|(?<=[.;]) /)) {
              if (!digitsIn(line).includes(String(value))) continue;
              looked += 1;
              const document = { text: `${inDocument[qualifier]} ${value}`, language: 'en' };
              const written = { text: line, language: telling.language };
              expect([line, bareProblem(String(value), written, [document])]).toEqual([line, undefined]);
            }
          }
        }
      }
    }
    expect(looked).toBeGreaterThan(50);
  });
});
