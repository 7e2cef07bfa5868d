import type { CitedPlace } from '../../content/record.ts';
import type { Claim } from '../../content/schema/claim.ts';
import type { Edtf } from '../../content/schema/edtf.ts';
import { asOfDate, dateName } from '../dates.ts';
import { say, type Telling } from '../say.ts';
import { address, inline } from './inline.ts';

/** An address that is cut off leads nowhere: a longer one is left out. */
const longestLink = 200;

interface Passage extends CitedPlace {
  readonly asOf: Edtf;
}

/**
 * What the claims rest on, one line for each document: its title, who wrote and published it and when, the
 * paragraphs, who says it there, and as of when it speaks where that is not its own date.
 */
export function sourceLines(claims: readonly Claim[], telling: Telling): string[] {
  const { record } = telling;
  const passages = claims.flatMap((claim) =>
    record.citationsOf(claim).map((place): Passage => ({ ...place, asOf: claim.asOf ?? place.source.date })),
  );
  const groups = Map.groupBy(passages, ({ source, asOf }) => `${source.id} ${asOf.written}`);
  return [...groups.values()].map((group) => `- ${sourceLine(group, telling)}`);
}

function sourceLine(passages: readonly Passage[], telling: Telling): string {
  const [first] = passages;
  if (!first) return '';
  const { source, asOf } = first;
  const { speech } = telling;
  const list = [...new Set(passages.map(({ citation }) => citation.paragraph))].toSorted((a, b) => a - b);
  const voices = new Set(passages.flatMap(({ voice }) => (voice ? [say(voice.name, telling)] : [])));
  const where = [
    speech.t('posts.sources.paragraphs', { count: list.length, list: list.join(', ') }),
    ...(voices.size > 0 ? [speech.t('posts.sources.voices', { voices: [...voices].join(', ') })] : []),
  ];
  const link = source.url === undefined ? null : address(source.url);
  const title = inline(source.title, 150);
  const line = speech.t('posts.sources.line', {
    title: link === null || link.length > longestLink ? title : `[${title}](${link})`,
    by: [source.author, source.publisher, dateName(source.date, speech)]
      .filter((part) => part !== undefined)
      .join(', '),
    paragraphs: where.join(', '),
  });
  if (asOf.written === source.date.written) return line;
  return speech.t('posts.sources.asOf', { line, asOf: asOfDate(asOf, speech) });
}
