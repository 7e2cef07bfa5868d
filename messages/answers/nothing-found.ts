import { place } from '../place.ts';
import type { Telling } from '../say.ts';
import type { Opening, Sheet } from '../sheet.ts';
import { typed } from '../text.ts';
import { recordFoot } from './foot.ts';

/** Nothing fits what was typed: what was understood, and what comes nearest. */
export function nothingFoundSheet(text: string, nearest: readonly Opening[], telling: Telling): Sheet {
  const { speech } = telling;
  return {
    lead: speech.t('record.find.nothing'),
    remarks: [speech.t('record.find.nothingHelp', { text: typed(text) })],
    entries: [],
    foot: [recordFoot(telling)],
    place: null,
    links: [
      { label: speech.t('record.links.allEvents'), place: place('timeline') },
      { label: speech.t('record.links.documents'), place: place('documents') },
    ],
    openings: nearest,
  };
}
