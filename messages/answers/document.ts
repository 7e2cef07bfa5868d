import type { Claim } from '../../content/schema/claim.ts';
import type { Source } from '../../content/schema/pack.ts';
import { dateName } from '../dates.ts';
import { place, type Place } from '../place.ts';
import { say, type Telling } from '../say.ts';
import type { Entry, Sheet } from '../sheet.ts';
import { factEntry } from './facts.ts';
import { recordFoot } from './foot.ts';
import { documentName, passageLines } from './sources.ts';
import { sourceFields } from './source-fields.ts';

/** A title in a list to choose from, with its quotation marks still in the limit of 100. */
const labelLength = 96;

/** One document, and everything that rests on it, once each, in the order of its paragraphs. */
export function documentSheet(at: Place, source: Source, telling: Telling): Sheet {
  const { speech } = telling;
  const resting = restingOn(source, telling);
  const heading = speech.t('record.document.rests');
  return {
    lead: speech.t('record.document.lead', {
      count: resting.length,
      title: documentName(source.id, telling, 250),
    }),
    entries: [
      {
        heading: speech.t('record.document.about'),
        text: sourceFields(source, telling, { titled: false }).join('\n'),
      },
      ...resting.map(({ claim, citations }): Entry => ({
        ...factEntry(claim, telling, heading),
        source: passageLines(claim, citations, telling),
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
        const from = [source.author ?? source.publisher ?? [], dateName(source.date, speech)]
          .flat()
          .join(' · ');
        return {
          text: [
            `**${documentName(source.id, telling, 250)}**`,
            from,
            speech.t('record.documents.claims', { count: restingOn(source, telling).length }),
          ].join('\n'),
          opens: {
            label: documentName(source.id, telling, labelLength),
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

/** The claims that cite a document with their citations of it, in the order of their first paragraphs. */
function restingOn(
  { id }: Source,
  { record }: Telling,
): readonly { readonly claim: Claim; readonly citations: Claim['citations'] }[] {
  return record
    .claimsOf(id)
    .map((claim) => ({ claim, citations: claim.citations.filter(({ document }) => document === id) }))
    .toSorted((a, b) => firstParagraph(a.citations) - firstParagraph(b.citations));
}

function firstParagraph(citations: Claim['citations']): number {
  return Math.min(...citations.map(({ paragraph }) => paragraph));
}
