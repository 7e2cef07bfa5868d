import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../support/runs.ts';
import { comparer, type Comparison } from '../../../content/compare/compare.ts';
import { readable } from '../../../content/compare/readable.ts';
import { packRecord } from '../../../content/record.ts';
import { riverPack } from '../../support/river-pack.ts';
import { peru, record } from '../../support/peru.ts';

const longest = 4_000;
const filled = (piece: string): string => piece.repeat(Math.ceil(longest / piece.length)).slice(0, longest);
const hostile = [
  'a',
  'A',
  '1',
  '1 ',
  '1.',
  '1,000',
  '1-',
  '1/2/',
  '100%',
  '2023-01-',
  '%',
  '\n',
  '(((',
  '."',
  "'s ",
  'ñ',
  '\u0301',
  '👩‍👩‍👧',
  '\ud800',
  '\0',
  'https://',
  'de ',
  'of the ',
  'twenty ',
  'veinte y ',
  'one hundred and ',
  'mil ',
  'killed ',
  'Juliaca ',
  'Dina Boluarte ',
  'San Martín de ',
  'A a ',
  'Jan ',
  '9 de enero ',
  '19 and ',
  'Sonia Aguilar, 35, ',
  'police killed 19 and ',
  '19 killed in Juliaca on January 9. ',
  'Nobody was killed in Juliaca\n',
];

function lists({ unknown, mentioned, similar }: Comparison): readonly string[] {
  return [
    ...unknown.numbers,
    ...unknown.names,
    ...unknown.dates,
    ...mentioned,
    ...similar.map(({ written }) => written),
  ];
}

describe('whatever the text is', () => {
  test.each(hostile)('a message full of %j takes no time to speak of', (piece) => {
    const text = filled(piece);
    const times = Array.from({ length: 3 }, () => {
      const start = performance.now();
      peru.compare(text);
      return performance.now() - start;
    });
    // Something like 30 ms where nothing else runs; a pattern that goes back and forth would take many seconds.
    expect(Math.min(...times)).toBeLessThan(2_000);
  });

  test('only what stands in the text is quoted, and only claims of the record are named', () => {
    const words = fc.constantFrom(
      ...hostile,
      '49',
      ' ',
      ', ',
      'civiles',
      'in Lima',
      '12 000',
      'January 9',
      '. ',
      'Carlos ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.array(words, { maxLength: 40 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (written) => {
        const given = readable(written);
        const comparison = peru.compare(written);
        for (const part of lists(comparison)) expect(given).toContain(part.replace(/%$/, ''));
        for (const { quote, claims } of comparison.findings) {
          expect(given).toContain(quote.replace(/^… /, '').replace(/ …$/, ''));
          expect(claims.length).toBeGreaterThan(0);
          for (const { id } of claims) expect(record.claim(id)).toBeDefined();
        }
      }),
      runs(300),
    );
  });

  test('a number is the same only when every digit is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1_000_000 }), (number) => {
        const [finding] = peru.compare(`Brazil sold ${number} tear gas canisters to Peru`).findings;
        expect(finding?.verdict === 'same').toBe(number === 28_960);
        const [juliaca] = peru.compare(`${number} people were killed in Juliaca on 9 January 2023`).findings;
        expect(juliaca?.verdict === 'same').toBe(number === 19);
      }),
    );
  });

  test('a number is read however its thousands are divided', () => {
    for (const written of [
      '12000',
      '12,000',
      '12.000',
      '12 000',
      '12\u00a0000',
      '12 mil',
      'doce mil',
      '12k',
    ]) {
      const found = peru.compare(`${written} policías en Lima`).findings.map(({ claims }) => claims[0]?.id);
      expect([written, found]).toEqual([written, ['12000-police-in-lima']]);
    }
  });
});

describe('every number of the record', () => {
  const listed = record.pack.claims.filter(
    (claim) => claim.kind === 'casualties' || ('numbers' in claim && claim.numbers.length > 0),
  );
  test.each(['en', 'es'])('is found again in the words of its own claim (%s)', (language) => {
    const missed = listed.filter((claim) => {
      const { findings } = peru.compare(claim.text[language] ?? '');
      return !findings.some(({ claims }) => claims.includes(claim));
    });
    expect(missed.map(({ id }) => id)).toEqual([]);
  });
});

describe('a withheld name', () => {
  const river = comparer(packRecord(riverPack()));

  test('is neither known nor unknown, nor is anything said of the person', () => {
    const { findings, mentioned, similar, unknown } = river.compare('Ana Oculta was hurt. I know Oculta.');
    expect(findings.flatMap(({ claims }) => claims.map(({ id }) => id))).not.toContain('person-withheld');
    expect(JSON.stringify([mentioned, similar, unknown])).not.toContain('Oculta');
  });

  test('is not given away by what happened to the person', () => {
    const pack = riverPack();
    const told = 'A teacher of the valley school was hurt by guards near the sluice gates';
    const claims = pack.claims.map((claim) =>
      claim.id === 'person-withheld' ? { ...claim, text: { en: told, es: told } } : claim,
    );
    expect(comparer(packRecord({ ...pack, claims })).compare(told).findings).toEqual([]);
    const open = claims.map((claim) =>
      claim.id === 'person-withheld' ? { ...claim, withheld: false } : claim,
    );
    const { findings } = comparer(packRecord({ ...pack, claims: open })).compare(told);
    expect(findings[0]?.claims[0]?.id).toBe('person-withheld');
  });

  test('other names are', () => {
    expect(river.compare('Inês Exemplo was killed').findings[0]?.claims[0]?.id).toBe('person-named');
    expect(river.compare('Rita Nova was killed').unknown.names).toEqual(['Rita Nova']);
  });
});
