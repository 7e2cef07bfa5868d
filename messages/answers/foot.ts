import { parseEdtf } from '../../content/schema/edtf.ts';
import { dateInSentence, dateName } from '../dates.ts';
import { oneLine } from '../text.ts';
import type { Telling } from '../say.ts';

/** As of when the whole record speaks: between which dates its documents appeared, and when it was reviewed. */
export function recordFoot({ record, speech }: Telling): string {
  const dates = record.pack.sources.map(({ date }) => date).toSorted((a, b) => (a.first < b.first ? -1 : 1));
  const [first, last] = [dates[0], dates.at(-1)];
  const span =
    first && last && first.written !== last.written ? parseEdtf(`${first.written}/${last.written}`) : first;
  const reviewed = dateName(record.pack.reviewed, speech);
  if (!span) return speech.t('record.reviewed', { reviewed });
  return oneLine(speech.t('record.foot', { published: dateInSentence(span, speech), reviewed }));
}
