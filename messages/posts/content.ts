import { z } from 'zod';
import { inline } from './inline.ts';
import { contentLength, headlineLength } from './compose.ts';

const Body = z.looseObject({ content: z.string().default('') });

/** The text of a post, from its body as it is kept. */
export function contentOf(body: string): string {
  return Body.parse(JSON.parse(body)).content;
}

/** What an organiser wrote, taken apart: what the bot adds stays out. */
export interface OwnWords {
  readonly title: string;
  readonly text: string;
}

/**
 * The words of an announcement that is out.
 *
 * @param corrections the lines that were added to it since, as they stand there
 */
export function ownWordsOf(body: string, corrections: readonly string[]): OwnWords {
  const { head, text } = takenApart(contentOf(body), corrections);
  const [, title = ''] = /^\*\*(.*)\*\*$/.exec(head[0] ?? '') ?? [];
  return { title: title.replaceAll(/\\([\\*_~`|<>[\]@])/g, '$1'), text };
}

/**
 * The body of an announcement with other words, its late sentence, its role, its buttons and files as they were.
 *
 * @param before the lines of corrections that stand there
 * @param after those that are to stand there
 * @returns by how many characters it is too long, when it is
 */
export function withOwnWords(
  body: string,
  { title, text }: OwnWords,
  before: readonly string[],
  after: readonly string[],
): string | number {
  const { head } = takenApart(contentOf(body), before);
  const untouched = ownWordsOf(body, before).title === title.trim();
  const headline = untouched ? (head[0] ?? '') : `**${inline(title, headlineLength)}**`;
  const content = [[headline, ...head.slice(1)].join('\n'), text.trim(), after.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
  if (content.length > contentLength) return content.length - contentLength;
  return JSON.stringify({ ...Body.parse(JSON.parse(body)), content });
}

/** The first paragraph is the head: the headline, and what the bot put under it. The rest is the organiser's. */
function takenApart(
  content: string,
  corrections: readonly string[],
): { readonly head: readonly string[]; readonly text: string } {
  const end = content.indexOf('\n\n');
  const head = end === -1 ? content : content.slice(0, end);
  const rest = end === -1 ? '' : content.slice(end + 2);
  const tail = corrections.join('\n');
  const text = tail !== '' && rest.endsWith(tail) ? rest.slice(0, -tail.length) : rest;
  return { head: head.split('\n'), text: text.trim() };
}
