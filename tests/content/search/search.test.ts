import { beforeAll, describe, expect, test } from 'vitest';
import { packRecord } from '../../../content/record.ts';
import { packSearch } from '../../../content/search/search.ts';
import type { Search } from '../../../content/library.ts';
import { givenPack, manifest } from '../given.ts';

/** A claim in one line. */
const claim = (id: string, kind: string, en: string, es: string, extra = ''): string =>
  [
    `  - { id: ${id}, kind: ${kind}, text: { en: '${en}', es: '${es}' }${extra === '' ? '' : `, ${extra}`},`,
    `      citations: [{ document: gazette, paragraph: 1, terms: [x] }] }`,
    '',
  ].join('\n');

const title = (en: string, es: string): string => `title: { en: '${en}', es: '${es}' }`;

const pack = `${manifest}
sources:
  - { id: gazette, title: The Morning Gazette, author: Inês Conceição, publisher: Tide Press, date: 1974-02-10, language: en, sha256: ${'a'.repeat(64)} }
  - { id: herald, title: Herald of 1973, date: 1973, language: en, sha256: ${'b'.repeat(64)} }
demands:
  - { id: eight-hours, ${title('An eight-hour day', 'Jornada de ocho horas')} }
synonyms:
  - [Cuzco, Cusco]
  - [tear gas, teargas, lacrimógenas]
  - [IACHR, CIDH]
  - [Dos de Mayo, 2 de Mayo]
claims:
${[
  claim(
    'later',
    'event',
    'Dockers marched',
    'Los estibadores marcharon',
    `date: 1974-05-02, ${title('May march', 'Marcha de mayo')}`,
  ),
  claim(
    'walkout',
    'event',
    'Dockers left',
    'Los estibadores se fueron',
    `date: 1973-01-09, ${title('Lockout at Setúbal', 'Cierre patronal en Setúbal')}`,
  ),
  claim('gas', 'tactic', 'Police fired teargas canisters', 'La policía lanzó bombas lacrimógenas'),
  claim('tear', 'statement', 'A tear in the sail let gas out', 'Una rasgadura de la vela'),
  claim('square', 'statement', 'They met in Dos de Mayo Square', 'Se reunieron en la plaza Dos de Mayo'),
  claim('cuzco', 'statement', 'Trains to Cuzco stopped', 'Pararon los trenes al Cusco'),
  claim('report', 'finding', 'The IACHR found abuse', 'La CIDH halló abusos'),
  claim(
    'crowd',
    'figure',
    '12,000 officers and 81.6% of voters',
    '12 000 agentes y el 81,6 % de los votantes',
  ),
  claim('setubal', 'statement', 'Ships left Setúbal and no lockout was called off', 'Barcos'),
  claim('english', 'statement', 'sorrow', 'nada'),
  claim('spanish', 'statement', 'nothing', 'sorrow'),
  claim(
    'person',
    'person',
    'A worker was hurt',
    'Una trabajadora resultó herida',
    'name: Núria Ferré, harm: injured',
  ),
  claim(
    'hidden',
    'person',
    'A man was hurt',
    'Un hombre resultó herido',
    'name: Xavier Quim, harm: injured, withheld: true',
  ),
  claim(
    'wants',
    'demand',
    'They want rest',
    'Quieren descanso',
    `demand: eight-hours, who: { en: The stokers, es: Los fogoneros }`,
  ),
].join('')}`;

let search: Search;
beforeAll(async () => {
  search = packSearch(packRecord((await givenPack({ 'pack.yaml': pack })).pack));
});

const find = (query: string, language = 'en', kinds?: string[]): string[] =>
  search.find(query, { language, limit: 25, ...(kinds ? { kinds } : {}) }).map(({ id }) => id);

describe('words', () => {
  test('case and accents do not matter, in either direction', () => {
    expect(find('SETUBAL')).toEqual(find('Setúbal'));
    expect(find('setubal')).toEqual(['walkout', 'setubal']);
    expect(find('nuria ferre')).toEqual(['person']);
    expect(find('Ínés')).toEqual(['gazette']);
  });

  test('typos are forgiven', () => {
    expect(find('setubla')).toContain('walkout');
    expect(find('stibadores')).toContain('later');
    expect(find('lokout')).toContain('walkout');
  });

  test('the beginning of a word is enough', () => {
    expect(find('canist')).toEqual(['gas']);
    expect(find('se').length).toBeGreaterThan(0);
  });

  test('a title weighs more than a text', () => {
    expect(find('lockout')[0]).toBe('walkout');
    expect(find('lockout')).toContain('setubal');
  });

  test('the language asked for weighs more than another', () => {
    expect(find('sorrow', 'en')).toEqual(['english', 'spanish']);
    expect(find('sorrow', 'es')).toEqual(['spanish', 'english']);
  });

  test('people, authors, publishers, speakers and the demand of a claim are found', () => {
    expect(find('Ferré')).toEqual(['person']);
    expect(find('conceicao')).toEqual(['gazette']);
    expect(find('tide press')).toEqual(['gazette']);
    expect(find('stokers')).toEqual(['wants']);
    expect(find('ocho horas')).toEqual(['eight-hours', 'wants']);
  });

  test('a withheld name finds nothing', () => {
    expect(find('Xavier Quim')).toEqual([]);
  });

  test('what has only some of the words comes after what has all', () => {
    expect(find('lockout at the harbour of Setúbal')[0]).toBe('walkout');
    expect(find('unheardof lockout')).toContain('walkout');
    expect(find('zzzzzzz')).toEqual([]);
  });
});

describe('questions', () => {
  test('the words that only make a question of it are not looked for', () => {
    expect(find('what is the lockout about')).toEqual(find('lockout'));
    expect(find('¿Qué pasó en Setúbal?', 'es')).toEqual(find('Setúbal', 'es'));
    expect(find('how many officers were there')).toEqual(['crowd']);
  });

  test('unless there are no others, or they are months', () => {
    expect(find('what is a')).not.toEqual([]);
    expect(find('what happened in May 1974')[0]).toBe('later');
    expect(find('what happened in may?')[0]).toBe('later');
    expect(find('in May 1975')).toEqual([]);
  });

  test('a demand is also found by the words in which it is raised', () => {
    expect(find('rest', 'en', ['demand-list'])).toEqual(['eight-hours']);
  });

  test('words by which nothing is found are told', () => {
    expect(search.unknown('the lockout of zebras in Setúbal')).toEqual(['zebras']);
    expect(search.unknown('tear gas, 1999')).toEqual(['1999']);
    expect(search.unknown('lokout')).toEqual([]);
    expect(search.unknown('what is it')).toEqual([]);
    expect(search.unknown('')).toEqual([]);
  });
});

describe('months', () => {
  test('are found by their short names, in the middle of a query too', () => {
    expect(find('jan 9')).toEqual(['walkout']);
    expect(find('Jan 1973')).toEqual(['walkout']);
    expect(find('ene 1973', 'es')).toEqual(['walkout']);
  });

  test('are not misspelt ones of each other', async () => {
    const july = packSearch(
      packRecord((await givenPack({ 'pack.yaml': pack.replace('1974-05-02', '1974-07-02') })).pack),
    );
    const inSpanish = (query: string): number => july.find(query, { language: 'es', limit: 9 }).length;
    expect([inSpanish('julio'), inSpanish('junio')]).toEqual([1, 0]);
  });
});

describe('numbers', () => {
  test('match exactly', () => {
    expect(find('1973')).toEqual(['herald', 'walkout']);
    expect(find('1974')).toEqual(expect.arrayContaining(['later', 'gazette']));
    expect(find('1974')).not.toContain('walkout');
    expect(['1972', '19', '197', '19733', '73'].filter((other) => find(other).length > 0)).toEqual([]);
  });

  test('are the same with and without separators', () => {
    expect(['12000', '12,000', '12.000', '12 000'].map((written) => find(written))).toEqual(
      ['12000', '12,000', '12.000', '12 000'].map(() => ['crowd']),
    );
    expect(['81.6', '81,6', '81.6%'].map((written) => find(written))).toEqual(
      ['81.6', '81,6', '81.6%'].map(() => ['crowd']),
    );
    expect(['12', '000', '81', '6', '120'].filter((other) => find(other).length > 0)).toEqual([]);
  });

  test('are not given up when other words match', () => {
    expect(find('lockout 1974')).toEqual([]);
    expect(find('lockout 1973')[0]).toBe('walkout');
    expect(find('unheardof 1973').toSorted()).toEqual([]);
  });

  test('of dates are found with the name of the month, in both languages', () => {
    expect(find('9 january')).toEqual(['walkout']);
    expect(find('9 de enero de 1973', 'es')[0]).toBe('walkout');
    expect(find('january 10')).toEqual([]);
  });
});

describe('synonyms', () => {
  test('of one word, in both directions', () => {
    expect(find('Cusco')).toEqual(['cuzco']);
    expect(find('cuzco', 'es')).toEqual(['cuzco']);
    expect(find('CIDH')).toEqual(find('iachr'));
    expect(find('CIDH')).toContain('report');
  });

  test('of several words', () => {
    expect(find('tear gas')[0]).toBe('gas');
    expect(find('police tear gas')[0]).toBe('gas');
    expect(find('lacrimogenas')).toEqual(['gas']);
    expect(find('teargas')).toEqual(['gas']);
  });

  test('with a number in them', () => {
    expect(find('2 de mayo').toSorted()).toEqual(['later', 'square']);
    // What happened on a second of May has nothing to do with the square.
    expect(find('Dos de Mayo')).toEqual(['square']);
    expect(find('plaza 2 de mayo', 'es')[0]).toBe('square');
    expect(find('3 de mayo')).toEqual([]);
  });
});

describe('what is asked for', () => {
  test('kinds', () => {
    expect(find('dockers', 'en', ['event'])).toEqual(expect.arrayContaining(['later', 'walkout']));
    expect(find('setubal', 'en', ['statement'])).toEqual(['setubal']);
    expect(find('gazette', 'en', ['event'])).toEqual([]);
    expect(find('horas', 'es', ['demand-list'])).toEqual(['eight-hours']);
    expect(find('horas', 'es', ['demand'])).toEqual(['wants']);
    expect(find('setubal', 'en', [])).toEqual([]);
  });

  test('an empty query shows everything in its natural order', () => {
    expect(find('', 'en', ['event'])).toEqual(['walkout', 'later']);
    expect(find(' ', 'en', ['source'])).toEqual(['gazette', 'herald']);
    expect(find('…?', 'en', ['demand-list'])).toEqual(['eight-hours']);
    expect(find('')).toHaveLength(17);
    expect(find('').slice(0, 3)).toEqual(['walkout', 'later', 'gas']);
  });

  test('a limit', () => {
    expect(search.find('', { language: 'en', limit: 2 })).toEqual([
      { kind: 'claim', id: 'walkout' },
      { kind: 'claim', id: 'later' },
    ]);
    expect(search.find('setubal', { language: 'en', limit: 1 })).toHaveLength(1);
    expect(search.find('setubal', { language: 'en', limit: 0 })).toEqual([]);
  });

  test('a language that the pack does not have', () => {
    expect(find('setubal', 'de')).toEqual(expect.arrayContaining(['walkout', 'setubal']));
  });

  test('nonsense of any kind does not throw', () => {
    for (const query of [
      '"',
      '=0',
      'constructor',
      '__proto__',
      '*',
      'a'.repeat(2_000),
      '1'.repeat(500),
      '\u0000',
      '😀',
    ]) {
      expect(() => find(query)).not.toThrow();
    }
  });
});
