import type { AppealClaim, DemandClaim } from '../../content/schema/claim.ts';
import type { Demand } from '../../content/schema/pack.ts';
import { dateName } from '../dates.ts';
import { place, type Place } from '../place.ts';
import { say, type Telling } from '../say.ts';
import type { Entry, Opening, Sheet } from '../sheet.ts';
import { oneLine, shorten } from '../text.ts';
import { byDate, factEntry, noteLine, whenOf } from './facts.ts';
import { recordFoot } from './foot.ts';
import { documentName, sourceLines } from './sources.ts';

/** Every demand with who made it in which document; the authors' own calls apart, at the end. */
export function demandsSheet(at: Place, telling: Telling): Sheet {
  const { speech, record } = telling;
  const { demands } = record.pack;
  const appeals = record.ofKind('appeal').toSorted(byDate);
  return {
    lead:
      demands.length === 0
        ? speech.t('record.demands.none')
        : speech.t('record.demands.lead', { count: demands.length }),
    entries: [
      ...overview(telling),
      ...demands.flatMap((demand) => {
        const opens = demandOpening(demand, telling);
        const heading = demandTitle(demand, telling);
        return raised(demand, telling).map((claim) => ({ ...said(claim, telling), heading, opens }));
      }),
      ...appeals.map((claim) => ({
        ...said(claim, telling),
        heading: speech.t('record.demands.appeals'),
        opens: factEntry(claim, telling).opens,
      })),
    ].map(({ opens, ...entry }): Entry => (opens ? { ...entry, opens } : entry)),
    foot: [recordFoot(telling)],
    place: at,
    openings: demands.map((demand) => demandOpening(demand, telling)),
    links: [{ label: speech.t('record.links.documents'), place: place('documents') }],
  };
}

/** One demand: who makes it, in which documents it stands, and in which lists of demands it does not. */
export function demandSheet(at: Place, demand: Demand, telling: Telling): Sheet {
  const { speech, record } = telling;
  const claims = raised(demand, telling);
  const documents = documentsOf(claims);
  const others = documentsOf(record.ofKind('demand')).filter((id) => !documents.includes(id));
  const names = (ids: readonly string[]): string => ids.map((id) => documentName(id, telling)).join(', ');
  return {
    lead: speech.t('record.demands.one', { demand: demandTitle(demand, telling, 250).replace(/\.$/, '') }),
    entries: [
      ...claims.map((claim) => factEntry(claim, telling, speech.t('record.demands.said'))),
      {
        heading: speech.t('record.demands.differ'),
        text: [
          speech.t('record.demands.inDocuments', { documents: names(documents) }),
          ...(others.length > 0 ? [speech.t('record.demands.notIn', { documents: names(others) })] : []),
        ].join('\n'),
      },
    ],
    foot: [recordFoot(telling)],
    place: at,
    links: [{ label: speech.t('record.links.demands'), place: place('demands') }],
  };
}

/**
 * Which document has which demand, as a table in lines: the documents with a number each, then each demand with
 * the numbers of the documents that it stands in, and for when.
 */
function overview(telling: Telling): readonly Entry[] {
  const { speech, record } = telling;
  const { demands } = record.pack;
  const documents = record.pack.sources
    .map(({ id }) => id)
    .filter((id) => documentsOf(record.ofKind('demand')).includes(id));
  if (documents.length < 2 || demands.length < 2) return [];
  const heading = speech.t('record.demands.table');
  const key = documents.map((id, index) => {
    const date = record.source(id)?.date;
    const written = date ? dateName(date, speech) : speech.t('record.dates.unknown');
    return `**[${index + 1}]** ${documentName(id, telling)} · ${written}`;
  });
  const inAll = demands.filter((demand) =>
    documents.every((id) => documentsOf(raised(demand, telling)).includes(id)),
  );
  const titles = inAll.map((demand) => demandTitle(demand, telling)).join('; ');
  return [
    { heading, text: key.join('\n') },
    { heading, text: demands.map((demand) => tableLine(demand, documents, telling)).join('\n') },
    {
      heading,
      text:
        inAll.length === 0
          ? speech.t('record.demands.inNoneOfAll')
          : speech.t('record.demands.inAll', { demands: titles }),
    },
  ];
}

function tableLine(demand: Demand, documents: readonly string[], telling: Telling): string {
  const claims = raised(demand, telling);
  const cells = documents.flatMap((document, index) => {
    const there = claims.filter(({ citations }) => citations.some((cited) => cited.document === document));
    if (there.length === 0) return [];
    return `[${index + 1}] ${[...new Set(there.map((claim) => whenOf(claim, telling)))].join(', ')}`;
  });
  return `- **${demandTitle(demand, telling)}** – ${cells.join(' · ')}`;
}

function demandOpening(demand: Demand, telling: Telling): Opening {
  return { label: demandTitle(demand, telling), place: place('demand', { subject: demand.id }) };
}

/** What a demand is called, short enough for a heading. */
export function demandTitle({ title }: Demand, telling: Telling, length = 100): string {
  return shorten(oneLine(say(title, telling)), length);
}

function raised({ id }: Demand, { record }: Telling): readonly DemandClaim[] {
  return record.demandClaims(id).toSorted(byDate);
}

function said(claim: DemandClaim | AppealClaim, telling: Telling): Entry {
  const text = telling.speech.t('record.demands.entry', {
    who: oneLine(say(claim.who, telling)),
    date: whenOf(claim, telling),
    text: say(claim.text, telling),
  });
  return { text: [text, ...noteLine(claim, telling)].join('\n'), source: sourceLines(claim, telling) };
}

function documentsOf(claims: readonly DemandClaim[]): readonly string[] {
  return [...new Set(claims.flatMap(({ citations }) => citations.map(({ document }) => document)))];
}
