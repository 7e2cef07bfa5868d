import type { Place, View } from '../place.ts';
import type { Telling } from '../say.ts';
import type { Sheet } from '../sheet.ts';
import { casualtiesSheet } from './casualties.ts';
import { claimSheet } from './claim.ts';
import { demandSheet, demandsSheet } from './demands.ts';
import { documentSheet, documentsSheet } from './document.ts';
import { evidenceSheet } from './evidence.ts';
import { glossarySheet, termSheet } from './glossary.ts';
import { keptSheets } from './kept.ts';
import { peopleSheet } from './people.ts';
import { timelineSheet } from './timeline.ts';

type At = (at: Place, telling: Telling) => Sheet;

const sheets: Record<View, At> = {
  timeline: timelineSheet,
  claim: (at, telling) =>
    claimSheet(
      at,
      the(at, (id) => telling.record.claim(id)),
      telling,
    ),
  evidence: (at, telling) =>
    evidenceSheet(
      at,
      the(at, (id) => telling.record.claim(id)),
      telling,
    ),
  demands: demandsSheet,
  demand: (at, telling) =>
    demandSheet(
      at,
      the(at, (id) => telling.record.demand(id)),
      telling,
    ),
  casualties: casualtiesSheet,
  people: peopleSheet,
  documents: documentsSheet,
  document: (at, telling) =>
    documentSheet(
      at,
      the(at, (id) => telling.record.source(id)),
      telling,
    ),
  glossary: glossarySheet,
  term: (at, telling) =>
    termSheet(
      at,
      the(at, (id) => telling.record.glossaryEntry(id)),
      telling,
    ),
  post: () => {
    throw new RangeError('what a post states is not in the record');
  },
};

/**
 * The answer at a place of the record.
 *
 * @param at a place of this record, as decoding one gives; what a post states is not known here
 * @throws RangeError when what it is about is not in the record
 */
export const sheetAt: (at: Place, telling: Telling) => Sheet = keptSheets((at, telling) =>
  sheets[at.view](at, telling),
);

function the<Entry>({ view, subject }: Place, find: (id: string) => Entry | undefined): Entry {
  const entry = subject === null ? undefined : find(subject);
  if (!entry) throw new RangeError(`the record has no "${subject}" for the view "${view}"`);
  return entry;
}
