import type { Language, Localized } from '../language.ts';
import type { PackRecord } from '../record.ts';
import type { Claim } from '../schema/claim.ts';
import type { Edtf } from '../schema/edtf.ts';
import type { Hit } from '../library.ts';
import { monthNames } from '../months.ts';

/** Something that can be found. */
export interface Entry {
  readonly hit: Hit;
  /** What `kinds` selects by: a claim's kind, `source`, `demand-list` or `glossary`. */
  readonly kind: string;
  /** The texts by the name of their field: `title`, `text` or `date`, with the language behind a colon. */
  readonly fields: Readonly<Record<string, string>>;
}

type Part = Localized | string | undefined;

interface Parts {
  readonly title: readonly Part[];
  readonly text: readonly Part[];
  readonly date: Edtf | undefined;
}

/** All that a search can find, in the order in which an empty query shows it. */
export function searchEntries(record: PackRecord): Entry[] {
  const { pack } = record;
  const months = pack.languages.map((language) => [language, monthNames(language, 'long')] as const);
  const entry = (hit: Hit, kind: string, parts: Parts): Entry => ({
    hit,
    kind,
    fields: fieldsOf(parts, months),
  });

  const others = pack.claims.filter(({ kind }) => kind !== 'event');
  return [
    ...[...record.events(), ...others].map((claim) =>
      entry({ kind: 'claim', id: claim.id }, claim.kind, claimParts(claim, record)),
    ),
    ...pack.sources.map(({ id, title, author, publisher, date }) =>
      entry({ kind: 'source', id }, 'source', { title: [title], text: [author, publisher], date }),
    ),
    ...pack.demands.map(({ id, title }) =>
      entry({ kind: 'demand', id }, 'demand-list', {
        title: [title],
        text: record.demandClaims(id).map(({ text }) => text),
        date: undefined,
      }),
    ),
    ...pack.glossary.map(({ id, term, text }) =>
      entry({ kind: 'term', id }, 'glossary', { title: [term], text: [text], date: undefined }),
    ),
  ];
}

function claimParts(claim: Claim, record: PackRecord): Parts {
  const title: Part[] = [];
  const text: Part[] = [claim.text, claim.place];
  if ('title' in claim) title.push(claim.title);
  if ('who' in claim) text.push(claim.who);
  if ('counted' in claim) text.push(claim.counted, claim.agent);
  if (claim.kind === 'demand') text.push(record.demand(claim.demand)?.title);
  if (claim.kind === 'person' && !claim.withheld) title.push(claim.name);
  return { title, text, date: claim.date };
}

function fieldsOf(
  { title, text, date }: Parts,
  months: readonly (readonly [Language, readonly string[]])[],
): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [language, names] of months) {
    const inOne = (part: Part): string => (typeof part === 'string' ? part : part?.[language]) ?? '';
    fields[`title:${language}`] = title.map(inOne).join('\n');
    fields[`text:${language}`] = text.map(inOne).join('\n');
    fields[`date:${language}`] = date ? spelled(date, names) : '';
  }
  return fields;
}

/** A date with the name of its month, so that "9 January" and "enero 2023" find it. */
function spelled(date: Edtf, months: readonly string[]): string {
  return [...date.written.matchAll(/(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/g)]
    .map(([, year, month, day]) => [day, months[Number(month) - 1], year].filter(Boolean).join(' '))
    .join(', ');
}
