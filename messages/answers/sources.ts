import type { Citation } from '../../content/schema/citation.ts';
import type { Claim } from '../../content/schema/claim.ts';
import type { Edtf } from '../../content/schema/edtf.ts';
import { asOfDate } from '../dates.ts';
import { discreet, say, type Telling } from '../say.ts';
import { oneLine, shorten, small } from '../text.ts';

/** Lines of sources under one fact; the rest is where its evidence is shown. */
export const lines = { inList: 3, inDetail: 5 };

/**
 * Where a claim stands, a line in small print for each document and voice: document, paragraphs, who says it
 * inside the document, and as of when.
 */
export function sourceLines(claim: Claim, telling: Telling, most = lines.inList): string {
  const { speech } = telling;
  const groups = [...Map.groupBy(claim.citations, ({ document, by }) => `${document} ${by ?? ''}`).values()];
  const shown = groups.slice(0, most).map((citations) => small(sourceLine(claim, citations, telling)));
  const count = groups.length - most;
  const where = speech.t('record.links.evidence');
  if (count > 0) shown.push(small(speech.t('record.source.more', { count, where })));
  return shown.join('\n');
}

/** One line for citations of one document that are said by the same voice. */
export function sourceLine(claim: Claim, citations: readonly Citation[], telling: Telling): string {
  const { speech } = telling;
  const [first] = citations;
  if (!first) return '';
  const date = asOf(claim, first, telling);
  const paragraphs = [...new Set(citations.map(({ paragraph }) => paragraph))].toSorted((a, b) => a - b);
  return speech.t('record.source.line', {
    document: documentName(first.document, telling),
    paragraphs: speech.t('record.source.paragraphs', {
      count: paragraphs.length,
      list: shorten(paragraphs.join(', '), 60),
    }),
    who: whoSays(first, telling),
    asOf: date ? asOfDate(date, speech) : speech.t('record.dates.unknown'),
  });
}

/** A document's title in quotation marks, short enough for a line. */
export function documentName(id: string, telling: Telling, length = 75): string {
  const title = telling.record.source(id)?.title ?? id;
  return telling.speech.t('record.text.titled', {
    title: shorten(oneLine(discreet(title, telling)), length),
  });
}

/** Who a document says it from: "according to …", or the document itself. */
export function whoSays({ by }: Citation, telling: Telling): string {
  const voice = voiceName(by, telling);
  return voice === undefined
    ? telling.speech.t('record.source.itself')
    : telling.speech.t('record.source.voice', { voice });
}

/** The name of a voice of the pack. */
export function voiceName(id: string | undefined, telling: Telling): string | undefined {
  const voice = id === undefined ? undefined : telling.record.voice(id);
  return voice && shorten(oneLine(say(voice.name, telling)), 90);
}

/** As of when a claim speaks by one of its citations: its own date for that, or else that of the document. */
export function asOf(claim: Claim, { document }: Citation, { record }: Telling): Edtf | undefined {
  return claim.asOf ?? record.source(document)?.date;
}
