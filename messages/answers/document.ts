import type { Citation } from '../../content/schema/citation.ts';
import type { Claim } from '../../content/schema/claim.ts';
import type { Source } from '../../content/schema/pack.ts';
import { dateName } from '../dates.ts';
import { place, type Place } from '../place.ts';
import { say, type Telling } from '../say.ts';
import type { Entry, Sheet } from '../sheet.ts';
import { claimName, factEntry } from './facts.ts';
import { recordFoot } from './foot.ts';
import { documentName, passageLines } from './sources.ts';
import { sourceFields } from './source-fields.ts';
import type { Words } from '../words.generated.ts';

/** A title in a list to choose from, with its quotation marks still in the limit of 100. */
const labelLength = 96;

/** A name in a list of names. */
const nameLength = 100;

interface Resting {
  readonly claim: Claim;
  readonly citations: readonly Citation[];
}

/** One document, and everything that rests on it: by kind, and within a kind in the order of its paragraphs. */
export function documentSheet(at: Place, source: Source, telling: Telling): Sheet {
  const { speech } = telling;
  const resting = restingOn(source, telling);
  const kinds = kindsInOrder.flatMap((kind) => {
    const ofKind = resting.filter(({ claim }) => claim.kind === kind);
    return ofKind.length === 0 ? [] : [{ heading: speech.t(kindNames[kind]), ofKind }];
  });
  const contents = kinds.map(
    ({ heading, ofKind }) => `- ${heading}: ${named(ofKind, telling) ?? ofKind.length}`,
  );
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
      ...(contents.length > 0
        ? [{ heading: speech.t('record.document.rests'), text: contents.join('\n') }]
        : []),
      ...kinds.flatMap(({ heading, ofKind }) =>
        ofKind.map(({ claim, citations }): Entry => ({
          ...factEntry(claim, telling, heading),
          source: passageLines(claim, citations, telling),
        })),
      ),
    ],
    foot: [recordFoot(telling)],
    place: at,
    links: [{ label: speech.t('record.links.documents'), place: place('documents') }],
  };
}

/** People are named, never counted; undefined where the claims are about something else. */
function named(resting: readonly Resting[], telling: Telling): string | undefined {
  const names = resting.flatMap(({ claim }) =>
    claim.kind === 'person' ? [claimName(claim, telling, nameLength).replace(/\.$/, '')] : [],
  );
  return names.length === 0 ? undefined : names.join('; ');
}

type KindKey = Extract<keyof Words, `record.kinds.${Claim['kind']}`>;
const kindNames: Readonly<Record<Claim['kind'], KindKey>> = {
  event: 'record.kinds.event',
  casualties: 'record.kinds.casualties',
  person: 'record.kinds.person',
  demand: 'record.kinds.demand',
  appeal: 'record.kinds.appeal',
  measure: 'record.kinds.measure',
  finding: 'record.kinds.finding',
  attack: 'record.kinds.attack',
  figure: 'record.kinds.figure',
  poll: 'record.kinds.poll',
  tactic: 'record.kinds.tactic',
  reaction: 'record.kinds.reaction',
  statement: 'record.kinds.statement',
};
// An object keeps the order in which its keys are written.
const kindsInOrder = Object.keys(kindNames) as readonly Claim['kind'][];

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
            speech.t('record.documents.claims', { count: record.claimsOf(source.id).length }),
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
    links:
      record.pack.glossary.length > 0
        ? [{ label: speech.t('record.links.glossary'), place: place('glossary') }]
        : [],
  };
}

/** Each claim that rests on a document, with where it stands there; the first paragraphs first. */
function restingOn({ id }: Source, { record }: Telling): readonly Resting[] {
  return record
    .claimsOf(id)
    .map((claim) => ({
      claim,
      citations: claim.citations
        .filter(({ document }) => document === id)
        .toSorted((a, b) => a.paragraph - b.paragraph),
    }))
    .toSorted((a, b) => (a.citations[0]?.paragraph ?? 0) - (b.citations[0]?.paragraph ?? 0));
}
