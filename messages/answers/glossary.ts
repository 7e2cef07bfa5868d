import { claimsUsing } from '../../content/glossary.ts';
import type { GlossaryEntry } from '../../content/schema/pack.ts';
import { place, type Place } from '../place.ts';
import { say, type Telling } from '../say.ts';
import type { Entry, Sheet } from '../sheet.ts';
import { oneLine, shorten, small } from '../text.ts';
import { byDate, claimText, factEntry } from './facts.ts';
import { recordFoot } from './foot.ts';

/** All words that the record explains. */
export function glossarySheet(at: Place, telling: Telling): Sheet {
  const { speech, record } = telling;
  const { glossary } = record.pack;
  return {
    lead:
      glossary.length === 0
        ? speech.t('record.glossary.none')
        : speech.t('record.glossary.lead', { count: glossary.length }),
    entries: glossary.map((term) => termEntry(term, telling)),
    foot: [recordFoot(telling)],
    place: at,
    links: [{ label: speech.t('record.links.documents'), place: place('documents') }],
  };
}

/** What one word means, and what the record says with it. */
export function termSheet(at: Place, term: GlossaryEntry, telling: Telling): Sheet {
  const { speech } = telling;
  const heading = speech.t('record.glossary.used');
  const { opens: _, ...meaning } = termEntry(term, telling);
  return {
    lead: speech.t('record.glossary.one', { term: termName(term, telling).replace(/\.$/, '') }),
    entries: [
      meaning,
      ...claimsUsing(term, (claim) => claimText(claim, telling), telling.language, telling.record)
        .toSorted(byDate)
        .map((claim) => factEntry(claim, telling, heading)),
    ],
    foot: [recordFoot(telling)],
    place: at,
    links: [{ label: speech.t('record.links.glossary'), place: place('glossary') }],
  };
}

/** A word and what it means; where that comes from when it is not from the documents. */
export function termEntry(term: GlossaryEntry, telling: Telling, heading?: string): Entry {
  const note = term.note ? [small(telling.speech.t('record.note', { note: say(term.note, telling) }))] : [];
  return {
    ...(heading !== undefined && { heading }),
    text: [`**${termName(term, telling)}**: ${say(term.text, telling)}`, ...note].join('\n'),
    opens: { label: termName(term, telling), place: place('term', { subject: term.id }) },
  };
}

/** The word itself, short enough for a line. */
export function termName({ term }: GlossaryEntry, telling: Telling): string {
  return shorten(oneLine(say(term, telling)), 90);
}
