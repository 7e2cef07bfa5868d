import { expect, test } from 'vitest';
import { packRecord } from '../../content/record.ts';
import { givenPack, lists, manifest } from './given.ts';

const event = (id: string, date: string | undefined, extra = ''): string =>
  [
    `  - id: ${id}`,
    '    kind: event',
    ...(date === undefined ? [] : [`    date: ${date}`]),
    ...(extra === '' ? [] : [`    ${extra}`]),
    '    title: { en: T, es: T }',
    '    text: { en: T, es: T }',
    '    citations: [{ document: gazette, paragraph: 1, terms: [T] }]',
    '',
  ].join('\n');

async function givenRecord(claims = '') {
  const { pack } = await givenPack({
    'pack.yaml': manifest,
    'lists.yaml': lists,
    'more.yaml': claims === '' ? 'topics: []\n' : `claims:\n${claims}`,
  });
  return packRecord(pack);
}

const ids = (entries: readonly { id: string }[]): string[] => entries.map(({ id }) => id);

test('everything is found by its id', async () => {
  const record = await givenRecord();
  expect(record.claim('injured')?.kind).toBe('casualties');
  expect(record.source('gazette')?.title).toBe('Gazette');
  expect(record.voice('union')?.name['en']).toBe("The dockers' union");
  expect(record.topic('strike')?.title['es']).toBe('La huelga');
  expect(record.demand('eight-hours')?.title['en']).toBe('Eight hours');
  expect(record.glossaryEntry('quay')?.term['es']).toBe('muelle');
  expect(record.claim('toString')).toBeUndefined();
});

test('claims by kind, event, demand and source', async () => {
  const record = await givenRecord();
  expect(ids(record.ofKind('person'))).toEqual(['ana-reis']);
  expect(record.ofKind('poll')).toEqual([]);
  expect(ids(record.aboutEvent('walkout'))).toEqual(['injured']);
  expect(ids(record.demandClaims('eight-hours'))).toEqual(['demand-hours']);
  expect(ids(record.claimsOf('gazette'))).toEqual([
    'walkout',
    'injured',
    'ana-reis',
    'demand-hours',
    'ships',
  ]);
  expect(record.claimsOf('none')).toEqual([]);
});

test('events in the order of their dates, those without one last', async () => {
  const record = await givenRecord(
    [
      event('undated', undefined),
      event('month', '1974-02'),
      event('later', '1975'),
      event('first-of-month', '1974-02-01'),
      event('old', '1973-12/1974-01'),
    ].join(''),
  );
  expect(ids(record.events())).toEqual(['old', 'first-of-month', 'month', 'walkout', 'later', 'undated']);
  // The order of the pack stays.
  expect(ids(record.ofKind('event'))[0]).toBe('walkout');
});

test('only days that the pack remembers are remembered', async () => {
  const remember = 'remember: { as: mourning, why: { en: W, es: W } }';
  const record = await givenRecord(event('mourned', '1973-02-03', remember) + event('not', '1973-02-04'));
  expect(record.remembered().map(({ id, date, remember: how }) => [id, date.first, how.as])).toEqual([
    ['mourned', '1973-02-03', 'mourning'],
    ['walkout', '1974-02-03', 'milestone'],
  ]);
});

test('a date that is not sure is no day to remember', async () => {
  const { pack } = await givenRecord();
  const claims = pack.claims.map((claim) =>
    claim.date ? { ...claim, date: { ...claim.date, approximate: true } } : claim,
  );
  expect(packRecord({ ...pack, claims }).remembered()).toEqual([]);
});

test('a disagreement is found from each of its claims', async () => {
  const record = await givenRecord();
  expect(ids(record.disagreementsOf('injured'))).toEqual(['how-many']);
  expect(ids(record.disagreementsOf('ships'))).toEqual(['how-many']);
  expect(record.disagreementsOf('walkout')).toEqual([]);
});

test('a citation comes with its source and its voice', async () => {
  const record = await givenRecord();
  const [injured, walkout] = ['injured', 'walkout'].map((id) => record.claim(id));
  if (!injured || !walkout) throw new Error('the fixture has both');
  expect(record.citationsOf(injured)).toMatchObject([
    { citation: { paragraph: 3 }, source: { id: 'gazette' }, voice: { id: 'union' } },
  ]);
  expect(record.citationsOf(walkout)[0]?.voice).toBeUndefined();
});

test('a claim speaks as of its own date, else as of its source', async () => {
  const record = await givenRecord(event('spoken', '1974-02-01', 'asOf: 1974-05'));
  const written = (id: string): string | undefined => {
    const claim = record.claim(id);
    return claim && record.asOf(claim).written;
  };
  expect(written('spoken')).toBe('1974-05');
  expect(written('walkout')).toBe('1974-02-10');
});
