import type { Claim } from '../../content/schema/claim.ts';
import type { Source } from '../../content/schema/pack.ts';
import { dateName } from '../dates.ts';
import { place, type Place } from '../place.ts';
import { say, type Telling } from '../say.ts';
import type { Entry, Sheet } from '../sheet.ts';
import { factEntry } from './facts.ts';
import { recordFoot } from './foot.ts';
import { documentName, sourceLine } from './sources.ts';
import { sourceFields } from './source-fields.ts';
import { small } from '../text.ts';

/** One document, and everything that rests on it in the order of its paragraphs. */
export function documentSheet(at: Place, source: Source, telling: Telling): Sheet {
  const { speech } = telling;
  const resting = restingOn(source, telling);
  const heading = speech.t('record.document.rests');
  return {
    lead: speech.t('record.document.lead', {
      count: new Set(resting.map(({ claim }) => claim.id)).size,
      title: documentName(source.id, telling, 250),
    }),
    entries: [
      {
        heading: speech.t('record.document.about'),
        text: sourceFields(source, telling, { titled: false }).join('\n'),
      },
      ...resting.map(({ claim, citation }): Entry => ({
        ...factEntry(claim, telling, heading),
        source: small(sourceLine(claim, [citation], telling)),
      })),
    ],
    foot: [recordFoot(telling)],
    place: at,
    links: [{ label: speech.t('record.links.documents'), place: place('documents') }],
  };
}

/** All documents of the record. */
export function documentsSheet(at: Place, telling: Telling): Sheet {
  const { speech, record } = telling;
  const { sources, editorial } = record.pack;
  return {
    lead: speech.t('record.documents.lead', { count: sources.length }),
    entries: [
      ...sources.map((source): Entry => {
        const claims = new Set(restingOn(source, telling).map(({ claim }) => claim.id));
        const from = [source.author ?? source.publisher ?? [], dateName(source.date, speech)]
          .flat()
          .join(' · ');
        return {
          text: [
            `**${documentName(source.id, telling, 250)}**`,
            from,
            speech.t('record.documents.claims', { count: claims.size }),
          ].join('\n'),
          opens: {
            label: documentName(source.id, telling),
            detail: from,
            place: place('document', { subject: source.id }),
          },
        };
      }),
      { heading: speech.t('record.documents.editorial'), text: say(editorial, telling) },
    ],
    foot: [recordFoot(telling)],
    place: at,
  };
}

/** Each citation of a document with its claim, in the order of the paragraphs. */
function restingOn(
  { id }: Source,
  { record }: Telling,
): readonly { readonly claim: Claim; readonly citation: Claim['citations'][number] }[] {
  return record
    .claimsOf(id)
    .flatMap((claim) => claim.citations.map((citation) => ({ claim, citation })))
    .filter(({ citation }) => citation.document === id)
    .toSorted((a, b) => a.citation.paragraph - b.citation.paragraph);
}
