import type { Citation } from '../../content/schema/citation.ts';
import type { Claim } from '../../content/schema/claim.ts';
import type { Edtf } from '../../content/schema/edtf.ts';
import { asOfDate } from '../dates.ts';
import { discreet, say, type Telling } from '../say.ts';
import { capital, oneLine, shorten, small } from '../text.ts';

/** Lines of sources under one fact; the rest is where its details, or its evidence, are shown. */
export const lines = { inList: 3, inDetail: 5 };

/**
 * Where a claim stands, a line in small print for each document and voice: who signs or publishes the document,
 * its title, the paragraphs, who says it inside the document where it is not the document itself, and as of when.
 */
export function sourceLines(claim: Claim, telling: Telling, most = lines.inList): string {
  const { speech } = telling;
  const groups = byVoice(claim.citations);
  const shown = groups.slice(0, most).map((citations) => small(sourceLine(claim, citations, telling)));
  const count = groups.length - most;
  if (count > 0) {
    const more =
      most === lines.inDetail
        ? speech.t('record.source.more', { count, where: speech.t('record.links.evidence') })
        : speech.t('record.source.moreInDetails', { count });
    shown.push(small(more));
  }
  return shown.join('\n');
}

/** The same without naming the document, for where only one is spoken of. */
export function passageLines(claim: Claim, citations: readonly Citation[], telling: Telling): string {
  return byVoice(citations)
    .map((group) => {
      const paragraphs = capital(paragraphsOf(group, telling), telling.speech.language);
      return small([paragraphs, ...voiceAndDate(claim, group, telling)].join(' · '));
    })
    .join('\n');
}

/** Citations of one document that are said by the same voice stand together. */
function byVoice(citations: readonly Citation[]): readonly (readonly Citation[])[] {
  return [...Map.groupBy(citations, ({ document, by }) => `${document} ${by ?? ''}`).values()];
}

function sourceLine(claim: Claim, citations: readonly Citation[], telling: Telling): string {
  const { speech, record } = telling;
  const [first] = citations;
  if (!first) return '';
  const source = record.source(first.document);
  const from = source?.author ?? source?.publisher;
  const where = {
    document: documentName(first.document, telling),
    paragraphs: paragraphsOf(citations, telling),
  };
  const line =
    from === undefined
      ? speech.t('record.source.lineUnsigned', where)
      : speech.t('record.source.line', { from: shorten(oneLine(from), 60), ...where });
  return [line, ...voiceAndDate(claim, citations, telling)].join(' · ');
}

function paragraphsOf(citations: readonly Citation[], { speech }: Telling): string {
  const paragraphs = [...new Set(citations.map(({ paragraph }) => paragraph))].toSorted((a, b) => a - b);
  return speech.t('record.source.paragraphs', {
    count: paragraphs.length,
    list: shorten(paragraphs.join(', '), 60),
  });
}

/** Who says it inside the document, unless it is the document itself, and as of when. */
function voiceAndDate(claim: Claim, [first]: readonly Citation[], telling: Telling): readonly string[] {
  if (!first) return [];
  const { speech } = telling;
  const voice = voiceName(first.by, telling);
  return [
    ...(voice === undefined ? [] : [speech.t('record.source.voice', { voice })]),
    asOfWords(claim, first, telling),
  ];
}

/** A document's title in quotation marks; it is cut only where it is far too long for a line. */
export function documentName(id: string, telling: Telling, length = 150): string {
  const title = telling.record.source(id)?.title ?? id;
  return telling.speech.t('record.text.titled', {
    title: shorten(oneLine(discreet(title, telling)), length),
  });
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

/** As of when a claim speaks by the first of its citations. */
export function asOfFirst(claim: Claim, telling: Telling): Edtf | undefined {
  const [first] = claim.citations;
  return first && asOf(claim, first, telling);
}

/** The same in words: "as of 20 July 2023". */
export function asOfWords(claim: Claim, citation: Citation, telling: Telling): string {
  const date = asOf(claim, citation, telling);
  return date ? asOfDate(date, telling.speech) : telling.speech.t('record.dates.unknown');
}
