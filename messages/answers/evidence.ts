import type { Citation } from '../../content/schema/citation.ts';
import type { Claim } from '../../content/schema/claim.ts';
import { dateName } from '../dates.ts';
import { place, type Place } from '../place.ts';
import { discreet, type Telling } from '../say.ts';
import type { Entry, Sheet } from '../sheet.ts';
import { claimName, factEntry } from './facts.ts';
import { recordFoot } from './foot.ts';
import { asOf, documentName, voiceName } from './sources.ts';
import { sourceFields } from './source-fields.ts';

/**
 * What a claim rests on: who says it, in which document and paragraph, and what is known of the document, told
 * once for each.
 */
export function evidenceSheet(at: Place, claim: Claim, telling: Telling): Sheet {
  const { speech } = telling;
  const title = claimName(claim, telling, 250).replace(/\.$/, '');
  const { opens: _, source: __, ...said } = factEntry(claim, telling, speech.t('record.evidence.says'));
  const isFirst = ({ document }: Citation, index: number): boolean =>
    claim.citations.findIndex((citation) => citation.document === document) === index;
  return {
    lead: speech.t('record.evidence.lead', { count: claim.citations.length, title }),
    entries: [
      said,
      ...claim.citations.map((citation, index) => ({
        ...passage(claim, citation, isFirst(citation, index), telling),
        heading: speech.t('record.evidence.chain', { number: index + 1 }),
      })),
    ],
    foot: [recordFoot(telling)],
    place: at,
    links: [
      { label: speech.t('record.links.details'), place: place('claim', { subject: claim.id }) },
      { label: speech.t('record.links.documents'), place: place('documents') },
    ],
  };
}

function passage(claim: Claim, citation: Citation, described: boolean, telling: Telling): Entry {
  const { speech, record } = telling;
  const source = record.source(citation.document);
  const date = asOf(claim, citation, telling);
  const voice = voiceName(citation.by, telling);
  const secret = claim.kind === 'person' && claim.withheld;
  const terms = citation.terms.map((term) =>
    speech.t('record.text.titled', { title: discreet(term, telling) }),
  );
  return {
    text: [
      `**${speech.t('record.evidence.document', { document: documentName(citation.document, telling, 250), paragraph: citation.paragraph })}**`,
      voice === undefined ? speech.t('record.evidence.itself') : speech.t('record.evidence.voice', { voice }),
      ...(date ? [speech.t('record.evidence.asOf', { date: dateName(date, speech) })] : []),
      ...(secret ? [] : [speech.t('record.evidence.terms', { terms: terms.join(', ') })]),
      ...(source && described ? sourceFields(source, telling, { titled: true }) : []),
    ].join('\n'),
    opens: {
      label: documentName(citation.document, telling, 96),
      place: place('document', { subject: citation.document }),
    },
  };
}
