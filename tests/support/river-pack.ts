import { packRecord } from '../../content/record.ts';
import { Manifest, PackFile, type Pack } from '../../content/schema/pack.ts';
import { packSearch } from '../../content/search/search.ts';
import type { Library, Shelf } from '../../content/library.ts';

const cite = (document: string, paragraph: number, by?: string) => ({
  document,
  paragraph,
  terms: ['the river', 'Ana Oculta was there'],
  ...(by !== undefined && { by }),
});
const text = (en: string, es: string) => ({ en, es });

const manifest: unknown = {
  id: 'river',
  title: text('The river valley, 2019', 'El valle del río, 2019'),
  languages: ['en', 'es'],
  zone: 'Europe/Lisbon',
  reviewed: '2026-01-02',
  editorial: text('Two papers of one side.', 'Dos periódicos de un solo lado.'),
  caveat: text('Counts may be incomplete.', 'Los conteos pueden estar incompletos.'),
};

const lists: unknown = {
  topics: [
    { id: 'dam', title: text('The dam', 'La represa') },
    { id: 'prices', title: text('Prices of water', 'Precios del agua') },
  ],
  voices: [{ id: 'nurses', name: text('Nurses of the hospital', 'Enfermeras del hospital') }],
  sources: [
    {
      id: 'morning',
      title: 'Water and anger',
      author: 'Rui Exemplo',
      publisher: 'The Morning',
      date: '2019-05-04',
      language: 'en',
      url: 'https://example.org/water',
      sha256: '0'.repeat(64),
      learnedElsewhere: { publisher: text('from the archive', 'por el archivo') },
    },
    { id: 'evening', title: 'After the flood', date: '2019-06~', language: 'en', sha256: '1'.repeat(64) },
  ],
  demands: [
    { id: 'open-gates', title: text('Open the gates of the dam', 'Que se abran las compuertas') },
    { id: 'fair-prices', title: text('Fair prices', 'Precios justos') },
  ],
  claims: [
    {
      kind: 'event',
      id: 'march',
      title: text('March to the dam', 'Marcha a la represa'),
      date: '2019-05-01',
      derived: text('“this Wednesday”', '«este miércoles»'),
      place: text('Riverside', 'La Ribera'),
      topics: ['dam'],
      text: text('About 300 people marched to the dam.', 'Cerca de 300 personas marcharon a la represa.'),
      note: text(
        'The paper has two spellings of the place.',
        'El periódico escribe el lugar de dos maneras.',
      ),
      remember: { as: 'mourning', why: text('People died.', 'Murieron personas.') },
      citations: [cite('morning', 3), cite('morning', 4), cite('evening', 2, 'nurses')],
    },
    {
      kind: 'event',
      id: 'meeting',
      title: text('Meeting in the school', 'Reunión en la escuela'),
      date: '2019-04~',
      text: text('Neighbours met in the school.', 'Los vecinos se reunieron en la escuela.'),
      citations: [cite('evening', 5)],
    },
    {
      kind: 'event',
      id: 'flood',
      title: text('The flood', 'La inundación'),
      date: '2019-05-20/2019-06-02',
      topics: ['dam'],
      text: text('The valley was under water.', 'El valle quedó bajo el agua.'),
      citations: [cite('evening', 6)],
    },
    {
      kind: 'casualties',
      id: 'killed-morning',
      event: 'march',
      date: '2019-05-01',
      harm: 'killed',
      number: 7,
      qualifier: 'at-least',
      counted: text('marchers', 'manifestantes'),
      agent: text('guards of the dam', 'guardias de la represa'),
      text: text('At least 7 marchers were killed.', 'Al menos 7 manifestantes murieron.'),
      citations: [cite('morning', 7)],
    },
    {
      kind: 'casualties',
      id: 'killed-evening',
      date: '2019-05',
      harm: 'killed',
      number: 11,
      qualifier: 'nearly',
      counted: text('everyone in the valley', 'todas las personas del valle'),
      agent: text('not said', 'no se dice'),
      text: text('Nearly 11 people died in May.', 'Casi 11 personas murieron en mayo.'),
      citations: [cite('evening', 8, 'nurses')],
    },
    {
      kind: 'casualties',
      id: 'injured-morning',
      event: 'march',
      harm: 'injured',
      number: 40,
      qualifier: 'estimated',
      counted: text('marchers', 'manifestantes'),
      agent: text('guards of the dam', 'guardias de la represa'),
      text: text('An estimated 40 were injured.', 'Se estima que 40 resultaron heridos.'),
      asOf: '2019-05-02',
      citations: [cite('morning', 8)],
    },
    {
      kind: 'person',
      id: 'person-named',
      event: 'march',
      date: '2019-05-01',
      harm: 'killed',
      name: 'Inês Exemplo',
      age: 34,
      text: text('Inês Exemplo, 34, was killed.', 'Inês Exemplo, de 34 años, murió.'),
      citations: [cite('morning', 9)],
    },
    {
      kind: 'person',
      id: 'person-withheld',
      event: 'march',
      harm: 'injured',
      name: 'Ana Oculta',
      withheld: true,
      text: text('Ana Oculta, a teacher, was hurt.', 'Ana Oculta, maestra, quedó herida.'),
      note: text('Ana Oculta asked for it.', 'Ana Oculta lo pidió.'),
      citations: [cite('morning', 10)],
    },
    {
      kind: 'statement',
      id: 'mentions-her',
      event: 'march',
      title: text('What ANA OCULTA saw', 'Lo que vio ANA OCULTA'),
      text: text('Ana Oculta saw the guards.', 'Ana Oculta vio a los guardias.'),
      citations: [cite('morning', 11, 'nurses')],
    },
    {
      kind: 'demand',
      id: 'gates-morning',
      demand: 'open-gates',
      who: text('Fishers', 'Pescadores'),
      date: '2019-05',
      text: text('Fishers demand open gates.', 'Los pescadores exigen abrir las compuertas.'),
      citations: [cite('morning', 12)],
    },
    {
      kind: 'demand',
      id: 'prices-evening',
      demand: 'fair-prices',
      who: text('Market women', 'Vendedoras del mercado'),
      text: text('They demand fair prices.', 'Exigen precios justos.'),
      citations: [cite('evening', 9)],
    },
    {
      kind: 'appeal',
      id: 'call-of-the-author',
      who: text('The author', 'El autor'),
      text: text('The author calls on readers to write letters.', 'El autor llama a escribir cartas.'),
      citations: [cite('morning', 20)],
    },
    {
      kind: 'figure',
      id: 'price',
      topics: ['prices'],
      title: text('Price of water', 'Precio del agua'),
      text: text('Water cost more than 12.5 coins.', 'El agua costaba más de 12.5 monedas.'),
      numbers: [{ value: 12.5, qualifier: 'more-than', of: text('coins for a bucket', 'monedas por balde') }],
      citations: [cite('evening', 10)],
    },
  ],
  glossary: [
    {
      id: 'word-sluice',
      term: text('Gates and sluices', 'Compuerta'),
      text: text('Doors that hold water back.', 'Puerta que retiene el agua.'),
      note: text('From general knowledge.', 'De conocimiento general.'),
    },
  ],
  disagreements: [
    {
      id: 'killed',
      claims: ['killed-morning', 'killed-evening'],
      why: text('One counts the march, the other all of May.', 'Uno cuenta la marcha, el otro todo mayo.'),
    },
  ],
};

/** A small invented pack with one of everything that an answer can be about. */
export function riverPack(): Pack {
  const { pack: _, ...rest } = PackFile.parse(lists);
  return { ...Manifest.parse(manifest), ...rest };
}

/** The same pack with every text made so long, whatever it says. */
export function longWindedPack(length: number): Pack {
  const stretched: unknown = JSON.parse(JSON.stringify(lists), (key, value: unknown) =>
    (key === 'en' || key === 'es' || key === 'author' || key === 'publisher') && typeof value === 'string'
      ? `${value} ${'palabra '.repeat(Math.ceil(length / 8))}`.slice(0, Math.max(length, value.length))
      : value,
  );
  const { pack: _, ...rest } = PackFile.parse(stretched);
  return { ...riverPack(), ...rest };
}

/** The same pack with many events of few words. */
export function crowdedPack(events: number): Pack {
  const pack = riverPack();
  const meeting = pack.claims.find(({ id }) => id === 'meeting');
  const crowd = meeting
    ? Array.from({ length: events }, (_, index) => ({ ...meeting, id: `event-${index}` }))
    : [];
  return {
    ...pack,
    claims: [...pack.claims, ...crowd.map((event) => ({ ...event, text: text('So.', 'Así.') }))],
  };
}

export function shelfOf(pack: Pack): Shelf {
  const record = packRecord(pack);
  return { record, search: packSearch(record) };
}

export function libraryOf(...packs: readonly Pack[]): Library {
  const shelves = packs.map(shelfOf);
  return { shelves, shelf: (id) => shelves.find(({ record }) => record.pack.id === id) };
}
