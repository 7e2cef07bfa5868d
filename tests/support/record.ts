import type { Library } from '../../content/library.ts';
import { packRecord, type PackRecord } from '../../content/record.ts';
import { Manifest, PackFile, type Pack } from '../../content/schema/pack.ts';

const both = (text: string) => ({ en: text, es: `${text} (es)` });
const cite = (paragraph: number, document = 'first-paper') => ({ document, paragraph, terms: ['word'] });
const source = (id: string, title: string, date: string) => ({
  id,
  title,
  author: 'Ana Autora',
  publisher: `Publisher of ${title}`,
  date,
  language: 'en',
  url: `https://example.org/${id}`,
  sha256: '0'.repeat(64),
});
const day = (id: string, date: string, as?: 'mourning' | 'milestone') => ({
  kind: 'event',
  id,
  title: both(`Title of ${id}`),
  date,
  place: both('Juliaca'),
  text: both(`What happened on the day of ${id}, in words that tell how`),
  ...(as && { remember: { as, why: both(`Because of ${id}`) } }),
  citations: [cite(3), cite(5)],
});
const person = (id: string, name: string, more: object = {}) => ({
  kind: 'person',
  id,
  name,
  harm: 'killed',
  event: 'day-of-mourning',
  text: both(`${name} was killed`),
  citations: [cite(7)],
  ...more,
});
const count = (id: string, number: number, qualifier: string, document: string) => ({
  kind: 'casualties',
  id,
  harm: 'killed',
  number,
  qualifier,
  event: 'day-of-mourning',
  counted: both('demonstrators'),
  agent: both('security forces'),
  text: both(`${number} were shot`),
  citations: [cite(2, document)],
});

/** A small pack of everything that posts are made from. Its days: 2023-01-09 in mourning, 2022-12-07 a milestone. */
const testPack: unknown = {
  pack: {
    id: 'test',
    title: both('Test'),
    languages: ['en', 'es'],
    zone: 'America/Lima',
    reviewed: '2026-01-01',
    editorial: both('Two papers'),
    caveat: both('Counts may be incomplete'),
  },
  sources: [
    source('first-paper', 'First paper', '2023-02-07'),
    source('second-paper', 'Second paper', '2023-07-20'),
  ],
  claims: [
    day('day-of-mourning', '2023-01-09', 'mourning'),
    day('milestone', '2022-12-07', 'milestone'),
    day('leap-day', '2024-02-29', 'milestone'),
    day('known-to-the-month', '2023-05', 'mourning'),
    day('about-that-day', '2023-01-19~', 'mourning'),
    day('not-remembered', '2023-03-01'),
    person('person-a', 'Rosa Quispe', { age: 19 }),
    person('person-b', 'Juan Mamani'),
    person('person-withheld', 'Nombre Reservado', { withheld: true }),
    person('person-hurt', 'Luis Herido', { harm: 'injured' }),
    count('count-first', 19, 'at-least', 'first-paper'),
    count('count-second', 21, 'nearly', 'second-paper'),
  ],
};

/** The record of one pack file; the small test pack unless another is given. */
export function testRecord(file: unknown = testPack): PackRecord {
  const { pack, ...lists } = PackFile.parse(file);
  const whole: Pack = { ...Manifest.parse((file as { pack: unknown }).pack), ...lists, ...pack };
  return packRecord(whole);
}

/** A library of one pack that nobody searches in. */
export function testLibrary(record: PackRecord = testRecord()): Library {
  const shelf = { record, search: { find: () => [], unknown: () => [] } };
  return { shelves: [shelf], shelf: (id) => (id === record.pack.id ? shelf : undefined) };
}

/** The small test pack with another title for one of its events, as an editor would change it. */
export function withTitle(eventId: string, title: string): unknown {
  const pack = structuredClone(testPack) as { claims: { id: string; title?: object }[] };
  for (const claim of pack.claims) if (claim.id === eventId) claim.title = both(title);
  return pack;
}
