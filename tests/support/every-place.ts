import type { PackRecord } from '../../content/record.ts';
import { place, type Place } from '../../messages/place.ts';

/** Every answer of a record at its first page. */
export function everyPlace({ pack }: PackRecord): readonly Place[] {
  const about = (view: Place['view'], ids: readonly { readonly id: string }[]): readonly Place[] =>
    ids.map(({ id }) => place(view, { subject: id }));
  const events = pack.claims.filter(({ kind }) => kind === 'event');
  return [
    place('timeline'),
    place('timeline', { period: { first: '1995-01-01', last: '1995-12-31' } }),
    place('demands'),
    place('casualties'),
    place('people'),
    place('documents'),
    place('glossary'),
    ...about('timeline', pack.topics),
    ...about('claim', pack.claims),
    ...about('evidence', pack.claims),
    ...about('casualties', events),
    ...about('people', events),
    ...about('demand', pack.demands),
    ...about('document', pack.sources),
    ...about('term', pack.glossary),
  ];
}
