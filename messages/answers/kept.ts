import type { PackRecord } from '../../content/record.ts';
import type { Place } from '../place.ts';
import type { Telling } from '../say.ts';
import type { Sheet } from '../sheet.ts';
import type { Speech } from '../words.ts';

type MakeSheet = (at: Place, telling: Telling) => Sheet;

/** How many answers are kept of one record in the words of one language. */
const most = 100;

/**
 * The same answers, made once: a record does not change while the app runs, most people ask the same questions, and
 * making an answer and its picture takes longer than all the rest. The one that was not asked for the longest is given up.
 */
export function keptSheets(make: MakeSheet): MakeSheet {
  const ofRecord = new WeakMap<PackRecord, WeakMap<Speech, Map<string, Sheet>>>();
  return (at, telling) => {
    const { record, speech, language, shared } = telling;
    const ofSpeech = ofRecord.get(record) ?? new WeakMap<Speech, Map<string, Sheet>>();
    ofRecord.set(record, ofSpeech);
    const sheets = ofSpeech.get(speech) ?? new Map<string, Sheet>();
    ofSpeech.set(speech, sheets);

    const key = JSON.stringify([language, shared, at]);
    const sheet = sheets.get(key) ?? drawnOnce(make(at, telling));
    // A map remembers in which order entries were put in: the first is the oldest.
    sheets.delete(key);
    sheets.set(key, sheet);
    const [oldest] = sheets.keys();
    if (sheets.size > most && oldest !== undefined) sheets.delete(oldest);
    return sheet;
  };
}

function drawnOnce(sheet: Sheet): Sheet {
  const draw = sheet.picture;
  if (draw === undefined) return sheet;
  let drawn: { readonly picture: ReturnType<typeof draw> } | undefined;
  return { ...sheet, picture: () => (drawn ??= { picture: draw() }).picture };
}
