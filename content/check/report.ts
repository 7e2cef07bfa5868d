import { packRecord } from '../record.ts';
import type { Pack } from '../schema/pack.ts';
import { paragraphsOf } from './document.ts';
import type { Documents } from './document.ts';

/** What a pack holds, for its editors: counts, and what of the documents no claim uses yet. */
export function packReport(pack: Pack, documents: Documents): string {
  const record = packRecord(pack);
  const kinds = Map.groupBy(pack.claims, ({ kind }) => kind);
  const lines = [
    `${pack.id}: ${many(pack.claims.length, 'claim')} from ${many(pack.sources.length, 'document')} in ${pack.languages.join(', ')}; reviewed ${pack.reviewed.written}`,
    `  claims: ${[...kinds].map(([kind, claims]) => `${claims.length} ${kind}`).join(', ')}`,
    `  also: ${[
      many(pack.demands.length, 'demand'),
      many(pack.disagreements.length, 'disagreement'),
      many(pack.glossary.length, 'glossary entry', 'glossary entries'),
      many(record.remembered().length, 'remembered day'),
    ].join(', ')}`,
  ];
  for (const source of pack.sources) {
    const claims = record.claimsOf(source.id);
    const document = documents.get(source.sha256);
    const citations = claims.flatMap((claim) => claim.citations);
    const cited = new Set(
      citations.filter(({ document: id }) => id === source.id).map(({ paragraph }) => paragraph),
    );
    const free = document
      ? paragraphsOf(document.text).flatMap((_, index) => (cited.has(index + 1) ? [] : [index + 1]))
      : [];
    const rest = document ? `; cited by no claim: ${spans(free) || 'none'}` : '';
    lines.push(
      `  ${source.id}: ${many(claims.length, 'claim')}, ${many(cited.size, 'paragraph')} cited${rest}`,
    );
  }
  return lines.join('\n');
}

function many(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}

/** Numbers in rising order, with neighbours as a span: `1–3, 7`. */
function spans(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}
